"""Passages that say word for word what a better one has said move below those that add something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qa.fold import fold
from qa.retrieve import Found

SAME = 0.85  # of the pairs of neighbouring characters: the same sentence but for a name, date or figure
LOOKED_AT = 60  # the best passages; nobody reads repeats further down


def demoted(found: Sequence[Found]) -> list[Found]:
    """The same passages; among the best, repeats follow in their order after all others."""
    kept: list[Found] = []
    repeated: list[Found] = []
    said: list[frozenset[tuple[str, str]]] = []
    for f in found[:LOOKED_AT]:
        pairs = frozenset(pairwise(fold(f.passage.text)))
        if any(_alike(pairs, other) for other in said):
            repeated.append(f)
        else:
            kept.append(f)
            said.append(pairs)
    return [*kept, *repeated, *found[LOOKED_AT:]]


def _alike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Jaccard similarity of at least SAME; sizes are compared first, which settles most."""
    if min(len(one), len(other)) < SAME * max(len(one), len(other)):
        return False
    return bool(one) and len(one & other) >= SAME * len(one | other)
