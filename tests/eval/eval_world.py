"""A small world for the tests of eval: the five notices cut into passages and two rankers of plain arithmetic."""

from __future__ import annotations

import random
from functools import cache

from data import corpus
from data.passages import passages
from data.types import Metadata, Notice, Passage, Source
from eval import judgements
from eval.plain import Texts, plain
from eval.types import Comparable, Question, Ranking, Shown


def notice(notice_id: str, text: str) -> Notice:
    return Notice(notice_id, notice_id, text, 0, len(text), Source(f"{notice_id}.txt", "", ""), Metadata())


@cache
def texts() -> Texts:
    return Texts(corpus.bundled())


@cache
def questions() -> tuple[Question, ...]:
    return judgements.load_questions(judgements.QUESTIONS, texts())


@cache
def comparables() -> tuple[Comparable, ...]:
    return judgements.load_comparables(judgements.COMPARABLES, texts())


@cache
def cut(max_chars: int) -> tuple[Passage, ...]:
    return tuple(p for n in corpus.bundled() for p in passages(n, max_chars))


@cache
def _pairs(text: str) -> frozenset[str]:
    joined = plain(text)
    return frozenset(joined[i : i + 2] for i in range(len(joined) - 1))


def by_overlap(query: str, max_chars: int = 240, exclude: str = "", depth: int = 30) -> Ranking:
    """Passages by the share of the query's character pairs they hold: weak, but not blind."""
    wanted = _pairs(query)
    scored = [
        Shown(p.notice_id, p.start, p.end, len(wanted & _pairs(p.text)) / max(1, len(wanted)))
        for p in cut(max_chars)
        if p.notice_id != exclude
    ]
    return Ranking(tuple(sorted(scored, key=lambda s: (-s.score, s.id))[:depth]))


def worsened(ranking: Ranking, seed: str) -> Ranking:
    """The same passages in an order that knows nothing."""
    hits = list(ranking.hits)
    random.Random(seed).shuffle(hits)
    return Ranking(tuple(hits))
