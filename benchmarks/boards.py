"""What reads much of a large library: the page's first lists, counts, the ledger, the theme matrix, a draft.

The library is one made by benchmarks/ingest.py. Everything is asked twice in one process, in the order in which it
is printed: the first time says what a visitor waits for, the second what is remembered. The draft is 3,000
characters of a bundled notice, whose sentences the made-up notices are made of.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from query import memory

from data import corpus
from qa.answer import ask
from qa.library import open_library
from qa.matrix import matrix
from qa.page.desk import Desk
from qa.page.session import Session
from qa.types import Filters

DRAFT = 3_000  # characters of a bureau's own plan


def draft() -> str:
    """Whole lines out of the middle of the longest bundled notice."""
    text = max((notice.text for notice in corpus.bundled()), key=len)
    start = text.index("\n", len(text) // 3) + 1
    return text[start : start + DRAFT]


def actions(desk: Desk) -> Iterator[tuple[str, Callable[[], object]]]:
    """Name and action, each as the page or the command line takes it."""
    engine, everything = desk.engine, Filters()
    yield "the empty page with its lists", lambda: (desk.masthead("zh"), desk.show(Session()))
    yield "an answer", lambda: ask(engine, "追责问责了多少人?")
    yield "a counting question", lambda: ask(engine, "有多少条未完成?")
    yield "the ledger, its first page", lambda: desk.boards.ledger(everything, "zh")
    yield "the ledger as CSV", lambda: desk.boards.ledger_file(everything, "csv", "zh")
    yield "a draft of 3,000 characters", lambda: desk.boards.similar(draft(), None, everything, "zh")
    yield "the theme matrix", lambda: matrix(engine)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the library lies")
    args = parser.parse_args()
    desk = Desk(open_library(args.folder, bundled=False), args.folder)
    print(f"{desk.engine.manifest.passages:,} passages, {desk.engine.manifest.notices:,} notices")
    print(f"{'seconds':<32}{'first':>8}{'processor':>11}{'again':>8}{'processor':>11}{'memory, MiB':>13}")
    for name, action in actions(desk):
        print(f"{name:<32}", end="")
        for _ in range(2):
            wall, processor = time.perf_counter(), time.process_time()
            action()
            print(f"{time.perf_counter() - wall:>8.2f}{time.process_time() - processor:>11.2f}", end="", flush=True)
        print(f"{memory():>13,.0f}", flush=True)


if __name__ == "__main__":
    main()
