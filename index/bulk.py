"""Many notices at once: in batches of bounded size, and prepared by several processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

from data.types import Notice
from index import encoder as encoders
from index.prepare import Prepared, prepare

BATCH = 2_000_000  # characters to a transaction: some 14,000 passages, 100 MB while at work
CHARS = 130  # of a passage, about
AHEAD = 4  # tasks given to each process before the first is fetched: enough to keep it busy

T = TypeVar("T")
Sized = TypeVar("Sized", Notice, Prepared)


def size(one: Notice | Prepared) -> int:
    """Characters of the text."""
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
    tasks: Iterable[T], make: Callable[[T], Notice], encoder: str, max_chars: int, workers: int = 0
) -> Iterator[Prepared]:
    """`make` of every task, prepared by `workers` processes (0: one a core); in the order of the tasks.

    `make` must be importable by name, as must the program that calls (`if __name__ == "__main__":`).
    """
    count = workers or os.cpu_count() or 1
    left = iter(tasks)
    context = multiprocessing.get_context("spawn")  # a forked copy of a program with threads may lock up
    with ProcessPoolExecutor(count, context, initializer=_alone) as pool:
        waiting: list[Future[Prepared]] = []
        while True:
            more = [pool.submit(_made, t, make, encoder, max_chars) for t in islice(left, count * AHEAD - len(waiting))]
            waiting += more
            if not waiting:
                return
            yield waiting.pop(0).result()


def _alone() -> None:
    """One thread to a process: there is a process for every core already."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"


def _made(task: T, make: Callable[[T], Notice], encoder: str, max_chars: int) -> Prepared:
    return prepare(make(task), encoders.load(encoder), max_chars, keep_windows=False)
