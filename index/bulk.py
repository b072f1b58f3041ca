"""Many notices at once: in batches of bounded size, and prepared by several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import TypeVar

from data.documents import Failure
from data.types import Notice
from index import encoder as encoders
from index.pool import processes
from index.prepare import Prepared, prepare

BATCH = 2_000_000  # characters to a transaction: some 14,000 passages, 100 MB while at work
CHARS = 130  # of a passage, about
AHEAD = 150  # tasks given to each process before the first is fetched: they work on while segments are merged

T = TypeVar("T")
Made = Prepared | Failure
Sized = TypeVar("Sized", Notice, Prepared, Made)


def size(one: Notice | Made) -> int:
    """Characters of the text."""
    if isinstance(one, Failure):
        return len(one.message)
    return len(one.text if isinstance(one, Notice) else one.notice.text)


def batches(notices: Iterable[Sized]) -> Iterator[list[Sized]]:
    """All in order, about BATCH characters at a time."""
    batch: list[Sized] = []
    total = 0
    for notice in notices:
        batch.append(notice)
        total += size(notice)
        if total >= BATCH:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def prepared(
    tasks: Iterable[T], make: Callable[[T], Notice | Failure], encoder: str, max_chars: int, workers: int = 0
) -> Iterator[Made]:
    """`make` of every task, prepared by `workers` processes (0: one a core); in the order of the tasks.

    For `make` see `index.pool.processes`; what it could not make comes through.
    """
    count = workers or os.cpu_count() or 1
    left = iter(tasks)
    with processes(count) as pool:
        waiting: list[Future[Made]] = []
        try:
            while True:
                room = count * AHEAD - len(waiting)
                waiting += [pool.submit(_made, t, make, encoder, max_chars) for t in islice(left, room)]
                if not waiting:
                    return
                yield waiting.pop(0).result()
        finally:
            pool.shutdown(cancel_futures=True)  # whoever breaks off does not wait for what was given ahead


def _made(task: T, make: Callable[[T], Notice | Failure], encoder: str, max_chars: int) -> Made:
    made = make(task)
    if isinstance(made, Failure):
        return made
    return prepare(made, encoders.load(encoder), max_chars, keep_windows=False)
