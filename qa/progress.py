"""Progress on stderr, so that stdout carries nothing but results."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


def show(done: int, total: int) -> None:
    """Write one line while a library is built, and finish it when done."""
    if done == 0 or total == 0:
        return
    sys.stderr.write(f"\r正在建立索引:{done}/{total} 份通报")
    if done >= total:
        sys.stderr.write("\n")
    sys.stderr.flush()


def bar(found: Iterable[_T], total: int, what: str, quiet: bool) -> Iterator[_T]:
    """Pass things on while a bar counts them on a terminal; none when quiet, or for a single thing."""
    if quiet or total < 2:
        yield from found
        return
    from tqdm import tqdm

    yield from tqdm(found, total=total, desc=what, unit="个", file=sys.stderr, leave=False, disable=None)


def write(line: str) -> None:
    """A line on stderr that does not run into a bar."""
    if "tqdm" in sys.modules:
        from tqdm import tqdm

        tqdm.write(line, file=sys.stderr)
    else:
        sys.stderr.write(line + "\n")
