"""`tongbao similar`: comparable measures for one text, a draft file, or a batch of texts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import BadRequest
from qa import progress
from qa.commands import arguments, batch
from qa.types import Filters

if TYPE_CHECKING:
    from index.types import Engine
    from qa.similar import Match, Part

TOP = 8  # what a reader takes in on one screen
BATCH_TOP = 20  # the house contract


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", default="", metavar="文字", help="措施、问题或草稿原文;- 表示从标准输入读取")
    parser.add_argument("--batch", type=Path, metavar="文件", help='每行一个 {"id", "text", "exclude"?} 的 JSONL 文件')
    parser.add_argument("--exclude", default="", metavar="通报", help="文字出自的通报编号,不在其中查找")
    parser.add_argument("--top", type=int, metavar="条数", help=f"显示多少条(默认 {TOP},批量 {BATCH_TOP})")
    arguments.add_filters(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    if bool(args.text) == bool(args.batch):
        raise BadRequest("请给出一段文字,或用 --batch 给出文件(二者选一)")
    if args.top is not None and args.top < 1:
        raise BadRequest(f"--top 为 {args.top},应为正整数")
    from qa.library import open_library

    filters = arguments.filters(args)
    asked = read_batch(args.batch) if args.batch else [("", _given(args.text), args.exclude)]
    engine = open_library(args.index, args.encoder, progress=progress.show)
    _known(engine, [exclude for _, _, exclude in asked])
    if args.batch:
        return _batch(engine, asked, args.top or BATCH_TOP, filters)
    return _single(engine, asked[0], args.top or 0, filters, args.json)


def _batch(engine: Engine, asked: Sequence[tuple[str, str, str]], top: int, filters: Filters) -> int:
    from qa import wire
    from qa.similar import similar

    any_found = False
    for text_id, text, exclude in asked:
        found = similar(engine, text, exclude, top, filters)
        any_found = any_found or bool(found)
        print(json.dumps(wire.matches(text, found, text_id=text_id), ensure_ascii=False), flush=True)
    return 0 if any_found else 1


def _single(engine: Engine, asked: tuple[str, str, str], top: int, filters: Filters, as_json: bool) -> int:
    from qa import wire
    from qa.similar import PART_TOP, similar, similar_draft, split

    _, text, exclude = asked
    parts: Sequence[Part] = ()
    if len(split(text)) > 1:
        parts = similar_draft(engine, text, exclude, top or PART_TOP, filters)
    found = similar(engine, text, exclude, top or TOP, filters)
    if as_json:
        print(json.dumps(wire.matches(text, found, parts), ensure_ascii=False))
    elif parts:
        print("\n\n".join(f"【第 {n} 条】{p.text}\n{_lines(p.matches)}" for n, p in enumerate(parts, 1)))
    else:
        print(_lines(found) or "没有找到可比措施。")
    return 0 if found else 1


def _lines(found: Sequence[Match]) -> str:
    """Matches as text: unit and path, overlap, reason, passage."""
    out = []
    for m in found:
        meter = f"{m.overlap.band.value},与该通报原文重合 {m.overlap.share:.0%}(扣除固定用语 {m.overlap.net:.0%})"
        out.append(f"{m.rank}. {m.unit or m.title} · {' › '.join(m.passage.path)}\n   {meter};{';'.join(m.why)}")
        out.append("   " + m.passage.text.strip().replace("\n", "\n   "))
        out += [f"   同一通报另载于:{copy.place}" for copy in m.also]
    return "\n".join(out)


def _given(text: str) -> str:
    if text != "-":
        return text
    import sys

    return sys.stdin.read()


def _known(engine: Engine, excluded: Sequence[str]) -> None:
    from qa.listing import unknown

    ids = engine.ids()
    for notice in filter(None, excluded):
        if notice not in ids:
            raise BadRequest(unknown([notice], ids))


def read_batch(path: Path) -> list[tuple[str, str, str]]:
    """(id, text, exclude) of every line."""
    expected = '应为 {"id": …, "text": …, "exclude"?: 通报编号}'
    found = []
    for number, row, text in batch.rows(path, "文件", "text", expected):
        if not text.strip():
            raise BadRequest(f"{path} 第 {number} 行没有 text;{expected}")
        found.append((str(row.get("id", number)), text, str(row.get("exclude") or "")))
    return found
