"""Refused share: how often did it say that nothing was found?

    refused(group) = |questions of the group with answered = no| / |group|

High is right for unanswerable questions and wrong for answerable ones, so the two are never averaged
(unanswerable questions of SQuAD 2.0: Rajpurkar, Jia & Liang, ACL 2018).
"""

from __future__ import annotations


def refusal(answered: bool | None) -> float:
    """1 for a question that was refused, else 0; a system that has no notion of refusing (None) refuses nothing."""
    return float(answered is False)
