"""Long work that tells how far it is, as a stream: the work runs beside, its reports come out here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

EVERY = 0.25  # seconds between two reports shown: faster than that nobody reads


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What the work came to."""

    value: T


def streamed(work: Callable[[Callable[[R], None]], T]) -> Iterator[R | Done[T]]:
    """Run `work(report)` in a thread; yields the latest report now and then, `Done` last.

    An error of the work is raised here. Work whose reader has gone runs to its end.
    """
    reports: SimpleQueue[R] = SimpleQueue()
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work(reports.put))
        except BaseException as error:  # noqa: BLE001 - handed to the reader, whatever it is
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(EVERY)
        latest = _latest(reports)
        if latest:
            yield latest[0]
    if errors:
        raise errors[0]
    yield Done(results[0])


def _latest(reports: SimpleQueue[R]) -> list[R]:
    """The last report waiting, as a list of one; none waiting, an empty list."""
    found: list[R] = []
    while True:
        try:
            found[:] = [reports.get_nowait()]
        except Empty:
            return found
