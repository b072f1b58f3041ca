"""Worker processes: one thread each, deaf to Ctrl-C (the parent hears it), gone when the parent is."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


def processes(count: int, prepare: Callable[..., object] | None = None, *arguments: object) -> ProcessPoolExecutor:
    """A pool of `count` processes (0: one a core), each of which calls `prepare(*arguments)` first.

    What they are given must be importable by name, as must the program that calls
    (`if __name__ == "__main__":`).
    """
    context = multiprocessing.get_context("spawn")  # a forked copy of a program with threads may lock up
    return ProcessPoolExecutor(count or os.cpu_count() or 1, context, _begin, (prepare, arguments))


def _begin(prepare: Callable[..., object] | None, arguments: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # there is a process for every core already
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if prepare is not None:
        prepare(*arguments)


def _leave_with_parent() -> None:
    """A worker whose parent was killed would wait for its next task for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
