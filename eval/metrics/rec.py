"""rec@n: what share of the answer has a reader seen after n characters?

    rec@n = |quotes with the answer of which at least 80 % lies in the first n characters shown| / |such quotes|

The many-evidence companion of hit@n; same budget, same sources.
"""

from __future__ import annotations

from eval.reading import Reading


def rec(reading: Reading, chars: int) -> float:
    """In [0, 1]; 1 where no quote has the answer."""
    wanted = reading.with_answer()
    return len(reading.seen(chars) & wanted) / len(wanted) if wanted else 1.0
