"""`tongbao check`: a notice against itself."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from data.errors import BadRequest
from data.types import Notice
from qa import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("notice", metavar="通报", help="已载入通报的编号(见 tongbao notices),或一个通报文件")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    from qa import wire
    from qa.check import check

    notice = _notice(args)
    findings = check(notice)
    if args.json:
        found = [wire.finding(f) for f in findings]
        print(json.dumps({"notice": notice.id, "findings": found}, ensure_ascii=False, indent=1))
        return 0
    print(
        f"{notice.title}:{len(findings)} 条提示(只列事实,不作评价)" if findings else f"{notice.title}:没有需要提示之处"
    )
    for finding in findings:
        print(f"  [{finding.kind}] {finding.message}")
        for span in finding.spans:
            print(f"      {span.start}-{span.end}  {span.text[:60]}")
    return 0


def _notice(args: argparse.Namespace) -> Notice:
    from qa.library import open_library
    from qa.listing import unknown

    path = Path(args.notice)
    if path.is_file():
        from data import corpus

        loaded = corpus.load([path])
        if loaded.failures:
            raise BadRequest(f"{args.notice}:{loaded.failures[0].message}")
        return loaded.notices[0]
    engine = open_library(args.index, args.encoder, progress=progress.show)
    known = engine.ids()
    if args.notice not in known:
        raise BadRequest(f"没有名为 {args.notice} 的文件,也{unknown([args.notice], known)}")
    return engine.notice(args.notice)
