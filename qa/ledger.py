"""The ledger (台账): one row per published item of the notices loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from data.types import Item, Notice
from index.scope import leaves
from index.types import Card, Engine
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
    return tuple(_rows(engine, filters))


def beginning(engine: Engine, filters: Filters, shown: int) -> tuple[tuple[Row, ...], int]:
    """The first `shown` rows of the ledger, and how many it has: no more notices are read than these are of."""
    wanted = scope(filters).statuses
    tallies = (tally for card in _left(engine, filters) for tally in card.tallies)
    count = sum(tally.items for tally in tallies if not wanted or tally.status in wanted)
    return tuple(islice(_rows(engine, filters), shown)), count


def _rows(engine: Engine, filters: Filters) -> Iterator[Row]:
    wanted = scope(filters).statuses
    for card in _left(engine, filters):
        if not wanted or any(tally.status in wanted for tally in card.tallies):
            for row in rows(engine, [engine.notice(card.notice_id)]):
                if not wanted or row.item.status in wanted:
                    yield row


def _left(engine: Engine, filters: Filters) -> list[Card]:
    """The notices that the filters leave, each once."""
    wanted = scope(filters)
    return duplicates.once([card for card in engine.cards() if leaves(card, wanted)], duplicates.linked(engine))


def rows(engine: Engine, notices: Iterable[Notice]) -> Iterator[Row]:
    """The items of the notices given, each with the other places its notice was loaded from."""
    for notice in notices:
        also = duplicates.copies(engine, notice.id)
        for item in notice.items:
            yield Row(item, *source(notice), notice.source.file, also)
