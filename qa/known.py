"""What the loaded notices can be asked about: their places, units and years."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar
from weakref import WeakKeyDictionary, ref

from data import regions
from data.types import Field, Notice
from index.types import Engine
from qa import pinyin, table
from qa.fold import fold

T = TypeVar("T")

SAMPLE = 4_000_000  # characters kept as text, of notices evenly taken: a question costs the same in any larger library
COUNTED = 1_000_000  # characters of them in which words are counted: 2 ms a word
LOOKED_AT = 50  # passages in which a word that the sample lacks is looked for
_YEAR = re.compile(r"(?:[1１][9９]|[2２][0０])\d\d(?!\d)")  # before folding


@dataclass(frozen=True, slots=True)
class Named:
    """A loaded notice and the folded names a question may call it by.

    `places` are place names without their suffix (通州, 北京), the narrowest last, with their pinyin
    for English questions.
    """

    notice_id: str
    places: tuple[str, ...]
    romanised: tuple[str, ...]


def _nowhere(word: str) -> bool:
    return False


@dataclass(frozen=True)
class Known:
    """The names and years of what is loaded and its folded texts, or a sample of them.

    `elsewhere` says whether a notice outside the sample contains a word.
    """

    named: tuple[Named, ...]
    years: frozenset[str]
    texts: tuple[str, ...]
    elsewhere: Callable[[str], bool] = _nowhere

    def mentions(self, word: str) -> bool:
        """Whether any loaded notice contains the (folded) word."""
        return any(word in text for text in self.texts) or self.elsewhere(word)

    def count(self, word: str) -> int:
        """How often the (folded) word occurs in `characters` characters of the loaded notices."""
        return sum(text.count(word) for text in self._counted)

    @cached_property
    def characters(self) -> int:
        return sum(map(len, self._counted))

    @cached_property
    def _counted(self) -> tuple[str, ...]:
        return tuple(_spaced(self.texts, list(map(len, self.texts)), COUNTED))

    @cached_property
    def places(self) -> dict[tuple[str, str], list[int]]:
        """A place and its pinyin → which of `named` it names; as many as the country has, however many notices."""
        found: dict[tuple[str, str], list[int]] = {}
        for at, named in enumerate(self.named):
            for pair in zip(named.places, named.romanised, strict=True):
                found.setdefault(pair, []).append(at)
        return found


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read out of one notice."""

    notice: Notice
    named: Named
    years: frozenset[str]


_kept: WeakKeyDictionary[Engine, tuple[list[Notice], dict[str, _Read], Known]] = WeakKeyDictionary()


def known(engine: Engine) -> Known:
    """Of what an engine holds; worked out once, and for what is new when notices were added."""
    notices = engine.notices()
    kept = _kept.get(engine)
    if kept is None or kept[0] != notices:
        before = kept[1] if kept else {}
        read = {n.id: old if (old := before.get(n.id)) and old.notice is n else _read(n) for n in notices}
        kept = _kept[engine] = (notices, read, _joined(list(read.values()), _elsewhere(engine, notices)))
    return kept[2]


def _read(notice: Notice) -> _Read:
    return _Read(notice, _named(notice), frozenset(map(fold, _YEAR.findall(notice.text))))


def _joined(read: Sequence[_Read], elsewhere: Callable[[str], bool]) -> Known:
    sizes = [len(r.notice.text) for r in read]
    texts = tuple(fold(r.notice.text) for r in _spaced(read, sizes, SAMPLE))
    years = frozenset(year for r in read for year in r.years)
    return Known(tuple(r.named for r in read), years, texts, elsewhere if len(texts) < len(read) else _nowhere)


def _spaced(values: Sequence[T], sizes: Sequence[int], most: int) -> Sequence[T]:
    """All of them, or evenly so many that their sizes add up to about `most`."""
    return values[:: max(1, -(-sum(sizes) // most))]


def _elsewhere(engine: Engine, notices: Sequence[Notice]) -> Callable[[str], bool]:
    """Looks a word up in the titles and in the passages nearest by their pairs of characters."""
    held = ref(engine)  # what is kept for an engine must not keep it
    titles = cache(lambda: fold("\n".join(n.title for n in notices)))

    def found(word: str) -> bool:
        if word in titles():
            return True
        asked = held()
        ids = [hit.passage_id for hit in asked.bigrams(word, LOOKED_AT)] if asked else []
        return any(word in fold("".join(p.path) + p.text) for p in (asked.passages(ids) if asked else ()))

    return found


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
