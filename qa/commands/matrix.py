"""`tongbao matrix`: topics against notices."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import BadRequest
from qa import deliver, progress
from qa.commands import arguments

if TYPE_CHECKING:
    from qa.matrix import Cell, Matrix

GIST = 40  # characters of a cell's best passage on a terminal: with the unit, one line of 100 columns


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
        given = themes(args.themes or own(args.index if isinstance(args.index, Path) else default_folder()))
        if args.themes and not given:
            raise BadRequest(f"主题文件 {args.themes} 里没有一行主题;应每行“名称⇥含义⇥关键词|关键词”")
        topics.extend(given)
    engine = open_library(args.index, args.encoder, progress=progress.show)
    threshold = THRESHOLD if args.threshold is None else args.threshold
    found = matrix(engine, topics, arguments.filters(args), threshold)
    if sys.stdout.isatty() and not (args.output or args.format or args.json):
        print(overview(found))
    else:
        deliver.deliver(kind, found.grid(), wire_tables.matrix(found), args.output)
    return 0 if any(cell.filled for row in found.cells for cell in row) else 1


def overview(found: Matrix) -> str:
    """The matrix for a terminal: under each topic the notices that have something, one a line, and then the others."""
    parts = [_topic(topic.name, found.units, cells) for topic, cells in zip(found.topics, found.cells, strict=True)]
    return "\n\n".join([*parts, "各格的全文与出处:tongbao matrix … -o 文件.xlsx(或 --format md)"])


def _topic(name: str, units: tuple[str, ...], cells: tuple[Cell, ...]) -> str:
    rows = [f"{name}:{len(cells)} 份通报中 {sum(cell.filled for cell in cells)} 份有依据"]
    for unit, cell in zip(units, cells, strict=True):
        if cell.filled:
            text = " ".join(cell.citations[0].passage.text.split())
            rows.append(f"  {unit}({len(cell.citations)} 段) {text[:GIST]}{'…' if len(text) > GIST else ''}")
    absent = [unit for unit, cell in zip(units, cells, strict=True) if not cell.filled]
    return "\n".join([*rows, *([f"  未见:{'、'.join(absent)}"] if absent else [])])
