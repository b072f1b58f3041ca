"""`tongbao ledger`: the table of all items, to the screen or a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.errors import BadRequest
from qa import progress
from qa.commands import arguments


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("json", "csv", "xlsx", "md"), help="格式(默认按 -o 的扩展名,否则 md)")
    parser.add_argument("--json", action="store_true", help="等于 --format json")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="写入文件")
    arguments.add_filters(parser)


def run(args: argparse.Namespace) -> int:
    from qa.export import FORMATS
    from qa.ledger import ledger
    from qa.library import open_library

    chosen = _format(args)
    if chosen == "xlsx" and not args.output:
        raise BadRequest("xlsx 是二进制文件,请用 -o 文件名.xlsx 指定写到哪里")
    engine = open_library(args.index, args.encoder, progress=progress.show)
    rows = ledger(engine, arguments.filters(args))
    content = FORMATS[chosen](rows)
    if args.output:
        _write(args.output, content)
        print(f"已写入 {args.output}:{len(rows)} 项,依据已载入的 {len(engine.notices())} 份通报", file=sys.stderr)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return 0 if rows else 1


def _format(args: argparse.Namespace) -> str:
    suffix = args.output.suffix.lower().lstrip(".") if args.output else ""
    named = {"json": "json", "csv": "csv", "xlsx": "xlsx", "md": "md", "markdown": "md"}
    return str(args.format or ("json" if args.json else named.get(suffix, "md")))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadRequest(f"无法写入 {path}:{error.strerror or error}。请换一个位置或文件名") from error
