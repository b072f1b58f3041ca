"""`tongbao notices`: what is loaded."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from data.errors import BadRequest
from data.types import UNSTATED
from qa import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--history", default="", metavar="通报", help="这份通报以前的版本,及每次改动的句子")


def run(args: argparse.Namespace) -> int:
    from qa.duplicates import linked, others
    from qa.library import open_library
    from qa.listing import listed
    from qa.older import older

    if args.history:
        return _history(args)
    engine = open_library(args.index, args.encoder, progress=progress.show)
    rows, same = listed(engine), linked(engine)
    if said := older(engine):
        progress.write(said)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(f"已载入 {len(rows)} 份通报")
        for row in rows:
            print(f"  {row['id']}  {row['title']}")
            print(f"      发布 {row['published'] or UNSTATED} · 问题 {row['items']} 项 · 段落 {row['passages']} 段")
            same_as = "、".join(others(str(row["id"]), same))
            if same_as:
                print(f"      与 {same_as} 为同一通报,已关联,回答中只显示一次")
    return 0 if rows else 1


def _history(args: argparse.Namespace) -> int:
    import index
    from qa import history, library

    where = library.place(args.index, args.engine, args.uri)
    if isinstance(where, library.Server):
        raise BadRequest("--history 只用于本机文件夹中的索引")
    folder = where or library.default_folder()
    engine = library.open_library(folder, args.encoder, progress=progress.show)
    held = [engine.notice(args.history).text] if args.history in engine.ids() else []
    versions = index.history(folder, args.history)
    if not held and not versions:
        raise BadRequest(f"没有编号为 {args.history} 的通报,以前也没有;请用 tongbao notices 查看已载入的通报")
    later = [*(v.text for v in versions[1:]), held[0] if held else ""] if versions else []
    rows = [(v, history.changes(v.text, text)) for v, text in zip(versions, later, strict=True)]
    if args.json:
        found = [
            {"until": v.until, "title": v.title, "text": v.text, "changes": [asdict(c) for c in of]} for v, of in rows
        ]
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    earlier = f"{len(versions)} 个以前的版本" if versions else "没有以前的版本"
    print(f"{args.history}:{earlier}" + ("" if held else ";现已移除"))
    for i, (version, of) in enumerate(rows):
        if i == len(rows) - 1 and not held:
            print(f"{version.until} 移除")
            continue
        print(f"{version.until} 改动 {len(of)} 处")
        for change in of:
            print(history.marked(change))
    return 0
