"""The figures a system is judged by, each as a matrix whose mean is the figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from eval.metrics.auroc import wins
from eval.metrics.refusal import refusal
from eval.significance import Estimate, Floats, column, estimate
from eval.types import Outcome, SystemResult

SHOWN = 0.00005  # a loss that no report shows (four places) is none


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure: `sign` is 1 where more is better, -1 where less is; `label` explains it in Chinese."""

    key: str
    label: str
    matrix: Callable[[SystemResult], Floats]
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and now, and the interval of now − before over resampled queries."""

    headline: Headline
    before: float
    now: float
    difference: Estimate

    @property
    def worse(self) -> bool:
        """Worse by more than its noise: even the favourable one-sided 95 % bound of the change is a loss."""
        best_case = self.difference.upper if self.headline.sign > 0 else -self.difference.lower
        return best_case < -SHOWN


def _answerable(result: SystemResult) -> list[Outcome]:
    return [o for o in result.questions if o.answerable]


def _unanswerable(result: SystemResult) -> list[Outcome]:
    return [o for o in result.questions if not o.answerable]


def _metric(name: str) -> Callable[[SystemResult], Floats]:
    return lambda result: column([o.values[name] for o in _answerable(result)])


def _similar(name: str) -> Callable[[SystemResult], Floats]:
    return lambda result: column([o.values[name] for o in result.comparables])


def _refused(group: Callable[[SystemResult], list[Outcome]]) -> Callable[[SystemResult], Floats]:
    return lambda result: column([refusal(o.answered) for o in group(result)])


def _auroc(result: SystemResult) -> Floats:
    return wins([o.certainty for o in _answerable(result)], [o.certainty for o in _unanswerable(result)])


HEADLINES = (
    Headline("hit@1000", "读 1000 字内见到答案", _metric("hit@1000")),
    Headline("rec@2000", "读 2000 字内见到的答案份额", _metric("rec@2000")),
    Headline("mrr@10", "首个含答案段落的名次倒数", _metric("mrr@10")),
    Headline("ndcg@10", "前 10 名的分级排序质量", _metric("ndcg@10")),
    Headline("recall@10", "前 10 名的答案份额", _metric("recall@10")),
    Headline("auroc", "把握能否分开有无答案", _auroc),
    Headline("refused_unanswerable", "无答案时答“未找到”", _refused(_unanswerable)),
    Headline("refused_answerable", "有答案却答“未找到”(越低越好)", _refused(_answerable), -1),
    Headline("similar ndcg@10", "可比措施:排序质量", _similar("ndcg@10")),
    Headline("similar succ@5", "可比措施:前 5 名有最佳者", _similar("succ@5")),
    Headline("similar rec@10", "可比措施:前 10 名的份额", _similar("rec@10")),
)


def figure(headline: Headline, result: SystemResult) -> Estimate:
    """The figure of one system with its interval."""
    return estimate(headline.matrix(result))


def change(headline: Headline, before: SystemResult, now: SystemResult) -> Change:
    """The same figure on the same queries before and now."""
    old, new = headline.matrix(before), headline.matrix(now)
    return Change(headline, _mean(old), _mean(new), estimate(new - old))


def _mean(matrix: Floats) -> float:
    return float(np.mean(matrix)) if matrix.size else 0.0
