"""`tongbao add PATH…`: files, folders, zip files and, on request, addresses → the index; failures named in one line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from data.documents import Failure
from data.errors import BadRequest
from data.types import Notice
from qa import progress

if TYPE_CHECKING:
    from data.documents import Document
    from index.types import Added, Engine

WORDS = {"added": "已加入", "replaced": "已更新", "unchanged": "未变化"}
LINKED_UP_TO = 2000  # notices in all, up to which all of them are read to find the copies of many
LOOKED_UP = 24  # notices taken, up to which the copies of each are looked up, 50 ms a notice


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="文件", help="通报文件(网页、Word、PDF、表格、文本)、压缩包(zip)或文件夹"
    )
    parser.add_argument(
        "--fetch", nargs="+", default=[], metavar="地址", help="抓取网页地址,或清单文件(一行一个);不写这个参数就不联网"
    )
    parser.add_argument("--json", action="store_true", help="每件事输出一行 JSON")
    parser.add_argument("--quiet", action="store_true", help="不显示进度和逐份结果,只报失败")
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--bundled", action="store_true", help="加入随附的五份通报(移除过的可这样找回)")
    either.add_argument("--no-bundled", action="store_true", help="新建索引时不载入随附的五份通报")


def run(args: argparse.Namespace) -> int:
    import index
    from qa.library import open_library

    if not (args.paths or args.fetch or args.bundled):
        raise BadRequest("没有给出要加入的东西。请写文件、文件夹或压缩包,或用 --fetch 给出网页地址")
    quiet = args.quiet or args.json
    documents, total = _documents(args)
    engine = open_library(args.index, args.encoder, None if quiet else progress.show, not args.no_bundled)
    report = _Report(args.json, args.quiet)
    found = progress.bar(documents, total, "正在读取", quiet)
    for one in index.ingest(engine, found):
        if isinstance(one, Failure):
            report.failed(one)
        else:
            report.took(*one)
    report.linked(engine)
    report.done()
    return 0 if report.kept else 2  # nothing given could be read: bad input


def _documents(args: argparse.Namespace) -> tuple[Iterator[Document | Failure], int]:
    """What is to be read, and about how many: a zip file counts as one."""
    from data.documents import count, documents

    parts: list[Iterable[Document | Failure]] = [documents(args.paths)]
    total = count(args.paths)
    if args.bundled:
        from data.corpus import bundled_documents

        parts.append(found := bundled_documents())
        total += len(found)
    if args.fetch:
        from data.fetch import Fetcher, addresses

        listed = addresses(args.fetch)
        if not listed:
            raise BadRequest(f"{'、'.join(args.fetch)} 里没有一个网页地址;应一行一个 http(s) 地址")
        parts.append(Fetcher().documents(listed))
        total += len(listed)
    return chain.from_iterable(parts), total


class _Report:
    """Lines for people, or events for machines: one JSON object a line, the last one the sums."""

    def __init__(self, as_json: bool, quiet: bool) -> None:
        self._json = as_json
        self._quiet = quiet
        self._counts = dict.fromkeys([*WORDS, "failed"], 0)
        self._taken: list[str] = []

    @property
    def kept(self) -> int:
        return sum(self._counts[outcome] for outcome in WORDS)

    def took(self, notice: Notice, added: Added) -> None:
        outcome, passages = added.outcome, added.passages
        self._counts[outcome] += 1
        self._taken += [notice.id] if outcome != "unchanged" else []
        source = notice.source
        if self._json:
            self._event(outcome, file=source.file, notice=notice.id, title=notice.title, items=len(notice.items),
                        passages=passages, url=source.url, note=source.note)  # fmt: skip
        elif not self._quiet:
            note = f";{source.note}" if source.note else ""
            print(f"{WORDS[outcome]} {notice.id}({len(notice.items)} 个问题条目,{passages} 段{note})")

    def failed(self, failure: Failure) -> None:
        self._counts["failed"] += 1
        if self._json:
            self._event("failed", file=failure.file, message=failure.message)
        else:
            progress.write(f"未加入 {failure.file}:{failure.message}")

    def linked(self, engine: Engine) -> None:
        """Say which of the notices taken are copies of others; of many in a large library `tongbao notices` says it."""
        few = len(self._taken) <= LOOKED_UP
        if not self._taken or (self._quiet and not self._json) or not (few or engine.manifest.notices <= LINKED_UP_TO):
            return
        from qa.duplicates import linked, near_links

        links = near_links(engine, self._taken) if few else linked(engine)
        for group in dict.fromkeys(filter(None, map(links.get, self._taken))):
            if self._json:
                self._event("linked", notices="、".join(group))
            else:
                print(f"已关联 {'、'.join(group)}:同一通报,回答中只显示一次")

    def done(self) -> None:
        if self._json:
            self._event("done", **self._counts)

    def _event(self, event: str, **values: str | int) -> None:
        print(json.dumps({"event": event, **values}, ensure_ascii=False), flush=True)
