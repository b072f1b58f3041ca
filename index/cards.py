"""A notice in a few words: what can be known of a library without reading its notices."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import astuple, fields

from data.types import Item, Notice, Status, value_of
from index.scope import facts
from index.types import Card, Stated, Tally

_YEAR = re.compile(r"(?:[1１][9９]|[2２][0０])\d\d(?!\d)")


def card(notice: Notice, version: str) -> Card:
    """The card of a notice."""
    from data.stated import stated as kind_of  # its patterns are wanted only where notices are added

    totals: dict[str, str] = {}
    for said in notice.metadata.counts:
        totals.setdefault(kind_of(said)[0], said.quote.text)
    return Card(
        notice.id,
        version,
        stated(notice),
        len(notice.text),
        years=tuple(dict.fromkeys(_YEAR.findall(notice.text))),
        parser=notice.parser,
        day=value_of(notice.metadata.day),
        url=notice.source.url,
        dated=tuple(sorted(facts(notice).years - {""})),
        tallies=_tallies(notice.items),
        totals=tuple(totals.items()),
    )


def stated(notice: Notice) -> Stated:
    """What a notice says of itself."""
    m = notice.metadata
    fields = (m.unit, m.issuer, m.region, m.inspected_from, m.inspected_to, m.feedback)
    return Stated(notice.title, *map(value_of, fields))


def _tallies(items: Sequence[Item]) -> tuple[Tally, ...]:
    """By status, in the order in which statuses are declared."""
    found = [(status, [len(i.measures) for i in items if i.status is status]) for status in Status]
    return tuple(Tally(status, len(measures), sum(measures)) for status, measures in found if measures)


def dump(value: Card) -> str:
    """All but the id and the version, which are kept beside it; ASCII, for a title may be a file's name."""
    _, _, *kept = astuple(value)
    return json.dumps(kept, separators=(",", ":"))


def load(notice_id: str, version: str, dumped: str) -> Card | None:
    """The card that `dump` wrote; None where an earlier program wrote less: it is to be made from the notice."""
    kept = json.loads(dumped)
    if len(kept) != len(fields(Card)) - 2:
        return None
    said, size, years, parser, day, url, dated, tallies, totals = kept
    return Card(
        notice_id,
        version,
        Stated(*said),
        size,
        tuple(years),
        parser,
        day,
        url,
        tuple(dated),
        tuple(Tally(Status(status), items, measures) for status, items, measures in tallies),
        tuple((kind, quote) for kind, quote in totals),
    )
