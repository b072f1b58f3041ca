"""hit@n: has a reader who reads n characters seen the answer?

    hit@n = 1 if at least 80 % of one quote with the answer lies in the first n characters shown, else 0

A budget of characters instead of passages treats every passage size alike; the idea is the character
precision of the TREC HARD track (Allan, 2003), and time-biased gain (Smucker & Clarke, SIGIR 2012).
"""

from __future__ import annotations

from eval.reading import Reading


def hit(reading: Reading, chars: int) -> float:
    """0 or 1."""
    return float(bool(reading.seen(chars) & reading.with_answer()))
