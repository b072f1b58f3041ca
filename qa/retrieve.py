"""A question → ranked passages: four legs, expansions, and the features of the question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from data.types import Passage
from index.types import Engine, Evidence, Scope
from qa import fuse
from qa.features import Features, bonus, features
from qa.query import Query, Script

# Weights of the standardised legs, set on the development questions; the result is flat around them
# (halving or doubling any one moves nDCG@10 by less than 0.01), so they are round on purpose.
WORDS, BIGRAMS, DENSE, WINDOW, EXPANDED = 0.4, 0.2, 0.8, 0.6, 0.1
TRANSLATED = 0.3  # the word leg of an English question: its own words mean nothing to a Chinese text
SIBLINGS = 0.1  # of the mean of the passages under the same heading: they share its problem
POOL = 400  # candidates per leg: far more than anybody reads, so that fusion sees each leg's tail
LEAD = 0.6  # of the best score, from which a notice gets a lead passage
READ = 200  # the best of them whose windows are compared


@dataclass(frozen=True, slots=True)
class Found:
    """A ranked passage with what put it there. `window` is the nearest window of its text, if any."""

    passage: Passage
    score: float
    features: Features
    window: Evidence | None
    legs: tuple[float, float, float, float]  # standardised: words, bigrams, dense, window


def retrieve(engine: Engine, query: Query, scope: Scope) -> list[Found]:
    """Every candidate passage, best first, ties by passage id."""
    words = fuse.scores(engine.lexical(query.core, POOL, scope))
    pairs = fuse.scores(engine.bigrams(query.core, POOL, scope))
    near = fuse.scores(engine.dense(query.text, POOL, scope))
    more = _expanded(engine, query, scope)
    ids = sorted({*words, *pairs, *near})
    shares = (WORDS, BIGRAMS, EXPANDED) if query.script is Script.CHINESE else (EXPANDED, 0.0, TRANSLATED)
    legs = [(shares[0], words), (shares[1], pairs), (DENSE, near), (shares[2], more)]
    first = fuse.weighted(legs, ids)
    passages = {p.id: p for p in engine.passages(ids)}
    seen = {i: features(query, passages[i]) for i in ids}
    first = {i: s + bonus(seen[i]) for i, s in first.items()}
    windows = {e.passage_id: e for e in engine.evidence(query.text, fuse.ordered(first)[:READ])}
    last = fuse.standardised({i: e.score for i, e in windows.items()}, ids)
    total = _with_siblings({i: s + WINDOW * last[i] for i, s in first.items()}, passages)
    columns = [fuse.standardised(leg, ids) for leg in (words, pairs, near)]
    return [
        Found(passages[i], total[i], seen[i], windows.get(i), (columns[0][i], columns[1][i], columns[2][i], last[i]))
        for i in fuse.ordered(total)
    ]


def _expanded(engine: Engine, query: Query, scope: Scope) -> dict[str, float]:
    """Word scores of the synonyms, each group's by its weight; one search a group."""
    total: dict[str, float] = {}
    for expansion in query.expansions:
        for hit in engine.lexical(" ".join(expansion.others), POOL, scope):
            total[hit.passage_id] = total.get(hit.passage_id, 0.0) + expansion.weight * hit.score
    return total


def _with_siblings(total: dict[str, float], passages: dict[str, Passage]) -> dict[str, float]:
    """Each score plus a share of the mean of the others under the same heading."""
    under: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for i in total:
        under.setdefault((passages[i].notice_id, passages[i].path), []).append(i)
    out = dict(total)
    for ids in under.values():
        if len(ids) > 1:
            together = math.fsum(total[i] for i in ids)
            for i in ids:
                out[i] += SIBLINGS * (together - total[i]) / (len(ids) - 1)
    return out


def spread(found: Sequence[Found], top: int) -> list[Found]:
    """One lead passage per notice first, then the rest as ranked: for questions about several notices.

    A notice leads only where its best passage is not far below the best of all.
    """
    leads: list[Found] = []
    seen: set[str] = set()
    for f in found[: max(top * 3, 30)]:
        if f.passage.notice_id not in seen and f.score >= LEAD * found[0].score:
            seen.add(f.passage.notice_id)
            leads.append(f)
    ids = {f.passage.id for f in leads}
    return [*leads, *(f for f in found if f.passage.id not in ids)]
