"""`tongbao verify`: what is on disk against the texts it was made from."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from data.errors import BadRequest

if TYPE_CHECKING:
    from index.types import Kept


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help="逐份重算,不只抽查")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def vectors(kept: Kept) -> str:
    """How they are searched, which depends on how many there are."""
    ways = {
        "{:,} 段逐一比较(float32)": kept.exact,
        "{:,} 段先比四位短码,再按字节比较": kept.coded,
        "{:,} 段逐一按字节比较(短码未通过召回检验)": kept.bytes,
    }
    return "、".join(way.format(count) for way, count in ways.items() if count) or "没有段落"


def run(args: argparse.Namespace) -> int:
    import index
    from qa import library
    from qa.older import older

    where = library.place(args.index, args.engine, args.uri)
    if isinstance(where, library.Server):
        raise BadRequest("tongbao verify 只核对本机文件夹中的索引")
    folder = where or library.default_folder()
    if not folder.is_dir():
        raise BadRequest(f"没有索引文件夹 {folder};请先运行 tongbao add 或 tongbao ask")
    findings = index.verify(folder, args.encoder, args.full)
    said = "" if findings else older(library.open_library(folder, args.encoder, bundled=False))
    if args.json:
        print(json.dumps({"findings": findings, "older": said}, ensure_ascii=False))
    elif findings:
        sys.stderr.writelines(f"{line}\n" for line in findings)
    else:
        print(f"未发现问题:{folder}" + ("" if args.full else "(抽查;加 --full 逐份重算)"))
        print(f"向量:{vectors(index.kept(folder))}")
        if said:
            print(said)
    return 2 if findings else 0
