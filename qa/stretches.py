"""Stretches of a text as half-open pairs of offsets."""

from __future__ import annotations

from collections.abc import Iterable

Stretch = tuple[int, int]


def merged(found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Their union, sorted and disjoint: those that touch become one, empty ones are dropped."""
    out: list[Stretch] = []
    for start, end in sorted(s for s in found if s[0] < s[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)
