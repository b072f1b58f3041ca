"""MRR@k: how early the first passage with the answer stands.

    RR@k = 1 / slot of the first passage that shows a quote with the answer, 0 when that slot exceeds k

MRR is its mean over questions (Voorhees, The TREC-8 Question Answering Track Report, 1999).
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.reading import Step
from eval.types import HAS_ANSWER


def reciprocal_rank(steps: Sequence[Step], grades: Sequence[int], k: int) -> float:
    """In [0, 1]."""
    for step in steps:
        if step.slot > k:
            break
        if any(grades[index] >= HAS_ANSWER for index in step.covers):
            return 1 / step.slot
    return 0.0
