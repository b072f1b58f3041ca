"""`tongbao facts`: documents, dated promises, figures and masked values of one notice or of all."""

from __future__ import annotations

import argparse
import json

from data.errors import BadRequest
from qa import progress

KINDS = {"documents": "文件", "promises": "承诺时限", "figures": "数据", "masked": "遮蔽"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "notice", nargs="?", default="", metavar="通报", help="已载入通报的编号(见 tongbao notices);不写则看全部"
    )
    parser.add_argument(
        "--only", choices=tuple(KINDS), help="只看一类:" + "、".join(f"{k} {v}" for k, v in KINDS.items())
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    from qa import wire_tables
    from qa.facts import facts
    from qa.library import open_library
    from qa.listing import unknown

    engine = open_library(args.index, args.encoder, progress=progress.show)
    known = engine.ids()
    if args.notice and args.notice not in known:
        raise BadRequest(unknown([args.notice], known))
    chosen = [engine.notice(args.notice)] if args.notice else engine.notices()
    lines = [line for line in wire_tables.facts(facts(chosen)) if args.only in (None, line["kind"])]
    if args.json:
        print(json.dumps(lines, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(f"[{KINDS[str(line['kind'])]}] {line['unit']} {line['item'] or '-'}  {line['note']}  {line['text']}")
        print(f"共 {len(lines)} 条(依据已载入的 {len(chosen)} 份通报)")
    return 0 if lines else 1
