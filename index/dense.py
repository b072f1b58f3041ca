"""Nearest vectors by inner product: the only door to faiss.

A passage has two vectors, alone and with its context, in blocks one after the other: of n passages,
vector v of row r is entry `v * n + r`. A passage's score is the larger of the two cosines.

Few passages are searched exactly as they are (float32). Many are kept as one byte a dimension in an
inverted file: the cosines are then off by about 0.0006 (standard deviation), and only the `probes`
nearest cells are read, as many as the recall gate found necessary when the file was made.
"""

from __future__ import annotations

from collections.abc import Sequence

import faiss
import numpy as np
import numpy.typing as npt

from index.lexical import Mask
from index.types import Vectors

faiss.omp_set_num_threads(1)  # a second thread costs more than it brings when the machine is busy

VIEWS = 2
CELLS = 256  # of an inverted file; with 131,072 entries about 500 to a cell
GATE = 0.97  # least share of the true ten best that an inverted file must find
PROBES = (16, 32, 64, 128, CELLS)  # tried in this order

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Exact:
    """Every vector is looked at; `vectors` (2, rows, dim) may be a view of a mapped file."""

    def __init__(self, vectors: Vectors) -> None:
        self._flat = vectors.reshape(-1, vectors.shape[-1])
        self.rows = len(self._flat) // VIEWS

    def search(self, query: Floats, count: int, allowed: Mask | None) -> tuple[Rows, Floats]:
        """The `count` best entries among those allowed (None: all), best first."""
        if allowed is not None and np.count_nonzero(allowed) * 4 < len(allowed):
            at = np.flatnonzero(allowed)
            found, scores = Exact(self._flat[at]).search(query, count, None)
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


def search(legs: Sequence[Exact], query: Floats, k: int, allowed: Sequence[Mask | None]) -> list[tuple[Rows, Floats]]:
    """(rows, scores) of each leg: every row that may be among the k best of all legs, ties included.

    `allowed` masks the rows of each leg that may be found (None: all).
    """
    masks = [None if mask is None else np.tile(mask, VIEWS) for mask in allowed]
    found = [_rows(leg, query, k, mask) for leg, mask in zip(legs, masks, strict=True)]
    scores = np.concatenate([s for _, s in found]) if found else np.zeros(0, dtype=np.float32)
    if len(scores) <= k:
        return found
    floor = np.partition(scores, -k)[-k]
    return [(rows[s >= floor], s[s >= floor]) for rows, s in found]


def _rows(leg: Exact, query: Floats, k: int, allowed: Mask | None) -> tuple[Rows, Floats]:
    """Rows by their better vector. More entries are asked for while the last may tie with the k-th row."""
    count = VIEWS * k + 1
    while True:
        entries, scores = leg.search(query, count, allowed)
        rows, first = np.unique(entries % leg.rows, return_index=True)  # the first of a row is its better one
        if len(entries) < count or scores[-1] < np.partition(scores[first], -k)[-k]:
            return rows, scores[first]
        count *= 4
