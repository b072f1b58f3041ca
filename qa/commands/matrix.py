"""`tongbao matrix`: topics against notices."""

from __future__ import annotations

import argparse
from pathlib import Path

from qa import deliver, progress
from qa.commands import arguments


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topics", nargs="*", metavar="主题", help="要对照的主题(默认为资料库文件夹的 themes.tsv)")
    parser.add_argument("--themes", type=Path, metavar="文件", help="自己的主题表:每行“名称⇥含义⇥关键词|关键词”")
    parser.add_argument(
        "--threshold", type=float, metavar="数", help="把握的门槛,0 到 1,低于它的格子为“未见”(默认 0.5)"
    )
    arguments.add_filters(parser)
    deliver.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    from qa import wire_tables
    from qa.library import default_folder, open_library
    from qa.matrix import THRESHOLD, matrix
    from qa.themes import own, themes, topic

    kind = deliver.chosen(args)
    topics = [topic(text) for text in args.topics]
    if args.themes or not topics:
        topics.extend(themes(args.themes or own(args.index if isinstance(args.index, Path) else default_folder())))
    engine = open_library(args.index, args.encoder, progress=progress.show)
    threshold = THRESHOLD if args.threshold is None else args.threshold
    found = matrix(engine, topics, arguments.filters(args), threshold)
    deliver.deliver(kind, found.grid(), wire_tables.matrix(found), args.output)
    return 0 if any(cell.filled for row in found.cells for cell in row) else 1
