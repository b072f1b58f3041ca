"""`tongbao verify`: what is on disk against the texts it was made from."""

from __future__ import annotations

import argparse
import json
import sys

from data.errors import BadRequest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help="逐份重算,不只抽查")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    import index
    from qa import library

    where = library.place(args.index, args.engine, args.uri)
    if isinstance(where, library.Server):
        raise BadRequest("tongbao verify 只核对本机文件夹中的索引")
    folder = where or library.default_folder()
    if not folder.is_dir():
        raise BadRequest(f"没有索引文件夹 {folder};请先运行 tongbao add 或 tongbao ask")
    findings = index.verify(folder, args.encoder, args.full)
    if args.json:
        print(json.dumps({"findings": findings}, ensure_ascii=False))
    elif findings:
        sys.stderr.writelines(f"{line}\n" for line in findings)
    else:
        print(f"未发现问题:{folder}" + ("" if args.full else "(抽查;加 --full 逐份重算)"))
    return 2 if findings else 0
