"""A question → ranked passages: four legs, expansions, and the features of the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.types import Passage
from index.types import Engine, Evidence, Scope
from qa import fuse
from qa.beyond import beyond
from qa.features import Features, at_once, bonus, features, most, standing
from qa.parts import ALL, Parts
from qa.query import Query, Script

# Weights of the standardised legs, set on the development questions and the held-out items together; the result
# is flat around them (halving or doubling any one moves nDCG@10 by about 0.01), so they are round on purpose.
WORDS, BIGRAMS, DENSE, WINDOW, EXPANDED = 0.2, 0.1, 0.8, 0.6, 0.1
TRANSLATED = 0.3  # the word leg of an English question: its own words mean nothing to a Chinese text
SIBLINGS = 0.15  # of the mean of the passages under the same heading: they share its problem
POOL = 400  # candidates per leg: far more than anybody reads, so that fusion sees each leg's tail
LEAD = 0.6  # of the best score, from which a notice gets a lead passage
READ = 100  # the best of them whose windows are compared: who ends among the ten best stands among the first fifty
# candidates whose texts are fetched for any question: the libraries that weights were set on have no more
KEPT = 4 * READ


@dataclass(frozen=True, slots=True)
class Found:
    """A ranked passage with what put it there. `window` is the nearest window of its text, if any; `cosine`
    is that of the question and the whole passage, 0 where the dense leg did not find it."""

    passage: Passage
    score: float
    features: Features
    window: Evidence | None
    cosine: float = 0.0


def retrieve(engine: Engine, query: Query, scope: Scope, parts: Parts = ALL) -> list[Found]:
    """The candidate passages, best first, ties by passage id; in a large library without those that cannot be near."""
    wordings = _wordings(query) if parts.subject else [query.text]
    legs = _legs(engine, query, wordings, scope)
    found = sorted({i for _, leg in legs for i in leg})
    whole = fuse.weighted(legs, found)
    ids = _worth_reading(whole, query)
    passages = {p.id: p for p in engine.passages(ids)}
    seen = {i: features(query, passages[i]) for i in ids}
    first = {i: whole[i] + bonus(seen[i], parts) for i in ids}
    stands = {i: standing(seen[i]) for i in ids}
    best_first = fuse.ordered({i: score + stands[i] for i, score in first.items()})
    windows = [engine.evidence(text, best_first[:READ]) for text in wordings]
    near = [(WINDOW / len(windows), {e.passage_id: e.score for e in found}) for found in windows]
    last = fuse.weighted(near, ids)
    total = {i: score + last[i] for i, score in first.items()}
    if parts.siblings:
        total = fuse.with_siblings(total, {i: (p.notice_id, p.path) for i, p in passages.items()}, SIBLINGS)
    total = {i: score + stands[i] for i, score in total.items()}
    best: dict[str, Evidence] = {}
    for window in (e for found in windows for e in found):
        if window.passage_id not in best or window.score > best[window.passage_id].score:
            best[window.passage_id] = window
    cosines = [leg for _, leg in legs[-len(wordings) :]]
    return [
        Found(passages[i], total[i], seen[i], best.get(i), max(leg.get(i, 0.0) for leg in cosines))
        for i in fuse.ordered(total)
    ]


def rest(engine: Engine, query: Query, scope: Scope, ranked: Sequence[Found], count: int) -> list[Found]:
    """`count` passages more, behind all those that were ranked; fewer where the scope holds no more."""
    ids = {f.passage.id for f in ranked}
    last = min((f.score for f in ranked), default=0.0)
    found = beyond(engine, query.text, scope, ids, count)
    return [Found(passage, last + behind, features(query, passage), None) for passage, behind in found]


def _worth_reading(whole: fuse.Scores, query: Query) -> list[str]:
    """The candidates, by id, that may be among the best once it counts what their texts print.

    The texts of the others are not fetched. `whole`: the standing of every candidate by the legs alone.
    """
    placed = {i: score + at_once(query, i) for i, score in whole.items()}
    best = fuse.ordered(placed)
    if len(best) <= KEPT:
        return sorted(best)
    least = placed[best[2 * READ]] - most(query)
    return sorted(i for at, i in enumerate(best) if at < KEPT or placed[i] >= least)


def _legs(engine: Engine, query: Query, wordings: Sequence[str], scope: Scope) -> list[tuple[float, dict[str, float]]]:
    """The legs that look at whole passages, with their weights."""
    english = query.script is Script.ENGLISH
    legs = [
        (EXPANDED if english else WORDS, fuse.scores(engine.lexical(query.core, POOL, scope))),
        (0.0 if english else BIGRAMS, fuse.scores(engine.bigrams(query.core, POOL, scope))),
        (TRANSLATED if english else EXPANDED, _expanded(engine, query, scope)),
    ]
    near = [(DENSE / len(wordings), fuse.scores(engine.dense(text, POOL, scope))) for text in wordings]
    return [*legs, *near]


def _wordings(query: Query) -> list[str]:
    """What is compared by meaning: the question as asked, and its subject matter alone."""
    return list(dict.fromkeys((query.text, query.subject)))


def _expanded(engine: Engine, query: Query, scope: Scope) -> dict[str, float]:
    """Word scores of the synonyms, each group's by its weight; one search a group."""
    total: dict[str, float] = {}
    for expansion in query.expansions:
        for hit in engine.lexical(" ".join(expansion.others), POOL, scope):
            total[hit.passage_id] = total.get(hit.passage_id, 0.0) + expansion.weight * hit.score
    return total


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
