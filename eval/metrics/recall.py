"""Recall@k: how many of the quotes with the answer are found.

    recall@k = |wanted ∩ shown in the first k slots| / |wanted|
    capped@k = |wanted ∩ shown in the first k slots| / min(k, |wanted|)

wanted = the quotes with the answer. The plain form is TREC's set recall at a cutoff (Manning, Raghavan &
Schütze, Introduction to Information Retrieval, 2008, §8.4); the capped one is BEIR's R_cap@k (Thakur et
al., NeurIPS 2021), which can reach 1 even where more than k quotes are wanted.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.reading import Step
from eval.types import HAS_ANSWER


def recall(steps: Sequence[Step], grades: Sequence[int], k: int) -> float:
    """In [0, 1]; 1 where nothing is wanted."""
    wanted = _wanted(grades)
    return len(wanted & _found(steps, k)) / len(wanted) if wanted else 1.0


def capped_recall(steps: Sequence[Step], grades: Sequence[int], k: int) -> float:
    """At least 0; 1 where nothing is wanted. Above 1 only where long passages show more than k wanted quotes."""
    wanted = _wanted(grades)
    return len(wanted & _found(steps, k)) / min(k, len(wanted)) if wanted else 1.0


def _wanted(grades: Sequence[int]) -> set[int]:
    return {index for index, grade in enumerate(grades) if grade >= HAS_ANSWER}


def _found(steps: Sequence[Step], k: int) -> set[int]:
    return {index for step in steps if step.slot <= k for index in step.covers}
