"""Writes the segments of a transaction: of new notices, and of segments that are merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index import files, merging, segment
from index.lexical import Mask
from index.prepare import Prepared
from index.segment import Segment
from index.types import Encoder, Vectors
from index.view import View
from index.windows import windows
from index.writer import Writer

# Clauses put to a new file of codes, a fiftieth of its passages: with 200, one in seven of the files of a million
# passages failed the gate of 0.97 by chance while finding 0.978; 1,000 tell the two apart (standard error 0.003).
FEWEST, MOST, SHARE = 200, 1000, 50


def asked(rows: int) -> int:
    """How many clauses of so many passages the gate asks for."""
    return min(MOST, max(FEWEST, rows // SHARE))


def _apart(rows: int) -> int:
    """Every how many passages one is asked for."""
    return max(1, rows // asked(rows))


class Filing:
    """`opened` gives the segments of these names, open."""

    def __init__(self, folder: Path, encoder: Encoder, opened: Callable[[Sequence[str]], list[Segment]]) -> None:
        self._folder, self._encoder, self._opened = folder, encoder, opened

    def put(self, writer: Writer, put: Sequence[Prepared], keep: bool = True) -> None:
        numbers = [writer.put(p.notice, p.passages, keep) for p in put]
        if rows := sum(len(p.passages) for p in put):
            name = files.new_name()
            texts = [x.text for p in put for x in p.passages] if rows >= segment.LARGE else []
            questions = self._clauses(texts[:: _apart(rows)])
            writer.add_segment(name, rows)
            segment.write(self._folder / name, put, numbers, questions)

    def merge(self, writer: Writer, fresh: int) -> None:
        """Keep segments few, so that a search stays quick, and drop those of which nothing is held."""
        while self._merged(writer, lambda sizes: merging.plan(sizes, fresh)):
            pass

    def settle(self, writer: Writer, brought: int) -> None:
        """Fewer segments still, after many rows were brought."""
        self._merged(writer, lambda sizes: merging.settle(sizes, brought))

    def _merged(self, writer: Writer, plan: Callable[[Sequence[merging.Size]], list[list[int]]]) -> bool:
        """Make one segment of each group of `plan`; whether there was any."""
        view = View(self._opened(writer.segments()), writer.numbers(), list)
        full = [np.ones(s.rows, np.bool_) for s in view.segments]
        masks = [every if a is None else a for every, a in zip(full, view.alive, strict=True)]
        groups = plan([(len(mask), int(mask.sum())) for mask in masks])
        for group in groups:
            parts, alive = [view.segments[i] for i in group], [masks[i] for i in group]
            if rows := sum(int(mask.sum()) for mask in alive):
                name = files.new_name()
                questions = self._questions(writer, parts, alive if rows >= segment.LARGE else [])
                few = view.passages < merging.WINDOWS
                writer.add_segment(name, rows)
                segment.merge(self._folder / name, parts, alive, few, questions)
            for part in parts:
                writer.drop_segment(part.name)
        return bool(groups)

    def _questions(self, writer: Writer, parts: Sequence[Segment], alive: Sequence[Mask]) -> Vectors:
        """`_clauses` of passages evenly taken; none where `alive` is empty."""
        texts = []
        held = sum(int(mask.sum()) for mask in alive)
        for part, mask in zip(parts, alive, strict=False):
            for row in np.flatnonzero(mask)[:: _apart(held)]:
                number = int(part.numbers[part.ends.searchsorted(row, side="right")])
                texts.append(writer.text(number)[int(part.starts[row]) : int(part.stops[row])])
        return self._clauses(texts)

    def _clauses(self, texts: Sequence[str]) -> Vectors:
        """A clause of each passage as a question, for the gate of a file of codes."""
        return self._encoder.queries([text[slice(*windows(text)[-1])] for text in texts])
