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

__all__ = ["Failure", "Loaded", "bundled", "load", "parse", "receive", "stream"]


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
    files: dict[str, str] = {}  # sha256 → the file it came from
    ids: set[str] = set()
    for document in found:
        if isinstance(document, Failure):
            yield document
            continue
        try:
            notice = parse(document.raw, document.name, document.url, document.note)
        except TongbaoError as error:
            yield Failure(document.place, str(error))
            continue
        digest = notice.source.sha256
        if digest in files:
            yield Failure(document.place, f"与 {files[digest]} 内容完全相同,已跳过")
            continue
        notice = _distinct(notice, ids)
        files[digest] = document.name
        ids.add(notice.id)
        yield notice


def bundled() -> tuple[Notice, ...]:
    """The notices that come with the program."""
    with resources.as_file(resources.files("data") / "notices") as folder:
        loaded = load([folder])
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
