"""`tongbao remove ID…`: notices out of the index."""

from __future__ import annotations

import argparse
import json

from data.errors import BadRequest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="通报", help="通报编号(见 tongbao notices)")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    from qa.library import open_library
    from qa.listing import unknown

    engine = open_library(args.index, args.encoder)
    known = engine.ids()
    if missing := [i for i in args.ids if i not in known]:
        raise BadRequest(unknown(missing, known))
    removed = engine.remove(args.ids)
    print(json.dumps({"removed": removed}, ensure_ascii=False) if args.json else f"已移除 {'、'.join(removed)}")
    return 0
