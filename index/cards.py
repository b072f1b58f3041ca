"""A notice in a few words: what can be known of a library without reading its notices."""

from __future__ import annotations

import json
import re
from dataclasses import astuple

from data.types import Notice, value_of
from index.types import Card, Stated

_YEAR = re.compile(r"(?:[1１][9９]|[2２][0０])\d\d(?!\d)")


def card(notice: Notice, version: str) -> Card:
    """The card of a notice."""
    years = tuple(dict.fromkeys(_YEAR.findall(notice.text)))
    return Card(notice.id, version, stated(notice), len(notice.text), years, notice.parser)


def stated(notice: Notice) -> Stated:
    """What a notice says of itself."""
    m = notice.metadata
    fields = (m.unit, m.issuer, m.region, m.inspected_from, m.inspected_to, m.feedback)
    return Stated(notice.title, *map(value_of, fields))


def dump(value: Card) -> str:
    """All but the id and the version, which are kept beside it; ASCII, for a title may be a file's name."""
    return json.dumps([astuple(value.stated), value.size, value.years, value.parser], separators=(",", ":"))


def load(notice_id: str, version: str, dumped: str) -> Card:
    """The card that `dump` wrote; an earlier program did not write which rules read it."""
    said, size, years, *parser = json.loads(dumped)
    return Card(notice_id, version, Stated(*said), size, tuple(years), parser[0] if parser else "")
