"""The names a question may call a loaded notice by: 开封, 开封市, 开封市文广旅局, 开封文旅局."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.regions import region
from data.script import fold
from data.types import Notice
from data.units import unit_name
from qa.fold import fold as lower
from qa.held import Held

Names = Mapping[str, frozenset[str]]  # what notices may be called → ids of all that bear the name

LONGEST = 80  # characters of a name looked for in a question; no unit of the country has half as many
_BUREAUS = ("局", "局党组", "党组", "党委")


def names_of(notice: Notice) -> frozenset[str]:
    """Names of the unit and of its place, at every level but the province, with and without suffixes.

    Two notices may share a name; the caller decides what that means.
    """
    m = notice.metadata
    place = region(fold(m.region.value)) if m.region else None
    names = {f.value for f in (m.unit, m.issuer, m.region) if f}
    if m.issuer:
        names.add(unit_name(fold(m.issuer.value)))
    if not place:
        return frozenset(names)
    heads = {place.short, place.local, place.name}
    bodies = {""}
    for name in (m.unit, m.issuer):
        full = unit_name(fold(name.value)) if name else ""
        for head in (place.name, place.local):
            if head and full.startswith(head):
                bodies.add(full[len(head) :])
    bodies |= {"文旅局"} if any(b.startswith(("文旅", "文广旅", "文化")) for b in bodies) else set()
    names |= {head + body for head in heads for body in bodies} | {head + b for head in heads for b in _BUREAUS}
    return frozenset(n for n in names if len(n) >= 2)


def names_in(notices: Sequence[Notice]) -> Names:
    """What these notices may be called."""
    bearing: dict[str, set[str]] = {}
    for notice in notices:
        for name in names_of(notice):
            bearing.setdefault(lower(name), set()).add(notice.id)
    return {name: frozenset(ids) for name, ids in bearing.items()}


names = Held(names_in)  # of an engine


def said(question: str, names: Names) -> list[str]:
    """The names that a folded question contains, longest first: its parts are looked up, not every name in it."""
    ends = range(1, len(question) + 1)
    parts = {question[end - size : end] for end in ends for size in range(1, min(end, LONGEST) + 1)}
    return sorted((part for part in parts if part in names), key=lambda n: (-len(n), n))
