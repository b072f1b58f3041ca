"""A table to the screen or a file, in the format asked for."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from data.errors import BadRequest
from data.reasons import reason
from qa.export import GRIDS, Grid
from qa.wire import Json

FORMATS = (*GRIDS, "json")


def add_arguments(parser: argparse.ArgumentParser, formats: Sequence[str] = FORMATS) -> None:
    parser.add_argument("--format", choices=formats, help="格式(默认按 -o 的扩展名,否则 md)")
    parser.add_argument("--json", action="store_true", help="等于 --format json")
    parser.add_argument("-o", "--output", type=Path, metavar="文件", help="写入文件(默认显示在屏幕上)")


def chosen(args: argparse.Namespace, formats: Sequence[str] = FORMATS) -> str:
    """The format: the one named, else by the file's ending, else Markdown.

    BadRequest where the ending names another format, or none that there is: no program would open that file.
    """
    suffix = args.output.suffix.lower().lstrip(".") if args.output else ""
    named = args.format or ("json" if args.json else "")
    if suffix and not named and suffix not in formats:
        endings = "、".join(f".{known}" for known in formats)
        raise BadRequest(f"不认识 {args.output} 的扩展名 .{suffix};可用 {endings},或用 --format 指定格式")
    kind = str(named or suffix or "md")
    if suffix in formats and suffix != kind:
        raise BadRequest(f"{args.output} 的扩展名与格式 {kind} 不一致,会打不开;请把扩展名改为 .{kind}")
    if kind == "xlsx" and not args.output:
        raise BadRequest("xlsx 是二进制文件,请用 -o 文件名.xlsx 指定写到哪里")
    return kind


def deliver(kind: str, grid: Grid, values: Json, output: Path | None) -> None:
    """Write the table; a file that cannot be written is a BadRequest."""
    if kind == "json":
        content = (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()
    else:
        content = GRIDS[kind](grid)
    write(content, output)


def write(content: bytes, output: Path | None, said: str = "") -> None:
    """To the screen, or to a file with a line (and `said`) to the error stream; BadRequest where that fails."""
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadRequest(f"无法写入 {output}:{reason(error)}。请换一个位置或文件名") from error
    sys.stderr.write(f"已写入 {output}{said}\n")
