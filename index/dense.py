"""Nearest vectors by inner product: the only door to faiss.

A passage has two vectors, alone and with its context, in blocks one after the other: of n passages,
vector v of row r is entry `v * n + r`. A passage's score is the larger of the two cosines.

Few passages are searched exactly as they are (float32). Many are kept as one byte a dimension in an
inverted file: the cosines are then off by about 0.0006 (standard deviation), and only the `probes`
nearest cells are read, as many as the recall gate found necessary when the file was made.
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
CELLS = 256  # of an inverted file; with 131,072 entries about 500 to a cell
GATE = 0.97  # least share of the true ten best that an inverted file must find
BEST = 10  # of which the gates ask
TOGETHER = 0.99  # the same for all files together against reading every cell: a byte a dimension costs another 0.013
ALONE = 150_000  # rows up to which one thread searches: below, a second costs more than it brings
FEW, HALF = 0.05, 0.5  # shares of the entries allowed below which every cell is read, and twice as many
PROBES = (8, 16, 24, 32, 48, 64, 80, 96, 128, CELLS)  # tried in this order

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Exact:
    """Every vector is looked at; `vectors` (2, rows, dim) may be a view of a mapped file."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors
        self._flat = vectors.reshape(-1, vectors.shape[-1])
        self.rows = len(self._flat) // VIEWS

    def search(self, query: Floats, count: int, allowed: Mask | None, probes: int = 0) -> tuple[Rows, Floats]:
        """The `count` best entries among those allowed (None: all), best first; there are no cells to probe."""
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


class Cells:
    """An inverted file of one byte a dimension, mapped from disk."""

    def __init__(self, path: Path, probes: int) -> None:
        """Raises OSError where the file is absent and ValueError where it cannot be read."""
        path.stat()
        try:
            self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise ValueError(f"{path.name} cannot be read") from error
        self.rows = self._index.ntotal // VIEWS
        self._probes = probes

    def search(self, query: Floats, count: int, allowed: Mask | None, probes: int) -> tuple[Rows, Floats]:
        """As `Exact.search`, reading so many cells, but no more than the gate found necessary; `probes` 0 reads
        every cell. Where few entries are allowed the best of them lie further away: more cells are read."""
        bits = None if allowed is None else np.packbits(allowed, bitorder="little")
        chosen = None if bits is None else faiss.IDSelectorBitmap(self._index.ntotal, faiss.swig_ptr(bits))
        share = 1.0 if allowed is None else np.count_nonzero(allowed) / len(allowed)
        cells = min(probes, self._probes) if probes and share >= FEW else CELLS
        wider = 2 * cells if share < HALF else cells
        how: Any = faiss.SearchParametersIVF(nprobe=min(wider, CELLS), sel=chosen)  # type: ignore[call-arg]  # the stubs know no keywords
        asked = np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)
        scores, entries = self._index.search(asked, min(count, self._index.ntotal), params=how)
        return _found(entries[0], scores[0])

    def vectors(self) -> Vectors:
        """float32 (2, rows, dim), as kept."""
        kept: Vectors = self._index.reconstruct_n(0, self._index.ntotal)
        return kept.reshape(VIEWS, self.rows, -1)


def write_cells(path: Path, vectors: Vectors, questions: Vectors) -> int:
    """Write an inverted file of `vectors` (2, rows, dim); the number of probes that passes the gate.

    The gate: of the ten best of each of `questions` by the vectors as given, GATE must be found. 0 where
    no number of probes does; the file is then gone again.
    """
    flat = np.ascontiguousarray(vectors.reshape(-1, vectors.shape[-1]))
    means = faiss.Kmeans(
        flat.shape[1], CELLS, niter=8, seed=1, spherical=True, max_points_per_centroid=64, min_points_per_centroid=1
    )
    means.train(flat)
    coarse = faiss.IndexFlatIP(flat.shape[1])
    coarse.add(np.asarray(means.centroids, dtype=np.float32))
    kind = faiss.ScalarQuantizer.QT_8bit
    made = faiss.IndexIVFScalarQuantizer(coarse, flat.shape[1], CELLS, kind, faiss.METRIC_INNER_PRODUCT, False)
    made.train(flat)
    made.add(flat)
    faiss.write_index(made, str(path))
    with path.open("rb") as file:
        os.fsync(file.fileno())
    for probes in PROBES:
        if _recall(Cells(path, probes), Exact(vectors), questions) >= GATE:
            return probes
    path.unlink()
    return 0


def _recall(cells: Cells, exact: Exact, questions: Vectors) -> float:
    """Share of the ten best that are found; one that ties with the tenth counts as well."""
    shares = []
    for question in questions:
        ((_, best),) = search([exact], question, BEST, [None])
        ((rows, _),) = search([cells], question, BEST, [None], probes=CELLS)
        true = np.max(exact.vectors[:, rows] @ question, axis=0)
        shares.append(np.count_nonzero(true >= best.min() - 1e-6) / min(BEST, exact.rows))
    return float(np.mean(np.minimum(shares, 1.0)))


Leg = Exact | Cells


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count() or 1, "dense")


def gate(legs: Sequence[Leg], questions: Vectors) -> int:
    """The fewest probes with which all legs together find TOGETHER of the ten best that reading every cell finds.

    Fewer than each leg needs alone: the ten best of all are the one or two best of each.
    """
    masks: list[Mask | None] = [None] * len(legs)
    best = [_scores(legs, q, masks, 0).min() for q in questions]
    for probes in PROBES[:-1]:
        found = [np.count_nonzero(_scores(legs, q, masks, probes) >= b) for q, b in zip(questions, best, strict=True)]
        if np.minimum(found, BEST).mean() / BEST >= TOGETHER:
            return probes
    return CELLS


def _scores(legs: Sequence[Leg], question: Floats, masks: Sequence[Mask | None], probes: int) -> Floats:
    """The ten best scores of all legs."""
    scores = np.concatenate([s for _, s in search(legs, question, BEST, masks, probes)])
    return np.sort(scores)[-BEST:]


def search(
    legs: Sequence[Leg], query: Floats, k: int, allowed: Sequence[Mask | None], probes: int = 0
) -> list[tuple[Rows, Floats]]:
    """(rows, scores) of each leg: every row that may be among the k best of all legs, ties included.

    `allowed` masks the rows of each leg that may be found (None: all). `probes` bounds the cells read of
    each inverted file, 0 reads all.
    """
    masks = [None if mask is None else np.tile(mask, VIEWS) for mask in allowed]
    work = [(leg, query, k, mask, probes) for leg, mask in zip(legs, masks, strict=True)]
    large = sum(leg.rows for leg in legs) > ALONE
    found = list(_pool().map(lambda one: _rows(*one), work)) if large else [_rows(*one) for one in work]
    scores = np.concatenate([s for _, s in found]) if found else np.zeros(0, dtype=np.float32)
    if len(scores) <= k:
        return found
    floor = np.partition(scores, -k)[-k]
    return [(rows[s >= floor], s[s >= floor]) for rows, s in found]


def _rows(leg: Leg, query: Floats, k: int, allowed: Mask | None, probes: int) -> tuple[Rows, Floats]:
    """Rows by their better vector. More entries are asked for while the last may tie with the k-th row."""
    count = VIEWS * k + 1
    while True:
        entries, scores = leg.search(query, count, allowed, probes)
        rows, first = np.unique(entries % leg.rows, return_index=True)  # the first of a row is its better one
        if len(entries) < count or scores[-1] < np.partition(scores[first], -k)[-k]:
            return rows, scores[first]
        count *= 4
