"""Success@k: is one of the best comparables among the first k?

    success@k = 1 if a quote of the query's best grade is shown within the first k slots, else 0

TREC's success measure (Craswell & Hawking, Overview of the TREC-2004 Web Track) with "relevant" read as
"of the best grade this query has".
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.reading import Step


def success(steps: Sequence[Step], grades: Sequence[int], k: int) -> float:
    """0 or 1; 0 where nothing was judged."""
    best = max(grades, default=0)
    return float(any(grades[index] == best for step in steps if step.slot <= k for index in step.covers))
