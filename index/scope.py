"""Which notices a scope leaves: the one rule for units, regions, years and named notices."""

from __future__ import annotations

from dataclasses import dataclass

from data.types import Notice, value_of
from index.types import Card, Scope


@dataclass(frozen=True, slots=True)
class Facts:
    """What scopes ask of a notice: `names` are its unit, issuer and region, "" where not stated."""

    names: tuple[str, ...]
    years: frozenset[str]


def facts(notice: Notice) -> Facts:
    """The facts of a notice."""
    m = notice.metadata
    years = {value_of(f)[:4] for f in (m.inspected_from, m.inspected_to, m.feedback, m.signed, m.published)}
    return Facts((value_of(m.unit), value_of(m.issuer), value_of(m.region)), frozenset(years))


def holds(notice: Notice, scope: Scope) -> bool:
    """Whether a notice is inside, see `Scope`; statuses belong to items and are not looked at."""
    return matches(notice.id, facts(notice), scope)


def leaves(card: Card, scope: Scope) -> bool:
    """As `holds`, from what a notice's card says."""
    said = card.stated
    return matches(card.notice_id, Facts((said.unit, said.issuer, said.region), frozenset(card.dated)), scope)


def matches(notice_id: str, known: Facts, scope: Scope) -> bool:
    """As `holds`, from the facts alone."""
    return (
        notice_id not in scope.exclude
        and (not scope.notices or notice_id in scope.notices)
        and (not scope.units or any(u in name for u in scope.units for name in known.names))
        and (not scope.regions or any(r in name for r in scope.regions for name in known.names))
        and (not scope.years or not known.years.isdisjoint(scope.years))
    )
