"""Queries and rankings in, outcomes out: which metrics are taken, and at which cutoffs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.metrics.hit import hit
from eval.metrics.mrr import reciprocal_rank
from eval.metrics.ndcg import ndcg
from eval.metrics.rec import rec
from eval.metrics.recall import capped_recall, recall
from eval.metrics.success import success
from eval.plain import Texts
from eval.reading import Reading, read
from eval.types import NOTHING, Comparable, Outcome, Question, Ranking

QUESTION_METRICS = ("hit@1000", "rec@2000", "mrr@10", "ndcg@10", "recall@10")
COMPARABLE_METRICS = ("ndcg@10", "succ@5", "rec@10")
QUESTION_DEPTH = 30  # nobody reads further than that; the budgets end long before
COMPARABLE_DEPTH = 20  # twice what the deepest measure looks at


def score_question(question: Question, ranking: Ranking, texts: Texts) -> Outcome:
    """One question; its `values` are empty when it has no answer."""
    reading = read(ranking, question.evidence, texts, QUESTION_DEPTH)
    values = _question_values(reading) if question.answerable else {}
    return Outcome(
        question.id,
        question.type,
        question.lang,
        values,
        reading.rank(),
        ranking.certainty,
        ranking.answered,
        ranking.hits,
        tuple(step.covers for step in reading.steps),
    )


def score_comparable(comparable: Comparable, ranking: Ranking, texts: Texts) -> Outcome:
    """One measure against those of other notices."""
    reading = read(ranking, comparable.similar, texts, COMPARABLE_DEPTH)
    steps, grades = reading.steps, reading.grades
    values = {
        "ndcg@10": ndcg(steps, grades, 10),
        "succ@5": success(steps, grades, 5),
        "rec@10": capped_recall(steps, grades, 10),
    }
    covers = tuple(step.covers for step in steps)
    lang = "zh"  # measures are judged as printed in the notices
    return Outcome(
        comparable.id, comparable.theme, lang, values, reading.rank(), ranking.certainty, None, ranking.hits, covers
    )


def score_questions(
    questions: Sequence[Question], rankings: Mapping[str, Ranking], texts: Texts
) -> tuple[Outcome, ...]:
    """All questions in their order; a question without a ranking scores zero."""
    return tuple(score_question(q, rankings.get(q.id, NOTHING), texts) for q in questions)


def score_comparables(
    comparables: Sequence[Comparable], rankings: Mapping[str, Ranking], texts: Texts
) -> tuple[Outcome, ...]:
    """All comparables in their order; one without a ranking scores zero."""
    return tuple(score_comparable(c, rankings.get(c.id, NOTHING), texts) for c in comparables)


def _question_values(reading: Reading) -> dict[str, float]:
    steps, grades = reading.steps, reading.grades
    return {
        "hit@1000": hit(reading, 1000),
        "rec@2000": rec(reading, 2000),
        "mrr@10": reciprocal_rank(steps, grades, 10),
        "ndcg@10": ndcg(steps, grades, 10),
        "recall@10": recall(steps, grades, 10),
    }
