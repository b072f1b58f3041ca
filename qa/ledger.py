"""The ledger (台账): one row per published item of the notices loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.types import Item, Notice
from index.scope import holds
from index.types import Engine
from qa import duplicates
from qa.answer import scope
from qa.citing import source
from qa.types import Copy, Filters


@dataclass(frozen=True, slots=True)
class Row:
    """An item with what leads back to its source. `unit`, `date` and `url` are "" where not known."""

    item: Item
    title: str
    unit: str
    date: str
    url: str
    file: str
    also: tuple[Copy, ...] = ()


def ledger(engine: Engine, filters: Filters = Filters()) -> tuple[Row, ...]:
    """The items of all notices the filters leave, notices in loading order, items in reading order.

    Of a notice loaded twice the items are listed once, from the copy loaded first.
    """
    wanted, same = scope(filters), duplicates.linked(engine)
    shown = duplicates.once([n for n in engine.notices() if holds(n, wanted)], same)
    return tuple(row for row in rows(engine, shown) if not wanted.statuses or row.item.status in wanted.statuses)


def rows(engine: Engine, notices: Sequence[Notice]) -> Iterator[Row]:
    """The items of the notices given, each with the other places its notice was loaded from."""
    same = duplicates.linked(engine)
    for notice in notices:
        also = duplicates.copies(notice.id, same, engine.notice)
        for item in notice.items:
            yield Row(item, *source(notice), notice.source.file, also)
