"""Passages that say word for word what a better one has said: of one notice loaded twice, one is shown; others
move below those that add something."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import add

from index.types import Engine
from qa import duplicates
from qa.fold import fold
from qa.retrieve import Found
from qa.types import Copy

SAME = 0.85  # of the pairs of neighbouring characters: the same sentence but for a name, date or figure
LOOKED_AT = 60  # the best passages; nobody reads repeats further down

Pairs = frozenset[str]  # of neighbouring characters


def merged(found: Sequence[Found], engine: Engine) -> tuple[list[Found], dict[str, tuple[Copy, ...]]]:
    """One of each passage that linked notices (`qa.duplicates`) both have, and by its id where else it stands.

    The notice loaded first is the one shown, at the place and with the score of the better of the two.
    """
    seen = {f.passage.notice_id for f in found[:LOOKED_AT]}
    cards = duplicates.in_order(engine, seen)
    linked = duplicates.links_of(engine, cards)
    if not linked:
        return list(found), {}
    kept: list[list[Found]] = []
    for f in found[:LOOKED_AT]:
        group = linked.get(f.passage.notice_id, ())
        twins = next((t for t in kept if t[0].passage.notice_id in group and _twins(t, f)), None)
        if twins is None:
            kept.append([f])
        else:
            twins.append(f)
    order = {i: number for number, i in enumerate(card.notice_id for card in cards)}
    shown: list[Found] = []
    also: dict[str, tuple[Copy, ...]] = {}
    for twins in kept:
        first, *others = sorted(twins, key=lambda f: order[f.passage.notice_id])
        shown.append(replace(first, score=twins[0].score))
        if others:
            also[first.passage.id] = tuple(duplicates.copy_of(engine, f.passage.notice_id) for f in others)
    return [*shown, *found[LOOKED_AT:]], also


def _twins(twins: Sequence[Found], f: Found) -> bool:
    """Whether a passage stands in another copy of the notice, word for word but for a few."""
    if any(t.passage.notice_id == f.passage.notice_id for t in twins):
        return False
    return _alike(_pairs(twins[0]), _pairs(f))


def demoted(found: Sequence[Found]) -> list[Found]:
    """The same passages; among the best, repeats follow in their order after all others."""
    kept: list[Found] = []
    repeated: list[Found] = []
    said: list[tuple[Pairs, Pairs]] = []
    looked_at = [(f, _pairs(f)) for f in found[:LOOKED_AT]]
    rank = _rarest_first(pairs for _, pairs in looked_at)
    for f, pairs in looked_at:
        few = _first(pairs, rank)
        if any(not few.isdisjoint(others) and _alike(pairs, other) for other, others in said):
            repeated.append(f)
        else:
            kept.append(f)
            said.append((pairs, few))
    return [*kept, *repeated, *found[LOOKED_AT:]]


def _pairs(f: Found) -> Pairs:
    text = fold(f.passage.text)
    return frozenset(map(add, text, text[1:]))


def _rarest_first(sets: Iterable[Pairs]) -> dict[str, int]:
    """One order of all pairs, in which those of fewer sets come first."""
    counts = Counter(chain.from_iterable(sets))
    return {pair: at for at, (pair, _) in enumerate(reversed(counts.most_common()))}


def _first(pairs: Pairs, rank: Mapping[str, int]) -> Pairs:
    """So many of the pairs by `rank` that two sets that are alike have one of them in common.

    Who shares SAME of n pairs lacks n * (1 - SAME) of them at most, so of one more than these it has one
    (the prefix filter of Chaudhuri, Ganti & Kaushik, ICDE 2006).
    """
    return frozenset(sorted(pairs, key=rank.__getitem__)[: len(pairs) - math.ceil(SAME * len(pairs) - 1e-9) + 1])


def _alike(one: Pairs, other: Pairs) -> bool:
    """Jaccard similarity of at least SAME; sizes are compared first, which settles most."""
    if min(len(one), len(other)) < SAME * max(len(one), len(other)):
        return False
    return bool(one) and len(one & other) >= SAME * len(one | other)
