"""Refused share: how often did it say that nothing was found?

    refused(group) = |questions of the group with answered = no| / |group|

High is right for unanswerable questions and wrong for answerable ones, so the two are never averaged
(unanswerable questions of SQuAD 2.0: Rajpurkar, Jia & Liang, ACL 2018).
"""

from __future__ import annotations

from collections.abc import Sequence


def refused(answered: Sequence[bool | None]) -> float:
    """In [0, 1]; a system that has no notion of refusing (None) refuses nothing; 0 where the group is empty."""
    return sum(value is False for value in answered) / len(answered) if answered else 0.0
