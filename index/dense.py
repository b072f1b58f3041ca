"""Nearest vectors by inner product: the only door to faiss."""

from __future__ import annotations

import faiss
import numpy as np
import numpy.typing as npt

from index.types import Vectors

faiss.omp_set_num_threads(1)  # a query over thousands of rows is faster on one thread


class Flat:
    """Exact search over unit vectors; scores are cosines in [-1, 1]."""

    def __init__(self, vectors: Vectors) -> None:
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def scores(self, query: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The cosine of every row, in row order."""
        size = self._index.ntotal
        if not size:
            return np.zeros(0, dtype=np.float32)
        found, rows = self._index.search(query.reshape(1, -1), size)
        out = np.empty(size, dtype=np.float32)
        out[rows[0]] = found[0]
        return out
