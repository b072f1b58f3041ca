"""nDCG@k with exponential gain: graded quality of the order.

    DCG@k = Σ over passages with slot ≤ k of (2^g − 1) / log2(slot + 1),  g = best grade the passage shows first
    nDCG@k = DCG@k / DCG@k of all grades sorted, one per slot

Järvelin & Kekäläinen (TOIS 2002) with the gain of Burges et al. (ICML 2005). A quote counts for the first
passage that shows it, so repeating it gains nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from eval.reading import Step


def ndcg(steps: Sequence[Step], grades: Sequence[int], k: int) -> float:
    """At least 0; 0 where nothing was judged. At most 1, because a passage gains only its best grade."""
    ideal = sum(_discounted(grade, slot) for slot, grade in enumerate(sorted(grades, reverse=True)[:k], 1))
    if not ideal:
        return 0.0
    return sum(_discounted(_best(step, grades), step.slot) for step in steps if step.slot <= k) / ideal


def _best(step: Step, grades: Sequence[int]) -> int:
    return max((grades[index] for index in step.covers), default=0)


def _discounted(grade: int, slot: int) -> float:
    return float((2**grade - 1) / math.log2(slot + 1))
