"""Files → an engine: read, told apart, worked out (by several processes where they are many), written in batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from data.corpus import Names, parsed
from data.documents import Document, Failure
from data.types import Notice
from index.bulk import Made, batches, prepared
from index.encoder import BUNDLED, load
from index.engines.embedded import EmbeddedEngine, written
from index.prepare import Prepared, prepare
from index.types import Added, Engine

FEW = 24  # files worked out in this process before others are started, which takes them a second
TOGETHER = 32  # notices given to an engine at once where this process works alone

Outcome = tuple[Notice, Added] | Failure


def ingest(engine: Engine, found: Iterable[Document | Failure]) -> Iterator[Outcome]:
    """What became of each document, in their order; told once it is written. Failures that come in pass through.

    A transformer uses every core by itself and a server has its own way in, so both are served from here.
    """
    documents, names = iter(found), Names()
    if not isinstance(engine, EmbeddedEngine) or engine.manifest.encoder != BUNDLED:
        while several := list(islice(documents, TOGETHER)):
            yield from _here(engine, several, names)
        return
    yield from _here(engine, list(islice(documents, FEW)), names)
    for first in islice(documents, 1):  # processes are started where there is something left for them
        yield from _elsewhere(engine, chain([first], documents), names)


def _here(engine: Engine, found: list[Document | Failure], names: Names) -> Iterator[Outcome]:
    read = [names.admit(parsed(d), d) for d in found]
    added = {a.notice_id: a for a in engine.add([n for n in read if isinstance(n, Notice)])}
    for one in read:
        yield one if isinstance(one, Failure) else (one, added[one.id])


def _elsewhere(engine: EmbeddedEngine, found: Iterator[Document | Failure], names: Names) -> Iterator[Outcome]:
    given: deque[Document | Failure] = deque()  # to the processes, and not back yet

    def noted() -> Iterator[Document | Failure]:
        for document in found:
            given.append(document)
            yield document

    made = (_named(one, given.popleft(), names, engine) for one in prepared(noted(), parsed, "", engine.max_chars))
    brought = 0
    for batch in batches(made):
        added = {a.notice_id: a for a in engine.add_prepared([p for p in batch if isinstance(p, Prepared)])}
        brought += written(list(added.values()))
        for one in batch:
            yield one if isinstance(one, Failure) else (one.notice, added[one.notice.id])
    engine.settle(brought)


def _named(made: Made, document: Document | Failure, names: Names, engine: EmbeddedEngine) -> Made:
    """Worked out again where the notice needs another id, which is in every passage's."""
    if isinstance(made, Failure):
        return made
    admitted = names.admit(made.notice, document)
    if isinstance(admitted, Failure):
        return admitted
    if admitted.id == made.notice.id:
        return made
    return prepare(admitted, load(), engine.max_chars, keep_windows=False)
