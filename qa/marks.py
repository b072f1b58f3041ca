"""Which words and sentences of a passage made it match, as offsets into the notice's text."""

from __future__ import annotations

from data.types import Passage
from index.types import Evidence
from qa.fold import fold
from qa.query import Query
from qa.stretches import Stretch, merged

NEAR = 0.35  # cosine from which a window is worth showing as the reason


def words_of(query: Query) -> tuple[str, ...]:
    """The words worth marking: content words of two characters and more, figures, and their synonyms."""
    own = [t for t in query.terms if len(t) > 1]
    others = [o for e in query.expansions for o in e.others if len(o) > 1]
    return tuple(dict.fromkeys((*own, *query.years, *(f.digits for f in query.numbers), *map(fold, others))))


def marks(query: Query, passage: Passage, window: Evidence | None) -> tuple[Stretch, ...]:
    """Sorted marks inside the passage that neither overlap nor touch."""
    text = fold(passage.text)
    found: list[Stretch] = []
    for word in words_of(query):
        at = text.find(word)
        while at >= 0:
            found.append((passage.start + at, passage.start + at + len(word)))
            at = text.find(word, at + len(word))
    if window is not None and (window.score >= NEAR or not found):
        found.append(inside(window, passage))
    return merged(found)


def inside(window: Evidence, passage: Passage) -> Stretch:
    """The part of a window that lies in the passage."""
    return max(window.start, passage.start), min(window.end, passage.end)


def why(query: Query, passage: Passage, window: Evidence | None) -> tuple[str, ...]:
    """Short reasons in Chinese: the words in common, and the nearest sentence."""
    text = fold("".join(passage.path) + passage.text)
    own = [t for t in query.terms if len(t) > 1 and t in text]
    own = [t for t in own if not any(t != o and t in o for o in own)]
    others = [fold(o) for e in query.expansions for o in e.others if len(o) > 1 and fold(o) in text]
    reasons = []
    if own:
        reasons.append("含" + "、".join(own[:6]))
    if others:
        reasons.append("近义" + "、".join(dict.fromkeys(others[:4])))
    if window is not None and window.score >= NEAR:
        reasons.append("语义相近")
    return tuple(reasons)
