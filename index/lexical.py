"""BM25 over terms in fields, exact and recomputed from the stored passages.

A sparse matrix of term weights built with numpy: at a hundred thousand passages a query is a few
column sums. Libraries were set aside because after a removal their statistics are not those of a
fresh build (tantivy keeps deleted documents in its counts until a merge; bm25s has no removal).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

K1, B = 1.2, 0.75  # the usual values (Robertson & Zaragoza 2009)


Bag = Mapping[str, float]  # term → how often, counted by the weight of the field it stands in


def bag(fields: Sequence[tuple[float, Sequence[str]]]) -> dict[str, float]:
    """The terms of a document's (weight, terms) fields in one bag, as BM25F does for fields of one length norm."""
    out: dict[str, float] = {}
    for weight, terms in fields:
        for term, count in Counter(terms).items():
            out[term] = out.get(term, 0.0) + weight * count
    return out


class Bm25:
    """Scores of all documents for a query."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        self._size = len(bags)
        lengths = np.array([sum(bag.values()) for bag in bags], dtype=np.float32)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        postings: dict[str, list[tuple[int, float]]] = {}
        for i, bag in enumerate(bags):
            for term, frequency in bag.items():
                postings.setdefault(term, []).append((i, frequency))
        norm = K1 * (1 - B + B * lengths / max(mean, 1e-9))
        self._postings: dict[str, tuple[npt.NDArray[np.int64], Floats]] = {}
        for term, found in postings.items():
            where = np.array([i for i, _ in found], dtype=np.int64)
            tf = np.array([f for _, f in found], dtype=np.float32)
            idf = np.log(1 + (self._size - len(found) + 0.5) / (len(found) + 0.5))
            self._postings[term] = (where, (idf * tf * (K1 + 1) / (tf + norm[where])).astype(np.float32))

    def scores(self, terms: Sequence[str]) -> Floats:
        """Scores of all documents in order; 0 where no term is shared."""
        out = np.zeros(self._size, dtype=np.float32)
        for term in sorted(set(terms)):
            if term in self._postings:
                where, weights = self._postings[term]
                out[where] += weights
        return out
