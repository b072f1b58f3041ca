"""Many notices onto a server, by several processes: idempotent, so cut short anywhere it is simply run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice

from data.types import Notice
from index import encoder as encoders
from index.engines.milvus.engine import MilvusEngine
from index.engines.milvus.server import Server
from index.pool import processes
from index.types import Added

BATCH = 8  # notices given to a process at once: some 500 passages, half a second of work
AHEAD = 2  # batches waiting for each process, so that none is idle and memory stays flat

_engine: MilvusEngine | None = None  # of this worker process


@dataclass(frozen=True, slots=True)
class Target:
    """Where to and how: about `expected` passages are to come, written by `workers` processes."""

    uri: str
    encoder: str
    workers: int
    expected: int


def fill(target: Target, notices: Iterator[tuple[int, Notice]], progress: Callable[[Added], None]) -> None:
    """Write (position, notice) pairs that the server lacks.

    `progress` is called for every notice once it is on the server, in no particular order.
    """
    server = Server(target.uri, expected=target.expected)
    engine = MilvusEngine(server, encoders.load(target.encoder))  # makes what is missing, once for all
    if target.workers <= 1:
        for batch in _batches(notices):
            _tell(engine.fill(batch), progress)
    else:
        _share(target, notices, progress)
    engine.finish()
    engine.close()


def _share(target: Target, notices: Iterator[tuple[int, Notice]], progress: Callable[[Added], None]) -> None:
    with processes(target.workers, _open, target.uri, target.encoder) as pool:
        waiting: set[Future[list[Added]]] = set()
        try:
            for batch in _batches(notices):
                waiting.add(pool.submit(_fill, batch))
                if len(waiting) >= target.workers * AHEAD:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    for future in done:
                        _tell(future.result(), progress)
            for future in waiting:
                _tell(future.result(), progress)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _batches(notices: Iterator[tuple[int, Notice]]) -> Iterator[list[tuple[int, Notice]]]:
    while batch := list(islice(notices, BATCH)):
        yield batch


def _tell(added: Sequence[Added], progress: Callable[[Added], None]) -> None:
    for one in added:
        progress(one)


def _open(uri: str, encoder: str) -> None:
    global _engine  # noqa: PLW0603 - a worker process opens its engine once
    _engine = MilvusEngine(Server(uri), encoders.load(encoder))


def _fill(batch: list[tuple[int, Notice]]) -> list[Added]:
    assert _engine is not None
    return _engine.fill(batch)
