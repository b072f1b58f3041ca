"""Which concepts two texts share, each in its own wording: the reason two measures are comparable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from index import words
from qa.fold import fold
from qa.near import office_words
from qa.synonyms import NO_CONCEPT, groups

_ORDINAL = re.compile("第?[一二三四五六七八九十]+[是要]?")  # 二是, 三要, 第一: of the list, not of what was done
MOST_WORDS = 4  # shared words shown beside the concepts; more is a word list, not a reason


@dataclass(frozen=True, slots=True)
class Concept:
    """`mine` is the wording of the text asked with, `theirs` that of the text found."""

    mine: str
    theirs: str
    weight: float

    def __str__(self) -> str:
        return self.mine if self.mine == self.theirs else f"{self.mine} ↔ {self.theirs}"


def shared(mine: str, theirs: str) -> tuple[Concept, ...]:
    """Concepts of the synonym table in both texts, nearest synonyms first, then in the table's order.

    A wording inside a longer one that is shown already is left out.
    """
    left, right = _wordings(mine), _wordings(theirs)
    both = sorted(left.keys() & right.keys(), key=lambda n: (-groups()[n].weight, n))
    out: list[Concept] = []
    for number in both:
        concept = Concept(left[number], right[number], groups()[number].weight)
        if not any(concept.mine in c.mine and concept.theirs in c.theirs for c in out):
            out.append(concept)
    return tuple(out)


def shared_words(mine: str, theirs: str) -> tuple[str, ...]:
    """Content words of two characters and more in both texts, longest first, in the order of `mine`.

    Words any measure uses only where no others are shared.
    """
    there = set(_terms(theirs))
    both = [t for t in dict.fromkeys(_terms(mine)) if len(t) > 1 and t in there and not _ORDINAL.fullmatch(t)]
    whole = [t for t in both if not any(t != other and t in other for other in both)]
    telling = [t for t in whole if t not in office_words()] or whole
    return tuple(sorted(telling, key=len, reverse=True)[:MOST_WORDS])


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[str, ...]:
    """The words of a text; one text meets every passage found for it."""
    return tuple(words.terms(text))


@lru_cache(maxsize=4096)
def _wordings(text: str) -> dict[int, str]:
    """Group number → the longest of its wordings that the folded text holds."""
    folded = fold(text)
    held = ((number, [t for t, spelt in terms if spelt in folded]) for number, terms in _looked_for())
    return {number: max(terms, key=len) for number, terms in held if terms}


@cache
def _looked_for() -> tuple[tuple[int, tuple[tuple[str, str], ...]], ...]:
    """Group number → the wordings that show a concept, each as the table has it and folded."""
    office = office_words()
    found = []
    for number, group in enumerate(groups()):
        if group.topic not in NO_CONCEPT:
            terms = [t for t in (*group.official, *group.everyday) if len(t) > 1 and t not in office]
            found.append((number, tuple((t, fold(t)) for t in terms)))
    return tuple(found)
