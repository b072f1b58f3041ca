"""Statements → passages that say something comparable: the ranking behind similar measures and the matrix."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.types import Kind, Passage
from index.types import Engine, Evidence, Scope
from qa import fuse
from qa.fold import fold
from qa.synonyms import expand

# Weights of the standardised legs, set on the development comparables; flat around them (halving or
# doubling any one moves nDCG@10 by about 0.01), so they are round on purpose. Synonyms weigh more than
# for questions: comparable measures share few words (mean bigram Jaccard 0.05).
WORDS, BIGRAMS, DENSE, WINDOW, SYNONYMS = 0.4, 0.2, 0.8, 0.6, 0.3
SECTION = 0.2  # of the mean under the same heading: its measures answer the same problem
NOT_A_MEASURE = 1.0  # taken off openings, bare problems and closings, in standard deviations of a leg
POOL = 2000  # candidates per leg: all passages of some twenty notices, the tail of more never ranks
READ = 400  # the best of them whose windows are compared
_OTHER_KINDS = frozenset({Kind.OPENING, Kind.PROBLEM, Kind.CLOSING})


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of what is looked for, and how much its ranking counts."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """A ranked passage; `score` is in standard deviations of a leg, summed, `window` the nearest window
    to the first wording (None beyond the READ best)."""

    passage: Passage
    score: float
    window: Evidence | None


def near(engine: Engine, wordings: Sequence[Wording], scope: Scope) -> list[Near]:
    """Every candidate passage, best first, ties by passage id; none for wordings without content."""
    legs = [_legs(engine, wording, scope) for wording in wordings if wording.text.strip()]
    ids = sorted({i for found in legs for _, leg in found for i in leg})
    if not ids:
        return []
    passages = {p.id: p for p in engine.passages(ids)}
    total = fuse.weighted([leg for found in legs for leg in found], ids)
    windows: dict[str, Evidence] = {}
    read = fuse.ordered(total)[:READ]
    looked = []
    for wording in (w for w in wordings if w.text.strip()):
        found = engine.evidence(wording.text, read)
        looked.append((WINDOW * wording.weight, {e.passage_id: e.score for e in found}))
        windows = windows or {e.passage_id: e for e in found}
    last = fuse.weighted(looked, ids)
    total = _with_section({i: total[i] + last[i] - _penalty(passages[i]) for i in ids}, passages)
    return [Near(passages[i], total[i], windows.get(i)) for i in fuse.ordered(total)]


def _legs(engine: Engine, wording: Wording, scope: Scope) -> list[tuple[float, fuse.Scores]]:
    """The legs that look at whole passages."""
    text, weight = wording.text, wording.weight
    return [
        (weight * WORDS, fuse.scores(engine.lexical(text, POOL, scope))),
        (weight * BIGRAMS, fuse.scores(engine.bigrams(text, POOL, scope))),
        (weight * DENSE, fuse.scores(engine.dense(text, POOL, scope))),
        (weight * SYNONYMS, _synonyms(engine, text, scope)),
    ]


def _synonyms(engine: Engine, text: str, scope: Scope) -> dict[str, float]:
    """Word scores of the text's synonyms, each group's by its weight."""
    total: dict[str, float] = {}
    for expansion in expand(fold(text)):
        for hit in engine.lexical(" ".join(expansion.others), POOL, scope):
            total[hit.passage_id] = total.get(hit.passage_id, 0.0) + expansion.weight * hit.score
    return total


def _penalty(passage: Passage) -> float:
    return NOT_A_MEASURE if passage.kind in _OTHER_KINDS else 0.0


def _with_section(total: Mapping[str, float], passages: Mapping[str, Passage]) -> dict[str, float]:
    """Each score plus a share of the mean of the others under the same heading."""
    under: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for i in total:
        under.setdefault((passages[i].notice_id, passages[i].path), []).append(i)
    out = dict(total)
    for ids in under.values():
        together = math.fsum(total[i] for i in ids)
        for i in ids:
            out[i] += SECTION * (together - total[i]) / max(1, len(ids) - 1)
    return out
