"""Risk–coverage: how often is it wrong, when it only answers what it is surest of?

For every threshold t on certainty:
    coverage(t) = |certainty ≥ t| / |all|        risk(t) = |certainty ≥ t and wrong| / |certainty ≥ t|
wrong = unanswerable, or the answer was not seen within the reader's budget.

El-Yaniv & Wiener, JMLR 2010; the area under the curve is Geifman, Uziel & El-Yaniv's AURC (ICLR 2019), here
with equal certainties answered together, since no threshold can part them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold: the share answered and the share of those that is wrong, both in [0, 1]."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(certainty: Sequence[float], wrong: Sequence[bool]) -> list[Point]:
    """Points from the surest question to all of them, coverage strictly rising."""
    pairs = sorted(zip(certainty, wrong, strict=True), key=lambda pair: -pair[0])
    points, answered, failed = [], 0, 0
    for threshold, group in groupby(pairs, key=lambda pair: pair[0]):
        for _, bad in group:
            answered += 1
            failed += bad
        points.append(Point(threshold, answered / len(pairs), failed / answered))
    return points


def aurc(points: Sequence[Point]) -> float:
    """Mean risk over coverage, each point standing for the questions it adds; lower is better, 0 if empty."""
    area, before = 0.0, 0.0
    for point in points:
        area += (point.coverage - before) * point.risk
        before = point.coverage
    return area
