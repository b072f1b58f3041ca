"""How sure a figure is, and whether two figures differ.

Intervals: percentile bootstrap over queries (Efron & Tibshirani 1993, ch. 13; Sakai, SIGIR 2006).
Differences: paired randomisation test, signs of the per-query differences flipped at random (Fisher 1935;
Smucker, Allan & Carterette, CIKM 2007, who find it the one to prefer for retrieval). All of it is seeded,
so a report made twice is the same to the last digit.

A figure is the mean of a matrix: shape (n, 1) for one value per query, shape (answerable, unanswerable) for
AUROC, where rows and columns are resampled apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SEED = 20260101  # any number; fixed, so that a report says the same twice
RESAMPLES = 2_000  # moves an interval's end by about a fiftieth of its width, and 300 intervals take a second
FLIPS = 10_000  # the Monte-Carlo error of p = 0.05 is 0.002 then
CHUNK = 1_000  # drawn at once, so that 10,000 queries need no more than 80 MB
ALPHA = 0.05
ROUNDING = 1e-12  # equal sums added in another order differ by less

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over n queries with bounds from its bootstrap distribution.

    `low:high` is the two-sided 95 % interval; `lower` and `upper` are one-sided 95 % bounds.
    """

    mean: float
    low: float
    lower: float
    upper: float
    high: float
    n: int


NONE = Estimate(0.0, 0.0, 0.0, 0.0, 0.0, 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """Second minus first: the mean with its interval, the two-sided p, and how many queries won, lost, tied."""

    estimate: Estimate
    p: float
    wins: int
    losses: int
    ties: int

    @property
    def significant(self) -> bool:
        """At the 5 % level, for this one comparison."""
        return self.p < ALPHA


def column(values: Sequence[float]) -> Floats:
    """One value per query as a matrix of shape (n, 1)."""
    return np.asarray(values, float).reshape(-1, 1)


def estimate(matrix: Floats, seed: int = SEED) -> Estimate:
    """Mean and interval of a matrix; NONE where it is empty."""
    if not matrix.size:
        return NONE
    points = np.quantile(_means(matrix, seed), [ALPHA / 2, ALPHA, 1 - ALPHA, 1 - ALPHA / 2])
    low, lower, upper, high = map(float, points)
    return Estimate(float(matrix.mean()), low, lower, upper, high, matrix.shape[0])


def compare(first: Sequence[float], second: Sequence[float], seed: int = SEED) -> Difference:
    """Two systems on the same queries in the same order."""
    if len(first) != len(second):
        raise ValueError(f"paired test needs the same queries, got {len(first)} and {len(second)}")
    delta = np.asarray(second, float) - np.asarray(first, float)
    delta[np.abs(delta) < ROUNDING] = 0.0
    wins, losses = int((delta > 0).sum()), int((delta < 0).sum())
    return Difference(
        estimate(delta.reshape(-1, 1), seed), randomisation_p(delta, seed), wins, losses, len(delta) - wins - losses
    )


def randomisation_p(delta: Floats, seed: int) -> float:
    """Two-sided p of "the signs are arbitrary", in (0, 1]; ties carry no sign and change nothing.

    p = (1 + flips at least as far from 0) / (1 + flips), which never claims an impossible 0.
    """
    moved = delta[delta != 0]
    if not len(moved):
        return 1.0
    rng, seen, far = np.random.default_rng(seed), abs(moved.sum()), 0
    for _ in range(FLIPS // CHUNK):
        signs = rng.integers(0, 2, (CHUNK, len(moved)), dtype=np.int8) * 2 - 1
        far += int((np.abs(signs @ moved) >= seen - ROUNDING).sum())
    return (1 + far) / (1 + FLIPS)


def _means(matrix: Floats, seed: int) -> Floats:
    """Means of resampled rows and columns, shape (RESAMPLES,); a single column stays as it is."""
    rng, (rows, columns) = np.random.default_rng(seed), matrix.shape
    if columns == 1:
        line = matrix[:, 0]
        drawn = [line[rng.integers(0, rows, (CHUNK, rows))].mean(axis=1) for _ in range(RESAMPLES // CHUNK)]
    else:
        drawn = [
            np.einsum("sr,rc,sc->s", _counts(rng, rows), matrix, _counts(rng, columns), optimize=True) / matrix.size
            for _ in range(RESAMPLES // CHUNK)
        ]
    return np.concatenate(drawn)


def _counts(rng: np.random.Generator, n: int) -> Floats:
    """How often each of n is drawn in n draws with replacement, shape (CHUNK, n)."""
    return rng.multinomial(n, np.full(n, 1 / n), CHUNK).astype(float)
