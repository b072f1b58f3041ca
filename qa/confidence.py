"""Is the answer among what is loaded? One rule for every entry point.

A few named features, a logistic sum, one threshold. Reasons are said in the reader's words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa import wants
from qa.fold import fold
from qa.known import Known
from qa.query import Query
from qa.retrieve import Found
from qa.wants import Want

THRESHOLD = 0.5  # the logistic sum is centred so that 0.5 is the border
NEAREST = 3  # passages shown as "可能相关" when nothing was found
BEST = 3  # passages looked at: an answer further down is not an answer to a reader


@dataclass(frozen=True, slots=True)
class Signals:
    """`coverage`: share of the question's words, by rarity, in the best passages. `nearness`: cosine of
    the best window. `kind`: 1 when an asked-for kind of answer is offered (or none is asked for).
    `stranger`: 1 when a place or year is named that no notice has."""

    coverage: float
    nearness: float
    kind: float
    stranger: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence` in [0, 1]; `reason` is "" when answered."""

    confidence: float
    answered: bool
    reason: str
    signals: Signals


def judge(query: Query, found: Sequence[Found], known: Known) -> Verdict:
    """Whether the best passages answer the question."""
    if not found:
        return Verdict(0.0, False, "已载入的通报中没有符合条件的段落", Signals(0.0, 0.0, 0.0, 0.0))
    best = found[:BEST]
    missing = _missing(query, best, known)
    weights = {t: rarity(t, known) for t in query.terms}
    total = sum(weights.values())
    kinds = [any(wants.offered(k, fold(f.passage.text)) for f in best) for k in query.wants]
    signals = Signals(
        coverage=1.0 - sum(weights[t] for t in missing) / total if total else 0.0,
        nearness=max((f.window.score for f in best if f.window), default=0.0),
        kind=sum(kinds) / len(kinds) if kinds else 1.0,
        stranger=float(bool(query.strangers or query.missing_years)),
    )
    confidence = probability(signals)
    answered = confidence >= THRESHOLD
    return Verdict(confidence, answered, "" if answered else _reason(query, signals, missing, known), signals)


def probability(s: Signals) -> float:
    """The logistic sum; weights set by hand on the development questions."""
    x = 2.0 * s.coverage + 4.0 * s.nearness + 1.0 * s.kind - 4.0 * s.stranger - 2.0
    return 1.0 / (1.0 + math.exp(-x))


def rarity(term: str, known: Known) -> float:
    """How much a word tells: the logarithm of characters per occurrence (an idf over text, not documents)."""
    return math.log(1.0 + known.characters / (100.0 * (known.count(term) + 0.5)))


def _missing(query: Query, best: Sequence[Found], known: Known) -> list[str]:
    text = " ".join(fold("".join(f.passage.path) + f.passage.text) for f in best)
    covered = {e.found for e in query.expansions if any(fold(o) in text for o in e.others)}
    return [t for t in query.terms if t not in text and not any(t in c or c in t for c in covered)]


def _reason(query: Query, s: Signals, missing: Sequence[str], known: Known) -> str:
    if query.missing_years:
        return f"已载入的通报中没有 {'、'.join(query.missing_years)} 年的内容"
    if query.strangers:
        return f"已载入的通报中没有来自“{'、'.join(query.strangers)}”的单位"
    absent = [t for t in missing if len(t) > 1 and not known.mentions(t)]
    if absent:
        longest = [t for t in absent if not any(t != o and t in o for o in absent)]
        return f"问题中的“{'、'.join(longest[:3])}”在已载入的通报中没有出现"
    if s.kind < 1.0:
        asked = "、".join(k.value for k in Want if k in query.wants)
        return f"最接近的段落没有给出所问的{asked}"
    return "已载入的通报中没有足够接近的段落"
