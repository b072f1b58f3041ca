"""Progress on stderr, so that stdout carries nothing but results."""

from __future__ import annotations

import sys


def show(done: int, total: int) -> None:
    """Write one line when a library is first built, and finish it when done."""
    if done == 0 or total == 0:
        return
    sys.stderr.write(f"\r正在建立索引:{done}/{total} 份通报")
    if done >= total:
        sys.stderr.write("\n")
    sys.stderr.flush()
