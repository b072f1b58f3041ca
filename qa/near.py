"""Statements → passages that say something comparable: the ranking behind similar measures and the matrix."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from data.types import Kind, Passage
from index import words
from index.types import Engine, Evidence, Head, Scope
from qa import fuse, table
from qa.beyond import beyond
from qa.fold import fold
from qa.marks import inside
from qa.stretches import Stretch, merged
from qa.synonyms import expand

# Weights of the standardised legs, set on the development comparables; flat around them (halving or
# doubling any one moves nDCG@10 by about 0.01), so they are round on purpose; between equals those are taken that
# find more of the held-out items' comparables, whose bureaus share fewer words. Synonyms weigh more than
# for questions: comparable measures share few words (mean bigram Jaccard 0.05).
WORDS, BIGRAMS, DENSE, WINDOW, SYNONYMS = 0.4, 0.2, 0.7, 0.6, 0.3
SECTION = 0.2  # of the mean under the same heading: its measures answer the same problem
NOT_A_MEASURE = 1.0  # taken off openings, bare problems and closings, in standard deviations of a leg
POOL = 2000  # candidates per leg: all passages of some twenty notices, the tail of more never ranks
READ = 400  # the best of them whose windows are compared
SEEDS = 3  # notices whose best passages speak for the measure; with more, weak ones join
ITSELF = 2.0  # what a seed gets for its own text, about what the next best passages get
_OTHER_KINDS = frozenset({Kind.OPENING, Kind.PROBLEM, Kind.CLOSING})


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of what is looked for, and how much its ranking counts."""

    text: str
    weight: float = 1.0


class Near(NamedTuple):
    """A ranked passage; `score` is in standard deviations of a leg, summed, `window` the nearest window
    to the first wording (None beyond the READ best)."""

    passage_id: str
    score: float
    window: Evidence | None

    @property
    def notice_id(self) -> str:
        """The notice the passage is of."""
        return _notice(self.passage_id)

    def marks(self, passage: Passage) -> tuple[Stretch, ...]:
        """The window inside the passage, as offsets into the notice's text."""
        return merged([inside(self.window, passage)]) if self.window is not None else ()


def near(engine: Engine, wordings: Sequence[Wording], scope: Scope, feedback: float = 0.0) -> list[Near]:
    """Every candidate passage, best first, ties by passage id; none for wordings without content.

    `feedback` adds the ranking of what the best passages of SEEDS notices say themselves: measures that
    answer one problem in three wordings lead to a fourth (Rocchio's pseudo-relevance feedback).
    """
    said = [w for w in wordings if w.text.strip()]
    legs = [_legs(engine, w.text, scope) for w in said]
    ids = sorted({i for found in legs for _, leg in found for i in leg})
    if not ids:
        return []
    heads = dict(zip(ids, engine.heads(ids), strict=True))
    seen = [_standing(engine, w.text, found, ids) for w, found in zip(said, legs, strict=True)]
    total = {
        i: math.fsum(w.weight * s.scores[i] for w, s in zip(said, seen, strict=True)) - _penalty(heads[i]) for i in ids
    }
    total = fuse.with_siblings(total, {i: head.section for i, head in heads.items()}, SECTION)
    for seed in _seeds(total) if feedback else ():
        text = engine.passages([seed])[0].text
        again = _standing(engine, text, _legs(engine, text, scope), ids).scores
        for i in ids:
            total[i] += feedback / SEEDS * (again[i] if i != seed else ITSELF)
    windows = seen[0].windows
    return [Near(i, total[i], windows.get(i)) for i in fuse.ordered(total)]


def _notice(passage_id: str) -> str:
    return passage_id.rpartition(":")[0]


def rest(engine: Engine, text: str, scope: Scope, ranked: Sequence[Near], count: int) -> list[Near]:
    """`count` passages more, behind all those that were ranked; fewer where the scope holds no more."""
    last = min((one.score for one in ranked), default=0.0)
    found = beyond(engine, text, scope, {one.passage_id for one in ranked}, count)
    return [Near(passage.id, last + behind, None) for passage, behind in found]


@dataclass(frozen=True, slots=True)
class _Standing:
    """How one wording ranks every candidate, and the nearest windows to it, by passage id."""

    scores: Mapping[str, float]
    windows: Mapping[str, Evidence]


def _standing(engine: Engine, text: str, legs: Sequence[tuple[float, fuse.Scores]], ids: Sequence[str]) -> _Standing:
    """The legs over whole passages, then the windows of the READ best."""
    first = fuse.weighted(legs, ids)
    windows = {e.passage_id: e for e in engine.evidence(text, fuse.ordered(first)[:READ])}
    last = fuse.weighted([(WINDOW, {i: e.score for i, e in windows.items()})], ids)
    return _Standing({i: first[i] + last[i] for i in ids}, windows)


def _legs(engine: Engine, text: str, scope: Scope) -> list[tuple[float, fuse.Scores]]:
    """The legs that look at whole passages."""
    return [
        (WORDS, fuse.scores(engine.lexical(telling(text), POOL, scope))),
        (BIGRAMS, fuse.scores(engine.bigrams(text, POOL, scope))),
        (DENSE, fuse.scores(engine.dense(text, POOL, scope))),
        (SYNONYMS, _synonyms(engine, text, scope)),
    ]


def _seeds(total: Mapping[str, float]) -> list[str]:
    """The best passage of each of the SEEDS best notices."""
    best: dict[str, str] = {}
    for i in fuse.ordered(total):
        best.setdefault(_notice(i), i)
        if len(best) == SEEDS:
            break
    return list(best.values())


def telling(text: str) -> str:
    """The words that say what was done: office words (`qa/tables/office_words.txt`) left out, if any remain."""
    kept = [term for term in words.terms(text) if term not in office_words()]
    return " ".join(kept) or text


@cache
def office_words() -> frozenset[str]:
    """Words any measure uses, whatever it did."""
    return frozenset(word for line in table.lines("office_words.txt") for word in line.split())


def _synonyms(engine: Engine, text: str, scope: Scope) -> dict[str, float]:
    """Word scores of the text's synonyms, each group's by its weight."""
    total: dict[str, float] = {}
    for expansion in expand(fold(text)):
        if expansion.found in office_words():
            continue
        for hit in engine.lexical(" ".join(expansion.others), POOL, scope):
            total[hit.passage_id] = total.get(hit.passage_id, 0.0) + expansion.weight * hit.score
    return total


def _penalty(head: Head) -> float:
    return NOT_A_MEASURE if head.kind in _OTHER_KINDS else 0.0
