"""`tongbao facts`: documents, dated promises, figures and masked values of one notice or of all."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from data.errors import BadRequest
from data.types import Span
from qa import progress

if TYPE_CHECKING:
    from qa.facts import Facts, Place

KINDS = {"documents": "文件", "promises": "承诺时限", "figures": "数据", "masked": "遮蔽"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("notice", nargs="?", default="", metavar="NOTICE", help="已载入通报的 id;不写则看全部")
    parser.add_argument(
        "--only", choices=tuple(KINDS), help="只看一类:" + "、".join(f"{k} {v}" for k, v in KINDS.items())
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    from qa.facts import facts
    from qa.library import open_library

    notices = open_library(args.index, args.encoder, progress=progress.show).notices()
    chosen = [n for n in notices if args.notice in ("", n.id)]
    if args.notice and not chosen:
        raise BadRequest(f"没有 id 为“{args.notice}”的通报。已载入:{'、'.join(n.id for n in notices) or '无'}")
    lines = [line for line in _lines(facts(chosen)) if args.only in (None, line["kind"])]
    if args.json:
        print(json.dumps(lines, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(f"[{KINDS[str(line['kind'])]}] {line['unit']} {line['item'] or '-'}  {line['note']}  {line['text']}")
        print(f"共 {len(lines)} 条(依据已载入的 {len(chosen)} 份通报)")
    return 0 if lines else 1


def _lines(found: Facts) -> Iterator[dict[str, object]]:
    for named in found.documents:
        yield _line("documents", named.place, named.document.name, named.document.role.value)
    for promise in found.promises:
        yield _line("promises", promise.place, promise.clause, promise.iso or "年份未载明")
    for counted in found.figures:
        yield _line("figures", counted.place, counted.figure.quote, counted.figure.counts)
    for masked in found.masked:
        yield _line("masked", masked.place, masked.span, "")


def _line(kind: str, place: Place, span: Span, note: str) -> dict[str, object]:
    return {
        "kind": kind,
        "notice": place.notice_id,
        "unit": place.unit,
        "item": place.item_id,
        "note": note,
        "text": span.text,
        "start": span.start,
        "end": span.end,
    }
