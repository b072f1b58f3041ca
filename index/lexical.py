"""BM25 over terms in fields: exact, with the statistics of what is held now.

Nothing that depends on the whole library is stored: how many documents have a term and how long the mean
document is are summed over the parts when a question comes, so scores after any sequence of changes are
those of a fresh build. Libraries were set aside because after a removal theirs are not (tantivy keeps
deleted documents in its counts until a merge; bm25s has no removal).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.postings import TENTHS, Postings

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Span = tuple[int, int]  # of postings: start, end

K1, B = 1.2, 0.75  # the usual values (Robertson & Zaragoza 2009)
SLACK = 1e-4  # a bound is taken this much (relatively) too high, far above what float32 sums are off by
WORTH = 4096  # postings: up to here, adding a term costs less than finding out that it may be left out
LOOK = 8  # times as many postings as documents in question: only then is each of these looked up


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents: their postings and which of them are held (None: all)."""

    postings: Postings
    alive: Mask | None

    @property
    def size(self) -> int:
        return len(self.postings.lengths) if self.alive is None else int(self.alive.sum())

    @property
    def length(self) -> int:
        """Sum of the lengths of the documents held, in tenths."""
        lengths = self.postings.lengths
        return int((lengths if self.alive is None else lengths[self.alive]).sum(dtype=np.int64))

    def count(self, start: int, end: int) -> int:
        """How many of the documents held are in these postings."""
        return end - start if self.alive is None else int(np.count_nonzero(self.alive[self.postings.docs[start:end]]))


class Bm25:
    """Scores over all parts together; documents are numbered within their part."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)
        self._size = sum(part.size for part in parts)
        self._mean = sum(part.length for part in parts) / max(self._size, 1)
        self._norms: list[Floats | None] = [None] * len(parts)
        self._order = sorted(range(len(parts)), key=lambda i: -len(parts[i].postings.lengths))

    def search(self, keys: Sequence[int], k: int, allowed: Sequence[Mask | None]) -> list[tuple[Rows, Floats]]:
        """(documents, scores) of each part: every document that may be among the k best of all parts, ties included.

        `allowed` masks the documents of each part that may be found (None: all).
        """
        weights, spans = self._weighted(keys)
        floor, best = 0.0, np.zeros(0, dtype=np.float32)
        out = [(np.zeros(0, dtype=np.int64), best)] * len(self._parts)
        rest = [*np.cumsum([w * (K1 + 1) for w in weights][::-1])[::-1] * (1 + SLACK), 0.0]
        for i in self._order:  # the largest first: the best of them leave little to do in the others
            out[i] = _Scan(self._parts[i].postings, self._norm(i), weights, spans[i], rest, allowed[i]).run(k, floor)
            best = _largest(np.concatenate([best, out[i][1]]), k)
            floor = max(floor, float(best.min())) if len(best) == k else floor
        return [(rows[scores >= floor], scores[scores >= floor]) for rows, scores in out]

    def scores(self, keys: Sequence[int]) -> Floats:
        """The score of every document, part after part; 0 where no term is shared."""
        out = [np.zeros(len(part.postings.lengths), dtype=np.float32) for part in self._parts]
        found = self.search(keys, sum(map(len, out)) + 1, [part.alive for part in self._parts])
        for scores, (rows, some) in zip(out, found, strict=True):
            scores[rows] = some
        return np.concatenate(out) if out else np.zeros(0, dtype=np.float32)

    def _weighted(self, keys: Sequence[int]) -> tuple[list[float], list[list[Span]]]:
        """Inverse document frequencies of the terms found, the rarest first: the order scores are summed in; and
        where each part has the postings of each."""
        asked = np.array(sorted(set(keys)), dtype=np.uint64)
        spans = [list(zip(*part.postings.spans(asked), strict=True)) for part in self._parts]
        counts = [sum(p.count(*s[n]) for p, s in zip(self._parts, spans, strict=True)) for n in range(len(asked))]
        order = sorted((count, n) for n, count in enumerate(counts) if count)
        weights = [math.log(1 + (self._size - count + 0.5) / (count + 0.5)) for count, _ in order]
        return weights, [[own[n] for _, n in order] for own in spans]

    def _norm(self, i: int) -> Floats:
        """K1 times the length norm of each document, in tenths as frequencies are."""
        held = self._norms[i]
        if held is None:
            lengths = self._parts[i].postings.lengths.astype(np.float32)
            held = TENTHS * K1 * (1 - B + B * lengths / np.float32(max(self._mean, 1e-9)))
            if (alive := self._parts[i].alive) is not None:
                held = np.where(alive, held, np.float32(np.inf))  # a document not held gains nothing
            self._norms[i] = held
        return held


@dataclass(frozen=True, slots=True)
class _Scan:
    """One question over one part: the weights of its terms, rarest first, and where their postings are; `rest[i]`
    bounds what the terms from the i-th on can add to a document."""

    postings: Postings
    norm: Floats
    weights: list[float]
    spans: list[Span]
    rest: list[float]
    allowed: Mask | None

    def run(self, k: int, floor: float) -> tuple[Rows, Floats]:
        """Terms are added until those left cannot lift a new document to the floor (MaxScore, Turtle & Flood
        1995); what is left is added to the documents that can still reach it."""
        scores = np.zeros(len(self.norm), dtype=np.float32)
        first = self._rare(scores)
        for at, (weight, (start, end)) in enumerate(zip(self.weights[first:], self.spans[first:], strict=True), first):
            if end - start > WORTH:
                if floor <= self.rest[at] < self.rest[0]:
                    floor = _floor(self._touched(scores, floor)[1], k, floor)
                if self.rest[at] < floor:
                    return self._finish(scores, at, floor)
            if end > start:
                docs = self.postings.docs[start:end]
                scores[docs] += _gain(weight, self.postings.freqs[start:end], self.norm[docs])
        rows, found = self._touched(scores, floor)
        enough = found >= _floor(found, k, floor)
        return rows[enough], found[enough]

    def _touched(self, scores: Floats, least: float) -> tuple[Rows, Floats]:
        """The documents that may be found and have something and `least` already, with what they have."""
        rows = np.flatnonzero(scores >= least if least > 0 else scores > 0)
        if self.allowed is not None:
            rows = rows[self.allowed[rows]]
        return rows, scores[rows]

    def _rare(self, scores: Floats) -> int:
        """Add the terms before the first with more than WORTH postings, all in one go; how many they are."""
        count = next((n for n, (start, end) in enumerate(self.spans) if end - start > WORTH), len(self.spans))
        some = [(w, s, e) for w, (s, e) in zip(self.weights[:count], self.spans[:count], strict=True) if e > s]
        if some:
            docs = np.concatenate([self.postings.docs[s:e] for _, s, e in some])
            freqs = np.concatenate([self.postings.freqs[s:e] for _, s, e in some])
            weights = np.repeat(np.array([w for w, _, _ in some], dtype=np.float32), [e - s for _, s, e in some])
            np.add.at(scores, docs, _gain(weights, freqs, self.norm[docs]))
        return count

    def _finish(self, scores: Floats, at: int, floor: float) -> tuple[Rows, Floats]:
        """The documents with a score of at least `floor` once the terms from `at` on are added too."""
        rows, found = self._touched(scores, (floor - self.rest[at]) / (1 + SLACK))
        for n, (weight, (start, end)) in enumerate(zip(self.weights[at:], self.spans[at:], strict=True), at):
            docs, freqs = self.postings.docs[start:end], self.postings.freqs[start:end]
            if LOOK * len(rows) < end - start:
                where = np.minimum(docs.searchsorted(rows.astype(docs.dtype)), len(docs) - 1)
                has = docs[where] == rows
                docs, freqs = rows[has], freqs[where[has]]
            scores[docs] += _gain(weight, freqs, self.norm[docs])
            found = scores[rows]
            near = found * (1 + SLACK) >= floor - self.rest[n + 1]
            rows, found = rows[near], found[near]
        enough = found >= floor
        return rows[enough], found[enough]


def _gain(weight: float | Floats, freqs: npt.NDArray[np.uint8], norm: Floats) -> Floats:
    """What a term adds: weight (K1 + 1) tf / (tf + norm). `norm` (a fresh array) is written over."""
    tf = freqs.astype(np.float32)
    norm += tf
    tf /= norm
    tf *= np.asarray(weight, dtype=np.float32) * np.float32(K1 + 1)
    return tf


def _floor(scores: Floats, k: int, floor: float) -> float:
    """The k-th best score, where there are so many and it is above `floor`."""
    return max(floor, float(np.partition(scores, -k)[-k])) if len(scores) >= k else floor


def _largest(scores: Floats, k: int) -> Floats:
    return scores if len(scores) <= k else np.partition(scores, -k)[-k:]
