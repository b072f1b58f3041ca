"""Files and folders → notices; every failure collected and named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path, PurePath

from data.clean import clean
from data.documents import Document, Failure, documents, unpacked
from data.errors import TongbaoError, UnreadableNotice
from data.items import items
from data.metadata import metadata
from data.outline import outline
from data.readers import read
from data.types import Notice, Source
from data.version import parser

__all__ = ["Failure", "Loaded", "bundled", "bundled_documents", "load", "parse", "receive", "stream"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a list of paths; notices in path order."""

    notices: tuple[Notice, ...]
    failures: tuple[Failure, ...]


def parse(raw: bytes, file: str, url: str = "", note: str = "") -> Notice:
    """One file's bytes → a notice; its id is the file's stem. Raises UnreadableNotice or MissingExtra.

    An address given here counts more than the one a page names for itself.
    """
    converted = read(raw, file)
    cleaned = clean(converted.text)
    said = ";".join(part for part in (note, converted.note) if part)
    source = Source(PurePath(file).name, url or converted.url, hashlib.sha256(raw).hexdigest(), said)
    stem = re.sub(r"[\s:/\\]+", "-", PurePath(file).stem).strip("-") or "notice"
    start, end = cleaned.body_start, cleaned.body_end
    sections = outline(cleaned.text, start, end)
    stated = metadata(cleaned.text, start, end, cleaned.title_start, cleaned.title_end)
    return Notice(
        id=stem,
        title=stated.title.value if stated.title else stem,
        text=cleaned.text,
        body_start=start,
        body_end=end,
        source=source,
        metadata=stated,
        sections=sections,
        items=items(cleaned.text, start, end, sections, stated, stem),
        parser=parser(),
    )


def load(paths: Sequence[Path]) -> Loaded:
    """Files, zip files, and folders with everything in them, in name order.

    Two different files of one name get different ids; a second copy of the same bytes is a failure.
    """
    return _collected(stream(documents(paths)))


def receive(raw: bytes, name: str) -> Loaded:
    """One uploaded file: the notice in it, or those of a zip file. Never raises for what a user hands in."""
    return _collected(stream(unpacked(raw, name)))


def stream(found: Iterable[Document | Failure]) -> Iterator[Notice | Failure]:
    """Notices one by one as they are read, so that a thousand need not lie in memory together."""
    names = Names()
    for document in found:
        yield names.admit(parsed(document), document)


def parsed(document: Document | Failure) -> Notice | Failure:
    """The notice of one document; what cannot be read is a failure that says so."""
    if isinstance(document, Failure):
        return document
    try:
        return parse(document.raw, document.name, document.url, document.note)
    except TongbaoError as error:
        return Failure(document.place, str(error))


class Names:
    """Tells the notices of one stream apart, in their order."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}  # sha256 → the file it came from
        self._ids: set[str] = set()

    def admit(self, notice: Notice | Failure, document: Document | Failure) -> Notice | Failure:
        """The notice read from a document, under another id where its own is taken; the same bytes a second time
        are a failure. Failures pass through."""
        if isinstance(notice, Failure) or isinstance(document, Failure):
            return notice
        digest = notice.source.sha256
        if digest in self._files:
            return Failure(document.place, f"与 {self._files[digest]} 内容完全相同,已跳过")
        notice = _distinct(notice, self._ids)
        self._files[digest] = document.name
        self._ids.add(notice.id)
        return notice


def bundled_documents() -> tuple[Document | Failure, ...]:
    """The files of the notices that come with the program."""
    with resources.as_file(resources.files("data") / "notices") as folder:
        return tuple(documents([folder]))


def bundled() -> tuple[Notice, ...]:
    """The notices that come with the program."""
    loaded = _collected(stream(bundled_documents()))
    if loaded.failures:
        raise UnreadableNotice(f"自带通报损坏,请重新安装:{loaded.failures[0].file}:{loaded.failures[0].message}")
    return loaded.notices


def _collected(found: Iterable[Notice | Failure]) -> Loaded:
    every = list(found)
    return Loaded(tuple(n for n in every if isinstance(n, Notice)), tuple(f for f in every if isinstance(f, Failure)))


def _distinct(notice: Notice, ids: set[str]) -> Notice:
    if notice.id not in ids:
        return notice
    distinct = f"{notice.id}-{notice.source.sha256[:8]}"
    return replace(notice, id=distinct, items=tuple(replace(i, notice_id=distinct) for i in notice.items))
