"""`tongbao notices`: what is loaded."""

from __future__ import annotations

import argparse
import json

from data.types import UNSTATED
from qa import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    from qa import wire
    from qa.library import open_library

    engine = open_library(args.index, args.encoder, progress=progress.show)
    rows = [wire.notice(n, len(engine.passages_of(n.id))) for n in engine.notices()]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(f"已载入 {len(rows)} 份通报")
        for row in rows:
            print(f"  {row['id']}  {row['title']}")
            print(f"      发布 {row['published'] or UNSTATED} · 问题 {row['items']} 项 · 段落 {row['passages']} 段")
    return 0 if rows else 1
