"""Addresses → documents. Only on request (`tongbao add --fetch`): nothing else of ours reaches the network."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from data.documents import Document, Failure, unpacked
from data.errors import UnreadableNotice
from data.fetch import robots
from data.fetch.gate import Gate, Target
from data.fetch.http import Reply, get
from data.limits import MAX_FILE
from data.readers import SUFFIXES

MAX_ADDRESSES = 500  # at a pause of one second each, more is crawling a site
_SECONDS = 60.0  # for one page, redirects not included
_PAUSE = 1.0  # seconds between two pages of one site, as a person would leave
_REDIRECTS = 5  # as many as RFC 9309 asks a reader to follow
_ROBOTS_BYTES = 500_000  # what RFC 9309 asks a reader to parse at least
_ROBOTS_SECONDS = 20.0  # a file of a few lines; a site that needs longer would not serve its pages in time either
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
}


def addresses(given: Sequence[str]) -> list[str | Failure]:
    """Addresses as given, and those in files of one address a line (remarks follow a space or #), each once."""
    found: dict[str, str | Failure] = {}
    for entry in given:
        if re.match(r"https?://", entry, re.IGNORECASE):
            found.setdefault(entry, entry)
            continue
        try:
            lines = Path(entry).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            found[entry] = Failure(entry, "不是 http(s) 地址,也不是可读的地址清单(UTF-8 文本,一行一个)")
            continue
        rows = [fields[0] for line in lines if (fields := line.split()) and not fields[0].startswith("#")]
        found |= {row: row for row in rows if row not in found}
    if len(found) > MAX_ADDRESSES:
        raise UnreadableNotice(f"一次最多抓取 {MAX_ADDRESSES} 个地址,清单里有 {len(found)} 个。请分几次")
    return list(found.values())


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one after the other, politely. `gate` and `sleep` are given by tests."""

    gate: Gate = field(default_factory=Gate)
    sleep: Callable[[float], None] = time.sleep
    _rules: dict[str, robots.Rules] = field(default_factory=dict)
    _visited: set[str] = field(default_factory=set)

    def documents(self, wanted: Sequence[str | Failure]) -> Iterator[Document | Failure]:
        """What each address holds, in order: documents (several for a zip file) or the reason why not."""
        for address in wanted:
            if isinstance(address, Failure):
                yield address
                continue
            try:
                target, reply = self._page(address)
                name = _name(target, reply)
            except UnreadableNotice as error:
                yield Failure(address, str(error))
                continue
            yield from unpacked(reply.body, name, address, target.url, f"{date.today().isoformat()} 取自网上")

    def _page(self, address: str) -> tuple[Target, Reply]:
        """The page at the end of the redirects, each of them checked like the first address."""
        for _ in range(_REDIRECTS + 1):
            target = self.gate.admit(address.partition("#")[0])
            rules = self._robots(target)
            if not rules.allow(target.path):
                raise UnreadableNotice("网站的 robots.txt 不允许抓取这个地址。请在浏览器里打开后另存,再加入文件")
            if target.origin in self._visited:
                self.sleep(max(_PAUSE, rules.delay))
            self._visited.add(target.origin)
            reply = get(target, MAX_FILE, _SECONDS)
            place = reply.headers.get("Location")
            if reply.status not in (301, 302, 303, 307, 308) or not place:
                if reply.status != 200:
                    raise UnreadableNotice(f"网站回答 {reply.status},没有这个网页或不让访问。请核对地址")
                return target, reply
            address = urljoin(target.url, place.strip())
        raise UnreadableNotice(f"转向超过 {_REDIRECTS} 次。请给出最后的地址")

    def _robots(self, target: Target) -> robots.Rules:
        if target.origin not in self._rules:
            self._rules[target.origin] = self._read_robots(target)
        return self._rules[target.origin]

    def _read_robots(self, target: Target) -> robots.Rules:
        """A site without the file allows everything; one that fails to answer allows nothing (RFC 9309, 2.3.1)."""
        address = target.origin + "/robots.txt"
        try:
            for _ in range(_REDIRECTS + 1):
                reply = get(self.gate.admit(address), _ROBOTS_BYTES, _ROBOTS_SECONDS)
                place = reply.headers.get("Location")
                if reply.status == 200:
                    return robots.parse(reply.body.decode("utf-8-sig", errors="replace"))
                if not (300 <= reply.status < 400 and place):
                    return robots.Rules() if reply.status < 500 else robots.REFUSED
                address = urljoin(address, place.strip())
        except UnreadableNotice:
            return robots.REFUSED
        return robots.Rules()


def _name(target: Target, reply: Reply) -> str:
    """A file name from host and path, its ending by what the server says the page is. Raises UnreadableNotice."""
    parts = urlsplit(target.path)
    last = PurePosixPath(unquote(parts.path))
    kind = reply.headers.get_content_type() if reply.headers.get("Content-Type") else "text/html"
    ending = _TYPES.get(kind, last.suffix.lower() if last.suffix.lower() in SUFFIXES - {""} else "")
    if not ending:
        raise UnreadableNotice(f"网站给的是 {kind},不是网页、PDF、Word、表格或文本,不读取")
    words = [target.host, *last.parts[1:-1][-2:], last.stem, parts.query]
    return re.sub(r"[^\w.\-]+", "-", "-".join(word for word in words if word)).strip("-.")[:120] + ending
