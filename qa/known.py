"""What the loaded notices can be asked about: their places, units and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from data import regions
from data.types import Field, Notice
from qa import pinyin, table
from qa.fold import fold
from qa.held import Held

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Named:
    """A loaded notice and the folded names a question may call it by.

    `places` are place names without their suffix (通州, 北京), the narrowest last, with their pinyin
    for English questions.
    """

    notice_id: str
    places: tuple[str, ...]
    romanised: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The names, years and folded texts of what is loaded."""

    named: tuple[Named, ...]
    years: frozenset[str]
    texts: tuple[str, ...]

    def mentions(self, word: str) -> bool:
        """Whether any loaded notice contains the (folded) word."""
        return any(word in text for text in self.texts)

    def count(self, word: str) -> int:
        """How often the (folded) word occurs in all loaded notices together."""
        return sum(text.count(word) for text in self.texts)

    @property
    def characters(self) -> int:
        return sum(map(len, self.texts))


def _known(notices: Sequence[Notice]) -> Known:
    texts = tuple(fold(n.text) for n in notices)
    years = frozenset(year for text in texts for year in _YEAR.findall(text))
    return Known(tuple(_named(n) for n in notices), years, texts)


known = Held(_known)  # of an engine


def _named(notice: Notice) -> Named:
    m = notice.metadata
    names = [_value(m.region), _value(m.unit), _value(m.issuer), notice.title]
    places = tuple(dict.fromkeys(p for name in names for p in places_of(fold(name))))
    return Named(notice.id, places, tuple(pinyin.romanise(p) for p in places))


def _value(field: Field | None) -> str:
    return field.value if field else ""


def places_of(name: str) -> list[str]:
    """Place names without suffix at the head of a folded unit name: 北京市通州区文化和旅游局 → 北京, 通州."""
    found = regions.region(name)
    return [regions.Region(found.parts[: i + 1]).short for i in range(len(found.parts))] if found else []


@cache
def gazetteer() -> frozenset[str]:
    """Place names of the country, as a question may write them."""
    return frozenset(table.lines("places.txt"))
