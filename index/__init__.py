"""Passages in, hits out. The only room that knows vectors and tokens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import IndexProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from data.documents import Document, Failure
    from data.types import Notice
    from index.types import Added, Engine, Kept, Progress, Version

PART = 2_000  # notices read by one engine: a few hundred megabytes


def open_engine(folder: Path | None, encoder: str = "", max_chars: int = 0, uri: str = "") -> Engine:
    """The embedded engine on `folder` (made where it does not exist), or the Milvus server at `uri`.

    `encoder` "" is the bundled one.

    `max_chars` is the longest passage that `add` cuts, 0 for the usual length; only an evaluation sets it.
    """
    return _engine(folder, encoder, max_chars, uri, None)


def rebuild(
    folder: Path | None, encoder: str = "", uri: str = "", progress: Progress = lambda done, total: None
) -> Engine:
    """As `open_engine`, the notices held read again and the index worked out from them, their texts as they are: after
    another encoder, lexicon or version."""
    return _engine(folder, encoder, 0, uri, progress)


def _engine(folder: Path | None, encoder: str, max_chars: int, uri: str, rebuild: Progress | None) -> Engine:
    from index import encoder as encoders

    if uri:
        from index.engines.milvus.engine import MilvusEngine
        from index.engines.milvus.server import Server

        return MilvusEngine(Server(uri), encoders.load(encoder), max_chars, rebuild)
    if folder is None:
        raise IndexProblem("没有给出索引文件夹,也没有给出 Milvus 服务的地址")
    from index.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(folder, encoders.load(encoder), max_chars, rebuild)


def ingest(engine: Engine, found: Iterable[Document | Failure]) -> Iterator[tuple[Notice, Added] | Failure]:
    """See `index.incoming.ingest`."""
    from index.incoming import ingest

    return ingest(engine, found)


def verify(folder: Path, encoder: str = "", full: bool = False) -> list[str]:
    """What is wrong with the library in a folder, one line a finding; `full` checks every notice, not only some."""
    from index import encoder as encoders
    from index.checking import verify

    return verify(folder, encoders.load(encoder), full)


def kept(folder: Path) -> Kept:
    """How the vectors of the library in a folder are searched; raises IndexProblem where a file is damaged."""
    from index.checking import kept

    return kept(folder)


def migrate(
    folder: Path,
    uri: str,
    encoder: str = "",
    workers: int = 1,
    progress: Callable[[Added, int], None] = lambda *_: None,
) -> None:
    """Everything the embedded index in `folder` holds, onto the Milvus server at `uri`; run again, it goes on.

    A notice that the server holds under the same id with other content is left there and reported as "kept".
    `progress` is called with each notice's outcome and the number of all.
    """
    from index.engines.milvus import bulk

    source = open_engine(folder, encoder)
    ids, expected = source.ids(), source.manifest.passages
    source.close()

    def notices() -> Iterator[tuple[int, Notice]]:
        for start in range(0, len(ids), PART):
            part = open_engine(folder, encoder)  # anew, so that it does not come to hold every notice
            for position, notice_id in enumerate(ids[start : start + PART], start + 1):
                yield position, part.notice(notice_id)
            part.close()

    target = bulk.Target(uri, encoder, workers, expected)
    bulk.fill(target, notices(), lambda added: progress(added, len(ids)))


def history(folder: Path, notice_id: str) -> list[Version]:
    """What a notice in the library in a folder said before it was replaced or removed, the oldest first."""
    from index.store import Store

    store = Store(folder)
    try:
        return store.versions(notice_id)
    finally:
        store.close()


def once_filled(folder: Path) -> bool:
    """Whether a notice of the library in a folder was ever replaced or removed."""
    from index.store import Store

    store = Store(folder)
    try:
        return store.replaced()
    finally:
        store.close()
