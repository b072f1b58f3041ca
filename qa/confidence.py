"""Is the answer among what is loaded? One rule for every entry point.

Named signals, a logistic sum, one threshold. The weights were fitted together on four sets of judged
questions (the development set, the invented notices of `eval/invented`, the library that
`benchmarks/held_out.py` makes and near misses like `eval/near_misses.jsonl`) and
rounded; docs/evaluation.md says how they do on a set left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa import amounts, measured, wants
from qa.counting import Counting
from qa.counting import Verdict as Counted
from qa.coverage import Coverage, nameable
from qa.fold import fold
from qa.known import Known
from qa.query import Query, Script
from qa.retrieve import Found
from qa.scale import Scale
from qa.wants import Want

COVERAGE, WHOLE, NEARNESS, LIKENESS = 2.0, 2.0, 4.5, 7.5
NAMED, SAID = 1.5, 2.0
STANDS = 4.0  # a word that is only looked up is found where it stands, whatever else is said there
DETAIL, BESIDE, STRANGER, UNCOUNTED = 5.0, 1.0, 6.0, 2.25  # penalties; the third alone outweighs the best topic
CENTRE = -7.7  # where 1 to 4 % of the answerable questions of the first two sets fall below the threshold
ALL_OF_THEM = 0.95  # a synonym or a long word's pieces may count for a little less than the word
MOST = 0.5  # of the weight of its words: they are what the question is about, whatever else is missing
ENOUGH = 4  # words from which on a question says all it can
THRESHOLD = 0.5
COUNTED = 0.99  # a count is exact once the question is understood; the rest is for misreading it
NEAREST = 3  # passages shown as "可能相关" when nothing was found
BEST = 3  # passages looked at: an answer further down is not an answer to a reader
# kinds of answer whose absence can be seen; a place or a title may be worded in any way
VISIBLE = (Want.NUMBER, Want.MONEY, Want.DATE, Want.PERSON, Want.CONTACT, Want.COMPANY)


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for one passage as the place of the answer.

    `coverage`: share of the question's words, by rarity, that it or its unit's name has; all are worth WHOLE more.
    `nearness`: cosine of its best window; `likeness`: of the whole passage, both on the bundled encoder's scale
    (`qa.scale`). `detail`: share of the asked-for kinds of answer that it offers (1 when none is asked for);
    `beside`: that its best window offers. `counts`: 1 when it has a figure in one sentence with the thing whose
    figure is asked for, or none is. The others are of the question alone: `said`: how much it says, in
    [0, 1]. `stands`: 1 when it is but a word or two, and the passage has them. `named`: 1 when it names a
    loaded notice. `stranger`: 1 when it names a place or year that no notice mentions.
    """

    coverage: float
    whole: float
    nearness: float
    likeness: float
    detail: float
    beside: float
    counts: float
    said: float
    named: float
    stranger: float
    stands: float


NOTHING = Signals(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence` in [0, 1]; `reason` is "" when answered."""

    confidence: float
    answered: bool
    reason: str
    signals: Signals


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every passage is held against; `thing` (see `measured.measured`) is read from the question once."""

    query: Query
    covered: Coverage
    thing: tuple[str, ...]
    known: Known
    scale: Scale


def judge(query: Query, found: Sequence[Found], known: Known, covered: Coverage, scale: Scale = Scale()) -> Verdict:
    """Whether one of the best passages, of the notices the question names, answers it."""
    there = [f for f in found if not query.named or f.passage.notice_id in query.named]
    if not there:
        return Verdict(0.0, False, "已载入的通报中没有符合条件的段落", NOTHING)
    best = there[:BEST]
    if not covered.weights and not query.named:
        return Verdict(0.0, False, "问题中没有可以查找的词", NOTHING)
    asked = _Asked(query, covered, measured.measured(query), known, scale)
    signals = max((_signals(asked, f) for f in best), key=probability)
    confidence = probability(signals)
    answered = confidence >= THRESHOLD
    texts = [fold("".join(f.passage.path) + f.passage.text) for f in best]
    return Verdict(confidence, answered, "" if answered else _reason(query, signals, covered, texts, known), signals)


def _signals(asked: _Asked, found: Found) -> Signals:
    query, covered, scale = asked.query, asked.covered, asked.scale
    text, own = fold("".join(found.passage.path) + found.passage.text), fold(found.passage.text)
    unit = asked.known.units.get(found.passage.notice_id, "")
    share, english = covered.share(unit + text), query.script is Script.ENGLISH
    return Signals(
        coverage=share,
        whole=float(share > ALL_OF_THEM or (english and not covered.missing(text))),
        nearness=scale.of(found.window.score) if found.window else 0.0,
        likeness=scale.of(found.cosine) if found.cosine else 0.0,
        detail=detail(query, own),
        beside=detail(query, fold(_window(found))),
        counts=float(measured.counts(asked.thing, own)),
        said=min(1.0, len(covered.weights) / ENOUGH),
        named=float(bool(query.named)),
        stranger=float(bool(query.strangers or query.missing_years)),
        stands=float(bool(query.looked_up) and all(word in text for word in query.looked_up)),
    )


def _window(found: Found) -> str:
    """The text of the nearest window; the passage where it has none."""
    if found.window is None:
        return found.passage.text
    return found.passage.text[found.window.start - found.passage.start : found.window.end - found.passage.start]


def counted(verdict: Verdict, counting: Counting) -> Verdict:
    """The verdict on a question for the item table: sure of a count, sure too that none can be made."""
    if counting.verdict is Counted.COUNTED:
        return replace(verdict, confidence=COUNTED, answered=True, reason="")
    return replace(verdict, confidence=1.0 - COUNTED, answered=False, reason=counting.answer)


def probability(s: Signals) -> float:
    """The logistic sum of the signals."""
    words = COVERAGE * s.coverage + WHOLE * s.whole
    topic = words + NEARNESS * s.nearness + LIKENESS * s.likeness
    question = NAMED * s.named + SAID * s.said + STANDS * s.stands + CENTRE
    missing = DETAIL * (1.0 - s.detail) + BESIDE * (1.0 - s.beside) + UNCOUNTED * (1.0 - s.counts)
    missing += STRANGER * s.stranger
    return 1.0 / (1.0 + math.exp(missing - topic - question))


def detail(query: Query, text: str) -> float:
    """The share of the asked-for visible kinds of answer that a folded text offers."""
    asked = _asked(query)
    return sum(_offers(query, kind, text) for kind in asked) / len(asked) if asked else 1.0


def _asked(query: Query) -> list[Want]:
    kinds = [k for k in VISIBLE if k in query.wants and (k is not Want.PERSON or wants.by_name(query.text))]
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
    absent = [t for t in missing if nameable(t) and not known.mentions(t)]
    if absent and (s.detail == 1.0 or covered.weight(absent) >= MOST):
        return f"问题中的“{'”“'.join(absent[:3])}”在已载入的通报中没有出现"
    if detail(query, texts[0]) < 1.0:
        return f"最接近的段落没有写明所问的{'、'.join(k.value for k in _asked(query))}"
    return "已载入的通报中没有足够接近的段落"
