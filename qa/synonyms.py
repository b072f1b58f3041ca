"""The synonym table: what people say ↔ what notices write ↔ English, and which of it a question uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.errors import BadRequest
from qa import table
from qa.fold import fold
from qa.inflections import stem

QUESTION_WORDS = "提问词"  # the topic whose terms ask rather than say: never expanded, hardly weighed
# topics of the table whose words say how much, when or how far, whatever was done
NO_CONCEPT = frozenset({QUESTION_WORDS, "数字与程度表达", "时间表达", "状态表达"})
_WORD = re.compile(r"[a-z][a-z0-9']*")  # fixed-asset is two words, in the table and in a question
MIN_CHINESE = 2  # a single character is part of too many words


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings of one thing; `weight` in (0, 1] says how near they are."""

    weight: float
    topic: str
    official: tuple[str, ...]
    everyday: tuple[str, ...]
    english: tuple[str, ...]
    source: str

    @property
    def terms(self) -> tuple[str, ...]:
        return (*self.official, *self.everyday, *self.english)


@dataclass(frozen=True, slots=True)
class Expansion:
    """A wording found in the question and what else it may be called, in the notices' language."""

    found: str
    others: tuple[str, ...]
    weight: float


@cache
def groups() -> tuple[Group, ...]:
    """All groups of the table, in its order."""
    return tuple(parse(row, number) for number, row in enumerate(table.lines("synonyms.tsv"), 1))


def parse(row: str, number: int) -> Group:
    """One line of the table; `number` is for the error message only."""
    cells = row.split("\t")
    try:
        weight, topic, official, everyday, english, source = cells
        return Group(float(weight), topic, _terms(official), _terms(everyday), _terms(english), source)
    except ValueError as error:
        raise BadRequest(f"同义词表第 {number} 行有 {len(cells)} 列,应为 6 列且首列为数字:{row[:40]}") from error


def _terms(cell: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in cell.split("|") if term.strip())


@cache
def _by_term() -> dict[str, tuple[Group, ...]]:
    found: dict[str, list[Group]] = {}
    for group in groups():
        for term in dict.fromkeys(map(fold, group.terms)):
            found.setdefault(term, []).append(group)
    return {term: tuple(g) for term, g in found.items()}


@cache
def question_words() -> tuple[str, ...]:
    """Terms that only ask (如何, 哪些, 有没有 …), longest first."""
    words = {fold(t) for g in groups() if g.topic == QUESTION_WORDS for t in (*g.everyday, *g.official)}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def alike(term: str) -> tuple[str, ...]:
    """The Chinese wordings of every group that holds a folded term, itself included; () where none does."""
    found = [t for g in _by_term().get(term, ()) for t in (*g.official, *g.everyday)]
    return tuple(dict.fromkeys(map(fold, found)))


def official(term: str) -> tuple[str, ...]:
    """How notices write what a folded wording says; () unless exactly one group is sure of it."""
    sure = [g for g in _by_term().get(term, ()) if g.weight == 1.0 and g.topic not in NO_CONCEPT]
    return tuple(map(fold, sure[0].official)) if len(sure) == 1 else ()


def expand(text: str) -> list[Expansion]:
    """Expansions of a folded question, longest wording first; a wording inside a longer one is skipped."""
    taken: list[tuple[int, int]] = []
    found: list[Expansion] = []
    for start, end, term in sorted(_occurrences(text), key=lambda o: (o[0] - o[1], o[0])):
        if any(start < e and s < end for s, e in taken):
            continue
        taken.append((start, end))
        for group in _by_term()[term]:
            if group.topic != QUESTION_WORDS:
                others = tuple(t for t in (*group.official, *group.everyday) if fold(t) != term)
                found.append(Expansion(text[start:end], others, group.weight))
    return found


def _occurrences(text: str) -> Iterator[tuple[int, int, str]]:
    yield from _english_occurrences(text)
    found: set[str] = set()
    for start in range(len(text)):  # its parts are looked up, not every wording in it
        for end in range(start + MIN_CHINESE, min(len(text), start + _longest()) + 1):
            term = text[start:end]
            if term in _by_term() and term not in found and not term.isascii():
                found.add(term)
                yield start, end, term


def _english_occurrences(text: str) -> Iterator[tuple[int, int, str]]:
    """Terms in ASCII: phrases with their words in any inflection, single words as they are or in the plural.

    A single word in another form is often another word: marketing is no market, and what stalled no stall.
    """
    said = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    for i, (word, start, _) in enumerate(said):
        for stems, term in _english().get(stem(word), ()):
            last = i + len(stems)
            same = tuple(stem(w) for w, _, _ in said[i:last]) == stems
            if same and (len(stems) > 1 or word in (term, term + "s")):
                yield start, said[last - 1][2], term


@cache
def _english() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The terms in ASCII as the stems of their words, by the first of them."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term in _by_term():
        stems = tuple(map(stem, _WORD.findall(term))) if term.isascii() else ()
        if stems:
            found.setdefault(stems[0], []).append((stems, term))
    return found


@cache
def _longest() -> int:
    return max(map(len, _by_term()))
