"""One generation of the library, open for searching; never changed once made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

import numpy as np

from data.errors import IndexProblem
from index import dense
from index.dense import Leg
from index.lexical import Bm25, Floats, Mask, Part, Rows
from index.prepare import STATUSES
from index.scope import Facts, matches
from index.segment import Segment
from index.types import Hit, Scope

SCOPES = 16  # masks remembered: one question searches several legs with one scope

Found = Sequence[tuple[Rows, Floats]]  # by segment


class View:
    """`notices` are (number, id) in the order they were added; `facts` is called for the first scope."""

    def __init__(
        self,
        segments: Sequence[Segment],
        notices: Sequence[tuple[int, str]],
        facts: Callable[[], list[Facts]],
    ) -> None:
        self.segments = tuple(segments)
        self.numbers = {notice_id: number for number, notice_id in notices}
        self._ids = dict(notices)
        self._facts = facts
        self.alive = [self._alive(segment) for segment in segments]
        self.held = [s.rows if a is None else int(a.sum()) for s, a in zip(segments, self.alive, strict=True)]
        self.passages = sum(self.held)
        self._allowed = lru_cache(maxsize=SCOPES)(self._masks)
        self._inside = lru_cache(maxsize=SCOPES)(self._matching)

    def _alive(self, segment: Segment) -> Mask | None:
        held = np.isin(segment.numbers, self._known)
        return None if held.all() else held[segment.owners]

    @cached_property
    def _known(self) -> Rows:
        return np.array(sorted(self._ids), dtype=np.int64)

    @cached_property
    def _words(self) -> Bm25:
        return Bm25([Part(s.words, a) for s, a in zip(self.segments, self.alive, strict=True)])

    @cached_property
    def _pairs(self) -> Bm25:
        return Bm25([Part(s.pairs, a) for s, a in zip(self.segments, self.alive, strict=True)])

    def words(self, keys: Sequence[int], k: int, scope: Scope) -> list[Hit]:
        return self._hits(self._words.search(keys, k, self._allowed(scope)), k)

    def pairs(self, keys: Sequence[int], k: int, scope: Scope) -> list[Hit]:
        return self._hits(self._pairs.search(keys, k, self._allowed(scope)), k)

    def dense(self, query: Floats, k: int, scope: Scope) -> list[Hit]:
        return self._hits(dense.search(self.legs, query, k, self._allowed(scope)), k)

    @property
    def legs(self) -> list[Leg]:
        return [s.dense for s in self.segments]

    def _hits(self, found: Found, k: int) -> list[Hit]:
        """The k best by (-score, passage id), of rows that hold at least all that may be among them."""
        scores = np.concatenate([s for _, s in found]) if found else np.zeros(0, np.float32)
        if len(scores) > k:  # the last score that k passages can have: what ties with it is told apart by id
            least = np.partition(scores, -k)[-k]
            found = [(rows[s >= least], s[s >= least]) for rows, s in found]
        best: list[tuple[float, str]] = []
        for segment, (rows, own) in zip(self.segments, found, strict=True):
            owners = segment.numbers[segment.ends.searchsorted(rows, side="right")].tolist()
            spans = zip(owners, segment.starts[rows].tolist(), segment.stops[rows].tolist(), strict=True)
            ids = [f"{self._ids[number]}:{start}-{stop}" for number, start, stop in spans]
            best += zip((-own).tolist(), ids, strict=True)
        best.sort()
        return [Hit(i, -score) for score, i in best[:k]]

    def _masks(self, scope: Scope) -> list[Mask | None]:
        """The rows of each segment that are held and inside the scope; None where that is all."""
        if scope == Scope():
            return list(self.alive)
        inside = self._inside(replace(scope, statuses=(), notices=(), exclude=()))
        if scope.notices:
            inside = inside & {self.numbers[i] for i in scope.notices if i in self.numbers}
        inside = inside - {self.numbers[i] for i in scope.exclude if i in self.numbers}
        numbers = np.array(sorted(inside), dtype=np.int64)
        return [self._mask(segment, numbers, scope) for segment in self.segments]

    def _mask(self, segment: Segment, numbers: Rows, scope: Scope) -> Mask:
        mask = np.isin(segment.numbers, numbers)[segment.owners]
        if scope.statuses:
            codes = [STATUSES.index(s) for s in scope.statuses if s in STATUSES]
            mask = mask & np.isin(segment.statuses, np.array(codes, dtype=np.uint8))
        return mask

    def _matching(self, scope: Scope) -> frozenset[int]:
        """Numbers of the notices whose facts are inside."""
        if scope == Scope():
            return frozenset(self._ids)
        known = zip(self.numbers.items(), self._known_facts, strict=True)
        return frozenset(number for (notice_id, number), facts in known if matches(notice_id, facts, scope))

    @cached_property
    def _known_facts(self) -> list[Facts]:
        return self._facts()

    @cached_property
    def _first(self) -> dict[int, tuple[int, int, int]]:
        """Notice number → (segment, its first row, behind its last row)."""
        out = {}
        for i, segment in enumerate(self.segments):
            ends = segment.ends.tolist()
            for number, first, end in zip(segment.numbers.tolist(), [0, *ends[:-1]], ends, strict=True):
                if number in self._ids:
                    out[number] = (i, first, end)
        return out

    def rows_of(self, number: int) -> tuple[Segment, int, int] | None:
        """(segment, first row, behind the last row) of a notice; None where it has no passage."""
        found = self._first.get(number)
        return (self.segments[found[0]], found[1], found[2]) if found else None

    def at(self, wanted: str) -> tuple[Segment, int]:
        """The segment and row of a passage; raises IndexProblem where it is not held."""
        number, start = self.place(wanted)
        i, first, end = self._first.get(number, (0, 0, 0))
        segment = self.segments[i]
        row = first + int(segment.starts[first:end].searchsorted(start))
        if row >= end or int(segment.starts[row]) != start:
            raise unknown(wanted)
        return segment, row

    def place(self, wanted: str) -> tuple[int, int]:
        """(notice number, start) that a passage id names; raises IndexProblem where there is no such notice."""
        return self.span(wanted)[:2]

    def span(self, wanted: str) -> tuple[int, int, int]:
        """As `place`, with where the passage stops."""
        notice_id, _, span = wanted.rpartition(":")
        start, _, stop = span.partition("-")
        if notice_id not in self.numbers or not start.isdecimal() or not stop.isdecimal():
            raise unknown(wanted)
        return self.numbers[notice_id], int(start), int(stop)


def unknown(wanted: str) -> IndexProblem:
    """The line for a passage that is not held."""
    return IndexProblem(f"没有编号为 {wanted} 的段落;该通报可能已移除或更新,请重新提问")
