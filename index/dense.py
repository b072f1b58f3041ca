"""Nearest vectors by inner product: the only door to faiss.

A passage has two vectors, alone and with its context, in blocks one after the other: of n passages,
vector v of row r is entry `v * n + r`. A passage's score is the larger of the two cosines.

Few passages are searched exactly as they are (float32). Many are kept as one byte a dimension, beside four
bits for every two dimensions, both after a random rotation (product quantisation, Jégou et al. 2011, scanned in
registers, André et al. 2015): the nearest by the short codes are compared by the bytes, so many of them as
the recall gate found necessary when the file was made. Cosines are off by about 0.0005 (standard deviation).
Not quite so many are kept as two bytes a dimension (off by 0.00003).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from index.lexical import Mask
from index.types import Vectors

faiss.omp_set_num_threads(1)  # a second thread costs more than it brings when the machine is busy

VIEWS = 2  # vectors of a passage: its text alone, and with its unit and last headings
TOGETHER = 2  # dimensions to a short code of four bits: with four, ten of a hundred true neighbours came too late
GATE = 0.97  # least share of the true ten best that a file of codes must find
BEST = 10  # of which the gate asks
AT_ONCE = 50  # questions of the gate searched exactly together: with 50,000 passages 20 MB of scores
BEYOND = (200, 400, 800, 1600, 3200)  # entries compared by their bytes beyond those asked for, tried in this order
EVERY = -1  # instead of BEYOND: the short codes are of no use, all bytes are compared
PLENTY = 0.3  # share of entries allowed from which the short codes are asked first: below, the bytes are quicker
SPARE = 1.25  # times the entries needed are asked for where not all are allowed: seldom too few
COARSE = 1 << 14  # rows from which a dimension keeps one byte, below two: files so small are merged again and again
ALONE = 150_000  # rows up to which one thread searches: below, a second costs more than it brings

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Exact:
    """Every vector is looked at; `vectors` (2, rows, dim) may be a view of a mapped file."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors
        self._flat = vectors.reshape(-1, vectors.shape[-1])
        self.rows = len(self._flat) // VIEWS

    def search(self, query: Floats, count: int, allowed: Mask | None) -> tuple[Rows, Floats]:
        """The `count` best entries among those allowed (None: all), best first."""
        if allowed is not None and np.count_nonzero(allowed) * 4 < len(allowed):
            at = np.flatnonzero(allowed)
            found, scores = Exact(self._flat[at][None]).search(query, count, None)
            return at[found], scores
        k = min(count, len(self._flat))
        scores, entries = np.empty((1, k), dtype=np.float32), np.empty((1, k), dtype=np.int64)
        bits = None if allowed is None else np.packbits(allowed, bitorder="little")
        chosen = None if bits is None else faiss.IDSelectorBitmap(len(self._flat), faiss.swig_ptr(bits))
        flat, asked = faiss.swig_ptr(self._flat), faiss.swig_ptr(np.ascontiguousarray(query, dtype=np.float32))
        out = faiss.swig_ptr(scores), faiss.swig_ptr(entries)
        faiss.knn_inner_product(asked, flat, self._flat.shape[1], 1, len(self._flat), k, *out, chosen)
        return _found(entries[0], scores[0])


def _found(entries: Rows, scores: Floats) -> tuple[Rows, Floats]:
    there = entries >= 0
    return entries[there], scores[there]


class Codes:
    """One byte a dimension and short codes, mapped from disk (the short codes are read: 64 bytes a vector)."""

    def __init__(self, path: Path, beyond: int) -> None:
        """`beyond`: see `write_codes`. OSError where the file is absent, ValueError where it cannot be read."""
        path.stat()
        try:
            read: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)  # the stubs know no IndexRefine
        except RuntimeError as error:
            raise ValueError(f"{path.name} cannot be read") from error
        self._index = read
        both: Any = faiss.downcast_index(read.index)
        self._turn, self._both = read.chain.at(0), both
        self._short, self._bytes = both.base_index, faiss.downcast_index(both.refine_index)
        self.rows = self._index.ntotal // VIEWS
        self._beyond = beyond

    def search(self, query: Floats, count: int, allowed: Mask | None) -> tuple[Rows, Floats]:
        """As `Exact.search`."""
        asked = self._turn.apply(np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1))
        count = min(count, self._index.ntotal)
        if self._beyond == EVERY or (allowed is not None and np.count_nonzero(allowed) < PLENTY * len(allowed)):
            return self._compared(asked, count, allowed)
        if allowed is not None:
            return self._compared(asked, count, self._near(asked, count, allowed))
        how: Any = faiss.IndexRefineSearchParameters(k_factor=(count + self._beyond) / count)  # type: ignore[call-arg]  # the stubs know no keywords
        scores, entries = self._both.search(asked, count, params=how)
        return _found(entries[0], scores[0])

    def _compared(self, asked: Floats, count: int, allowed: Mask | None) -> tuple[Rows, Floats]:
        """The best by their bytes."""
        bits = None if allowed is None else np.packbits(allowed, bitorder="little")
        chosen = None if bits is None else faiss.IDSelectorBitmap(self._index.ntotal, faiss.swig_ptr(bits))
        scores, entries = self._bytes.search(asked, count, params=faiss.SearchParameters(sel=chosen))  # type: ignore[call-arg]  # as above
        return _found(entries[0], scores[0])

    def _near(self, asked: Floats, count: int, allowed: Mask) -> Mask:
        """Those of `allowed` that are nearest by their short codes; all of them where they lie too far away."""
        needed = count + self._beyond
        depth = int(SPARE * needed * len(allowed) / np.count_nonzero(allowed))
        _, entries = self._short.search(asked, min(depth, len(allowed)))
        near = np.zeros_like(allowed)
        near[entries[0][entries[0] >= 0]] = True
        near &= allowed
        return near if np.count_nonzero(near) >= needed else allowed

    def vectors(self) -> Vectors:
        """float32 (2, rows, dim), as kept."""
        kept: Vectors = self._turn.reverse_transform(self._bytes.reconstruct_n(0, self._index.ntotal))
        return kept.reshape(VIEWS, self.rows, -1)


def write_codes(path: Path, vectors: Vectors, questions: Vectors) -> int:
    """Write the codes of `vectors` (2, rows, dim); how many are to be compared by bytes beyond those asked for.

    The gate: of the ten best of each of `questions` by the vectors as given, GATE must be found. Where no number of
    BEYOND passes, a dimension keeps two bytes; EVERY where none passes then but all bytes do, 0 where they don't
    either; the file is then gone again.
    """
    flat = np.ascontiguousarray(vectors.reshape(-1, vectors.shape[-1]))
    least = _tenths(vectors, questions)
    fine = faiss.ScalarQuantizer.QT_fp16
    for kind in (faiss.ScalarQuantizer.QT_8bit, fine) if vectors.shape[1] >= COARSE else (fine,):
        faiss.write_index(_coded(flat, kind), str(path))
        for beyond in (*BEYOND, EVERY) if kind == fine else BEYOND:
            if _recall(Codes(path, beyond), vectors, questions, least) >= GATE:
                with path.open("rb") as file:
                    os.fsync(file.fileno())
                return beyond
    path.unlink()
    return 0


def _coded(flat: Floats, kind: int) -> faiss.Index:
    width = flat.shape[1]
    turn = faiss.RandomRotationMatrix(width, width)
    turn.init(1)
    parts = width // TOGETHER if width % TOGETHER == 0 else width
    short = faiss.IndexPQFastScan(width, parts, 4, faiss.METRIC_INNER_PRODUCT)
    kept = faiss.IndexScalarQuantizer(width, kind, faiss.METRIC_INNER_PRODUCT)
    made = faiss.IndexPreTransform(turn, faiss.IndexRefine(short, kept))
    made.train(flat)
    made.add(flat)
    return made


def _tenths(vectors: Vectors, questions: Vectors) -> list[float]:
    """The score of the last of the BEST of each question, by exact search."""
    last = max(0, vectors.shape[1] - BEST)
    out: list[float] = []
    for first in range(0, len(questions), AT_ONCE):
        scores = np.max(questions[first : first + AT_ONCE] @ vectors.transpose(0, 2, 1), axis=0)
        out += np.partition(scores, last, axis=1)[:, last].tolist()
    return out


def _recall(codes: Codes, vectors: Vectors, questions: Vectors, least: Sequence[float]) -> float:
    """Share of the ten best that are found; one that ties with the tenth counts as well."""
    shares = []
    for question, tenth in zip(questions, least, strict=True):
        ((rows, _),) = search([codes], question, BEST, [None])
        true = np.max(vectors[:, rows] @ question, axis=0)
        shares.append(np.count_nonzero(true >= tenth - 1e-6) / min(BEST, codes.rows))
    return float(np.mean(np.minimum(shares, 1.0)))


Leg = Exact | Codes


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count() or 1, "dense")


def search(legs: Sequence[Leg], query: Floats, k: int, allowed: Sequence[Mask | None]) -> list[tuple[Rows, Floats]]:
    """(rows, scores) of each leg: every row that may be among the k best of all legs, ties included.

    `allowed` masks the rows of each leg that may be found (None: all).
    """
    masks = [None if mask is None else np.tile(mask, VIEWS) for mask in allowed]
    work = [(leg, query, k, mask) for leg, mask in zip(legs, masks, strict=True)]
    large = sum(leg.rows for leg in legs) > ALONE
    found = list(_pool().map(lambda one: _rows(*one), work)) if large else [_rows(*one) for one in work]
    scores = np.concatenate([s for _, s in found]) if found else np.zeros(0, dtype=np.float32)
    if len(scores) <= k:
        return found
    floor = np.partition(scores, -k)[-k]
    return [(rows[s >= floor], s[s >= floor]) for rows, s in found]


def _rows(leg: Leg, query: Floats, k: int, allowed: Mask | None) -> tuple[Rows, Floats]:
    """Rows by their better vector. More entries are asked for while the last may tie with the k-th row."""
    count = VIEWS * k + 1
    while True:
        entries, scores = leg.search(query, count, allowed)
        rows, first = np.unique(entries % leg.rows, return_index=True)  # the first of a row is its better one
        if len(entries) < count or scores[-1] < np.partition(scores[first], -k)[-k]:
            return rows, scores[first]
        count *= 4
