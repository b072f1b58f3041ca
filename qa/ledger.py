"""The ledger (台账): one row per published item of the notices loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.types import Field, Item, Notice
from index.types import Engine, Scope
from qa.answer import scope
from qa.types import Filters


@dataclass(frozen=True, slots=True)
class Row:
    """An item with what leads back to its source. `unit`, `date` and `url` are "" where not known."""

    item: Item
    unit: str
    title: str
    date: str
    url: str
    file: str


def ledger(engine: Engine, filters: Filters = Filters()) -> tuple[Row, ...]:
    """The items of all notices the filters leave, notices in loading order, items in reading order."""
    return rows(engine.notices(), filters)


def rows(notices: Sequence[Notice], filters: Filters = Filters()) -> tuple[Row, ...]:
    """Like `ledger`, for notices at hand."""
    wanted = scope(filters)
    return tuple(
        _row(notice, item)
        for notice in notices
        if _holds(notice, wanted)
        for item in notice.items
        if not wanted.statuses or item.status in wanted.statuses
    )


def _row(notice: Notice, item: Item) -> Row:
    m = notice.metadata
    date = m.published or m.signed
    return Row(
        item, _text(m.unit), notice.title, date.value if date else "", notice.source.url, notice.source.file
    )  # fmt: skip


def _holds(notice: Notice, wanted: Scope) -> bool:
    """The engine's rule for units, regions and years (`Scope`), applied to one notice."""
    m = notice.metadata
    names = [_text(m.unit), _text(m.issuer), _text(m.region)]
    years = {_text(f)[:4] for f in (m.inspected_from, m.inspected_to, m.feedback, m.signed, m.published)}
    return (
        (not wanted.units or any(u in name for u in wanted.units for name in names))
        and (not wanted.regions or any(r in name for r in wanted.regions for name in names))
        and (not wanted.years or not years.isdisjoint(wanted.years))
    )


def _text(field: Field | None) -> str:
    return field.value if field else ""
