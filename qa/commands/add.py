"""`tongbao add PATH…`: files, folders and zip files → the index, each failure named in one line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from qa import progress

WORDS = {"added": "已加入", "replaced": "已更新", "unchanged": "未变化"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="通报文件、压缩包(zip)或文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--no-bundled", action="store_true", help="新建索引时不载入内置的五份通报")


def run(args: argparse.Namespace) -> int:
    from data import corpus
    from qa.library import open_library

    loaded = corpus.load(args.paths)
    engine = open_library(args.index, args.encoder, progress=progress.show, bundled=not args.no_bundled)
    added = engine.add(loaded.notices)
    if args.json:
        rows = [{"notice": a.notice_id, "outcome": a.outcome, "passages": a.passages} for a in added]
        failures = [{"file": f.file, "message": f.message} for f in loaded.failures]
        print(json.dumps({"added": rows, "failures": failures}, ensure_ascii=False))
    else:
        for a in added:
            print(f"{WORDS[a.outcome]} {a.notice_id}({a.passages} 段)")
        for f in loaded.failures:
            sys.stderr.write(f"未加入 {f.file}:{f.message}\n")
    return 0 if added else 1
