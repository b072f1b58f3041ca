"""`tongbao compare`: items side by side."""

from __future__ import annotations

import argparse

from qa import deliver, progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", nargs="+", metavar="条目", help="条目编号(见 tongbao ledger),两个以上")
    deliver.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    from qa import wire_tables
    from qa.compare import compare
    from qa.library import open_library

    kind = deliver.chosen(args)
    found = compare(open_library(args.index, args.encoder, progress=progress.show), args.items)
    deliver.deliver(kind, found.grid(), wire_tables.comparison(found), args.output)
    return 0
