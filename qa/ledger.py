"""The ledger (台账): one row per published item of the notices loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.types import Item, Notice
from index.scope import holds
from index.types import Engine
from qa.answer import scope
from qa.citing import source
from qa.types import Filters


@dataclass(frozen=True, slots=True)
class Row:
    """An item with what leads back to its source. `unit`, `date` and `url` are "" where not known."""

    item: Item
    title: str
    unit: str
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
        if holds(notice, wanted)
        for item in notice.items
        if not wanted.statuses or item.status in wanted.statuses
    )


def _row(notice: Notice, item: Item) -> Row:
    return Row(item, *source(notice), notice.source.file)
