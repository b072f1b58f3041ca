"""Terms as the server keeps them: numbers of a sparse vector, weighted so that it proposes good candidates.

BM25 gives a term in a passage idf · gain(tf, length / mean length). The idf and the mean change with the
library, so neither is stored: the idf comes with the question, and gains are stored for a fixed MEAN,
from which the exact counts are read back and scored with the true one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from index.engines.milvus.statistics import Leg
from index.keys import keys
from index.lexical import K1, B
from index.postings import TENTHS, Bags

MEAN = 100.0  # about the mean length of a passage in either leg; it only decides who is proposed
NOTHING = 0  # number of no term: Milvus takes no empty vector

Sparse = dict[int, float]


def number(key: int) -> int:
    """Of a term by its key: 1 to 2³²-2, Milvus' range. Of a million terms about 120 share theirs and count as one."""
    return key % (2**32 - 2) + 1


def numbered(bags: Bags) -> list[Sparse]:
    """Each document's term numbers → how often, in order of the numbers."""
    out = []
    starts = [0, *bags.ends[:-1].tolist()]
    for start, end in zip(starts, bags.ends.tolist(), strict=True):
        bag: Sparse = {}
        for key, tenths in zip(bags.keys[start:end].tolist(), bags.freqs[start:end].tolist(), strict=True):
            n = number(key)
            bag[n] = bag.get(n, 0.0) + tenths / TENTHS
        out.append(dict(sorted(bag.items())))
    return out


def length(bag: Sparse) -> float:
    """The length of a passage, exact in tenths."""
    return round(math.fsum(bag.values()), 1)


def gains(bag: Sparse) -> Sparse:
    """What the server keeps of a passage's bag; never empty."""
    norm = _norm(length(bag), MEAN)
    return {n: tf * (K1 + 1) / (tf + norm) for n, tf in bag.items()} or {NOTHING: 1.0}


def question(terms: Sequence[str], leg: Leg) -> dict[int, float]:
    """Term number → idf of the terms that some passage has, the rarest first."""
    found = {n: leg.frequency(n) for n in {number(k) for k in keys(terms)}}
    weights = {n: math.log(1 + (leg.passages - f + 0.5) / (f + 0.5)) for n, f in found.items() if f}
    return dict(sorted(weights.items(), key=lambda w: (-w[1], w[0])))


def score(weights: Mapping[int, float], kept: Sparse, length: float, mean: float) -> float:
    """BM25 of a passage from the gains the server keeps, with the library's true mean length."""
    reference, norm = _norm(length, MEAN), _norm(length, mean)
    total = np.float32(0.0)
    for n, weight in weights.items():
        gain = kept.get(n)
        if gain:
            tf = round(gain * reference / (K1 + 1 - gain) * TENTHS) / TENTHS
            total += np.float32(weight * tf * (K1 + 1) / (tf + norm))
    return float(total)


def _norm(length: float, mean: float) -> float:
    return K1 * (1 - B + B * length / mean)
