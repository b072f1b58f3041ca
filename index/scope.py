"""Which notices a scope leaves: the one rule for units, regions, years and named notices."""

from __future__ import annotations

from data.types import Field, Notice
from index.types import Scope


def holds(notice: Notice, scope: Scope) -> bool:
    """Whether a notice is inside, see `Scope`; statuses belong to items and are not looked at."""
    m = notice.metadata
    names = [_text(m.unit), _text(m.issuer), _text(m.region)]
    years = {_text(f)[:4] for f in (m.inspected_from, m.inspected_to, m.feedback, m.signed, m.published)}
    return (
        notice.id not in scope.exclude
        and (not scope.notices or notice.id in scope.notices)
        and (not scope.units or any(u in name for u in scope.units for name in names))
        and (not scope.regions or any(r in name for r in scope.regions for name in names))
        and (not scope.years or not years.isdisjoint(scope.years))
    )


def _text(field: Field | None) -> str:
    return field.value if field else ""
