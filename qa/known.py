"""What the loaded notices can be asked about: their places, units and years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from operator import add
from typing import TypeVar
from weakref import WeakKeyDictionary, ref

from data import regions
from index.types import Card, Engine
from qa import pinyin, table
from qa.fold import fold

T = TypeVar("T")

SAMPLE = 4_000_000  # characters kept as text, of notices evenly taken: a question costs the same in any larger library
COUNTED = 1_000_000  # characters of them in which words are counted: 2 ms a word
SHORTEST = 5  # letters of a romanised place that is looked for: xian and anda are too many other things
LOOKED_AT = 50  # passages in which a word that the sample lacks is looked for
FIRST = 3  # of them, in which it nearly always stands if it does in any


@dataclass(frozen=True, slots=True)
class Named:
    """A loaded notice and the folded names a question may call it by.

    `places` are place names without their suffix (通州, 北京), the narrowest last, with their pinyin
    for English questions. `unit` is what the body is called, long and short: its passages do not repeat it.
    """

    notice_id: str
    places: tuple[str, ...]
    romanised: tuple[str, ...]
    unit: str = ""


def han(word: str) -> bool:
    """Whether a word is of common Han characters only."""
    return all("\u4e00" <= c <= "\u9fff" for c in word)


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
        return self._sampled(word) or self.elsewhere(word)

    def _sampled(self, word: str) -> bool:
        """Whether a text contains the word: most that none does have a pair of characters that none has."""
        pairs = list(map(add, word, word[1:]))
        if not all(pair in self.pairs for pair in pairs if han(pair)):
            return False
        return (len(pairs) == 1 and han(word)) or any(word in text for text in self.texts)

    @cached_property
    def pairs(self) -> dict[str, int]:
        """Every pair of neighbouring Han characters in the texts, and how often it stands there."""
        counts: Counter[str] = Counter()
        for text in self.texts:
            counts.update(map(add, text, text[1:]))
        return {pair: count for pair, count in counts.items() if han(pair)}

    def count(self, word: str) -> int:
        """How often the (folded) word occurs in `characters` characters of the loaded notices."""
        return sum(text.count(word) for text in self._counted)

    @cached_property
    def units(self) -> dict[str, str]:
        """What the unit of a notice is called, by the notice's id."""
        return {named.notice_id: named.unit for named in self.named}

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


_kept: WeakKeyDictionary[Engine, tuple[Sequence[Card], dict[Card, Named], Known]] = WeakKeyDictionary()


def known(engine: Engine) -> Known:
    """Of what an engine holds; worked out once, and for what is new when notices were added."""
    cards = engine.cards()
    kept = _kept.get(engine)
    if kept is None or (kept[0] is not cards and kept[0] != cards):
        before = kept[1] if kept else {}
        named = {card: before.get(card) or _named(card) for card in cards}
        kept = _kept[engine] = (cards, named, _joined(engine, cards, tuple(named.values())))
    return kept[2]


def _joined(engine: Engine, cards: Sequence[Card], named: tuple[Named, ...]) -> Known:
    sample = _spaced(cards, [card.size for card in cards], SAMPLE)
    texts = tuple(fold(engine.text(card.notice_id)) for card in sample)
    years = frozenset(map(fold, {year for card in cards for year in card.years}))
    return Known(named, years, texts, _elsewhere(engine, cards) if len(texts) < len(cards) else _nowhere)


def _spaced(values: Sequence[T], sizes: Sequence[int], most: int) -> Sequence[T]:
    """All of them, or evenly so many that their sizes add up to about `most`."""
    return values[:: max(1, -(-sum(sizes) // most))]


def _elsewhere(engine: Engine, cards: Sequence[Card]) -> Callable[[str], bool]:
    """Looks a word up in the titles and in the passages nearest by their pairs of characters."""
    held = ref(engine)  # what is kept for an engine must not keep it
    titles = cache(lambda: fold("\n".join(card.stated.title for card in cards)))

    def found(word: str) -> bool:
        if word in titles():
            return True
        asked = held()
        ids = [hit.passage_id for hit in asked.bigrams(word, LOOKED_AT)] if asked else []
        parts = (asked.passages(some) for some in (ids[:FIRST], ids[FIRST:])) if asked else ()
        return any(word in fold("".join(p.path) + p.text) for part in parts for p in part)

    return found


def _named(card: Card) -> Named:
    said = card.stated
    names = (said.region, said.unit, said.issuer, said.title)
    places = tuple(dict.fromkeys(p for name in names for p in places_of(fold(name))))
    return Named(card.notice_id, places, tuple(map(pinyin.place, places)), fold(f"{card.label} {said.issuer}"))


@lru_cache(maxsize=4096)  # a unit publishes one notice after the other
def places_of(name: str) -> tuple[str, ...]:
    """Place names without suffix at the head of a folded unit name: 北京市通州区文化和旅游局 → 北京, 通州."""
    found = regions.region(name)
    return tuple(regions.Region(found.parts[: i + 1]).short for i in range(len(found.parts))) if found else ()


@cache
def gazetteer() -> frozenset[str]:
    """Place names of the country, as a question may write them."""
    return frozenset(table.lines("places.txt"))


@cache
def romanised() -> dict[str, tuple[str, ...]]:
    """The same names as an English question writes them → the names."""
    found: dict[str, list[str]] = {}
    for name in sorted(gazetteer()):
        found.setdefault(pinyin.place(name), []).append(name)
    return {roman: tuple(names) for roman, names in found.items() if len(roman) >= SHORTEST}
