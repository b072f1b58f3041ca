"""The names a question may call a loaded notice by: 开封, 开封市, 开封市文广旅局, 开封文旅局."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from data.regions import region
from data.script import fold
from data.types import Notice
from data.units import unit_name
from index.cards import stated
from index.types import Stated
from qa.fold import fold as lower
from qa.held import Held

Names = Mapping[str, frozenset[str]]  # what notices may be called → ids of all that bear the name

LONGEST = 80  # characters of a name looked for in a question; no unit of the country has half as many
_BUREAUS = ("局", "局党组", "党组", "党委")


@lru_cache(maxsize=4096)  # a unit publishes one notice after the other
def _names_of(unit: str, issuer: str, place_name: str) -> frozenset[str]:
    """Names of the unit and of its place, at every level but the province, with and without suffixes.

    "" stands for what is not stated. Two notices may share a name; the caller decides what that means.
    """
    place = region(fold(place_name)) if place_name else None
    names = {name for name in (unit, issuer, place_name) if name}
    if issuer:
        names.add(unit_name(fold(issuer)))
    if not place:
        return frozenset(names)
    heads = {place.short, place.local, place.name}
    bodies = {""}
    for name in (unit, issuer):
        full = unit_name(fold(name)) if name else ""
        for head in (place.name, place.local):
            if head and full.startswith(head):
                bodies.add(full[len(head) :])
    bodies |= {"文旅局"} if any(b.startswith(("文旅", "文广旅", "文化")) for b in bodies) else set()
    names |= {head + body for head in heads for body in bodies} | {head + b for head in heads for b in _BUREAUS}
    return frozenset(n for n in names if len(n) >= 2)


def names_in(notices: Sequence[Notice]) -> Names:
    """What these notices may be called."""
    return _names((notice.id, stated(notice)) for notice in notices)


def _names(said: Iterable[tuple[str, Stated]]) -> Names:
    bearing: dict[str, set[str]] = {}
    for notice_id, s in said:
        for name in _names_of(s.unit, s.issuer, s.region):
            bearing.setdefault(lower(name), set()).add(notice_id)
    return {name: frozenset(ids) for name, ids in bearing.items()}


names = Held(lambda engine: _names((card.notice_id, card.stated) for card in engine.cards()))  # of an engine


def said(question: str, names: Names) -> list[str]:
    """The names that a folded question contains, longest first: its parts are looked up, not every name in it."""
    ends = range(1, len(question) + 1)
    parts = {question[end - size : end] for end in ends for size in range(1, min(end, LONGEST) + 1)}
    return sorted((part for part in parts if part in names), key=lambda n: (-len(n), n))
