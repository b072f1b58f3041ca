"""Is the answer among what is loaded? One rule for every entry point.

Four named signals, a logistic sum, one threshold. The weights of the first two come from a logistic
regression of the development questions against questions about other bureaus (AUC .86); the penalties
are set so that a question whose asked-for detail is nowhere near its words is refused.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa import amounts, wants
from qa.counting import Counting
from qa.counting import Verdict as Counted
from qa.coverage import Coverage, coverage
from qa.fold import fold
from qa.known import Known
from qa.query import Query
from qa.retrieve import Found
from qa.wants import Want

COVERAGE, NEARNESS, CENTRE = 8.0, 4.0, -1.5
DETAIL, STRANGER = 5.0, 6.0  # penalties: each alone outweighs the best topic
MOST = 4.5  # the topic's share of the sum is cut here: a perfect topic is no answer without its detail
THRESHOLD = 0.5
COUNTED = 0.99  # a count is exact once the question is understood; the rest is for misreading it
NEAREST = 3  # passages shown as "可能相关" when nothing was found
BEST = 3  # passages looked at: an answer further down is not an answer to a reader
# kinds of answer whose absence can be seen; a place or a title may be worded in any way
VISIBLE = (Want.NUMBER, Want.MONEY, Want.DATE, Want.PERSON, Want.CONTACT)


@dataclass(frozen=True, slots=True)
class Signals:
    """`coverage`: share of the question's words, by rarity, in one of the best passages. `nearness`: cosine
    of the best window. `detail`: share of the asked-for kinds of answer offered there (1 when none is
    asked for). `stranger`: 1 when a place or year is named that no notice mentions."""

    coverage: float
    nearness: float
    detail: float
    stranger: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence` in [0, 1]; `reason` is "" when answered."""

    confidence: float
    answered: bool
    reason: str
    signals: Signals


def judge(query: Query, found: Sequence[Found], known: Known) -> Verdict:
    """Whether the best passages, of the notices the question names, answer it."""
    there = [f for f in found if not query.named or f.passage.notice_id in query.named]
    if not there:
        return Verdict(0.0, False, "已载入的通报中没有符合条件的段落", Signals(0.0, 0.0, 0.0, 0.0))
    best = there[:BEST]
    covered = coverage(query, known)
    texts = [fold("".join(f.passage.path) + f.passage.text) for f in best]
    signals = Signals(
        coverage=max(map(covered.share, texts)),
        nearness=max((f.window.score for f in best if f.window), default=0.0),
        detail=max(detail(query, fold(f.passage.text)) for f in best),
        stranger=float(bool(query.strangers or query.missing_years)),
    )
    confidence = probability(signals)
    answered = confidence >= THRESHOLD
    return Verdict(confidence, answered, "" if answered else _reason(query, signals, covered, texts, known), signals)


def counted(verdict: Verdict, counting: Counting) -> Verdict:
    """The verdict on a question for the item table: sure of a count, sure too that none can be made."""
    if counting.verdict is Counted.COUNTED:
        return replace(verdict, confidence=COUNTED, answered=True, reason="")
    return replace(verdict, confidence=1.0 - COUNTED, answered=False, reason=counting.answer)


def probability(s: Signals) -> float:
    """The logistic sum of the signals."""
    topic = min(MOST, COVERAGE * s.coverage + NEARNESS * s.nearness + CENTRE)
    missing = DETAIL * (1.0 - s.detail) + STRANGER * s.stranger
    return 1.0 / (1.0 + math.exp(missing - topic))


def detail(query: Query, text: str) -> float:
    """The share of the asked-for visible kinds of answer that a folded text offers."""
    asked = _asked(query)
    return sum(_offers(query, kind, text) for kind in asked) / len(asked) if asked else 1.0


def _asked(query: Query) -> list[Want]:
    kinds = [k for k in VISIBLE if k in query.wants]
    return [k for k in kinds if k is not Want.NUMBER or Want.MONEY not in kinds]  # 多少钱 asks once


def _offers(query: Query, kind: Want, text: str) -> bool:
    if kind is Want.NUMBER and query.amounts:
        return amounts.given(query.amounts, text)
    return wants.offered(kind, text)


def _reason(query: Query, s: Signals, covered: Coverage, texts: Sequence[str], known: Known) -> str:
    if query.missing_years:
        return f"已载入的通报中没有 {'、'.join(query.missing_years)} 年的内容"
    if query.strangers:
        return f"已载入的通报中没有来自“{'、'.join(query.strangers)}”的单位"
    missing = covered.missing(" ".join(texts))
    absent = [t for t in missing if len(t) > 1 and not t.isascii() and not known.mentions(t)]
    if absent and s.detail == 1.0:
        return f"问题中的“{'”“'.join(absent[:3])}”在已载入的通报中没有出现"
    if s.detail < 1.0:
        return f"最接近的段落没有写明所问的{'、'.join(k.value for k in _asked(query))}"
    return "已载入的通报中没有足够接近的段落"
