"""`tongbao ledger`: the table of all items, to the screen or a file."""

from __future__ import annotations

import argparse

from qa import deliver, progress
from qa.commands import arguments
from qa.export import FORMATS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deliver.add_arguments(parser, tuple(FORMATS))
    arguments.add_filters(parser)


def run(args: argparse.Namespace) -> int:
    from qa.ledger import ledger
    from qa.library import open_library

    kind = deliver.chosen(args, tuple(FORMATS))
    engine = open_library(args.index, args.encoder, progress=progress.show)
    rows = ledger(engine, arguments.filters(args))
    deliver.write(FORMATS[kind](rows), args.output, f":{len(rows)} 项,依据已载入的 {len(engine.ids())} 份通报")
    return 0 if rows else 1
