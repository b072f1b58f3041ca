"""The short answer: one to three sentences of the best passages, quoted and never generated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.types import Kind, Span
from qa import amounts, wants
from qa.confidence import detail
from qa.coverage import Coverage
from qa.features import asks_when_inspected
from qa.fold import fold
from qa.query import Query
from qa.retrieve import Found
from qa.sentences import sentences
from qa.types import Quote

# "(2)针对“检查记录不完善”的问题。": announces an item, says nothing of what came of it
_ANNOUNCED = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}整改(?:落实)?(?:措施|情况)(?:及结果)?:)?"
    r"[(]?[\d一二三四五六七八九十]*[)]?[、.]?(?:针对|关于).{2,90}问题(?:的整改情况)?"
)
_MARKS = " 。:;,"
_PROBLEM = re.compile(r"问题|毛病|漏洞|不足|短板|problems?|shortcomings?|faults?")  # asks for the problem itself
# the inspection lasted from one day to another; its feedback was on one
_PERIOD = re.compile(r"\d[日号]?(?:至|到|-|—|~)+(?:\d|次年|翌年|同年)")
_FEEDBACK = re.compile(r"反馈|feedback|findings")
MOST = 3  # sentences: what is read at a glance
CLOSE = 0.8  # of the best passage's score: from there a second passage may add a sentence
ON_TOPIC = 0.25  # of the question's words that the first notice's sentence has: less is no answer of another notice
AS_GOOD = 0.8  # of the best sentence's worth: from there another of its passage is quoted too
BARE = 30  # characters, below which a sentence announces what the next one says (城墙保护展示工程。)
FINDING = 20  # characters, from which a heading states the problem itself and is no mere title
# What makes a sentence the answer. Set so that most quotes overlap the judged evidence of the development questions,
# the near misses and the held-out items; flat around it.
COVERED, WORDS, SYNONYMS, KINDS, NEAREST = 12.0, 0.5, 0.25, 3.0, 6.0


def quotes(query: Query, found: Sequence[Found], covered: Coverage) -> tuple[Quote, ...]:
    """What answers best, of one passage; for a question about several notices one sentence of each close other too.

    The first passage speaks, unless a figure, date or name is asked for and one of the next has it, or it
    says nothing but its heading or the problem, and one of the next tells what came of it.
    """
    ranked, reading = list(enumerate(found[:MOST], 1)), _Reading(query, covered)
    offering = [(rank, f) for rank, f in ranked if detail(query, fold(f.passage.text)) == 1.0] or ranked
    telling = [(rank, f) for rank, f in offering if _said(f)] or offering
    if not telling:
        return ()
    rank, speaker = reading.speaker(telling)
    chosen = [(rank, speaker, span) for span in reading.told(speaker)]
    if query.cross:
        close = [(rank, f) for rank, f in ranked if f.score >= CLOSE * found[0].score]
        told = [(rank, f, span) for rank, f in close for span in reading.told(f)[:1]]
        least = ON_TOPIC * max((covered.share(fold(span.text)) for _, _, span in chosen), default=0.0)
        others = {
            f.passage.notice_id: (rank, f, span)
            for rank, f, span in reversed(told)
            if f.passage.notice_id != speaker.passage.notice_id and covered.share(fold(span.text)) >= least
        }
        chosen = [*(chosen[:1] if others else chosen), *others.values()]
    chosen.sort(key=lambda c: (c[0], c[2].start))
    return tuple(Quote(span, f.passage.notice_id, rank) for rank, f, span in chosen)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One question's view of passages and sentences."""

    query: Query
    covered: Coverage

    @property
    def kinds(self) -> frozenset[wants.Want]:
        """The kinds of answer to look for; who does something (谁来管) is told by a unit as well as by a name."""
        named = wants.by_name(self.query.text)
        return self.query.wants if named else self.query.wants - {wants.Want.PERSON}

    def speaker(self, ranked: Sequence[tuple[int, Found]]) -> tuple[int, Found]:
        """The passage to quote: by rank, and where a kind of answer is asked for by its best sentence too."""
        if not self.kinds:
            return self._done(ranked)
        first = ranked[0][1].score
        best = max(ranked, key=lambda r: (self._standing(r[1], first), -r[0]))
        return self._done([best, *(r for r in ranked if r is not best)])

    def _standing(self, found: Found, first: float) -> float:
        share = max(0.0, found.score / first) if first > 0 else 1.0
        return share * share * self._best_worth(found)

    def _best_worth(self, found: Found) -> float:
        return max((self.worth(found, s) for s in self._options(found)), default=0.0)

    def _done(self, ranked: Sequence[tuple[int, Found]]) -> tuple[int, Found]:
        """The first passage; where it only states a problem that was not asked for, another of the same item."""
        item = ranked[0][1].passage.item_id
        if ranked[0][1].passage.kind is not Kind.PROBLEM or not item or _PROBLEM.search(self.query.text):
            return ranked[0]
        same = [(rank, f) for rank, f in ranked if f.passage.item_id == item]
        if self.kinds:
            return max(same, key=lambda r: (self._best_worth(r[1]), -r[0]))
        return next(((rank, f) for rank, f in same if f.passage.kind is not Kind.PROBLEM), ranked[0])

    def told(self, found: Found) -> list[Span]:
        """The best sentence of a passage first, then the next where it only announces that, or one as good."""
        whole, options = _said(found), self._options(found)
        if not options:
            return []
        best = max(options, key=lambda s: (self.worth(found, s), -s.start))
        if len(best.text) < BARE:
            after = whole.index(best) + 1
            return [best, *whole[after : after + 1]]
        least = AS_GOOD * self.worth(found, best)
        others = sorted((-self.worth(found, s), s.start, s) for s in whole if s != best)
        return [best, *(s for worth, _, s in others[:1] if -worth >= least)]

    def _options(self, found: Found) -> list[Span]:
        options = _said(found)
        return [s for s in options if detail(self.query, fold(s.text)) == 1.0] or options

    def worth(self, found: Found, sentence: Span) -> float:
        """The question's words by rarity, the nearest window, and the kind of answer asked for."""
        text, query, window = fold(sentence.text), self.query, found.window
        words = sum(len(t) for t in query.terms if t in text)
        others = sum(len(o) for e in query.expansions for o in map(fold, e.others) if o in text)
        kinds = sum(wants.offered(k, text) for k in self.kinds) + 2 * amounts.given(query.amounts, text)
        if asks_when_inspected(query):
            kinds += 2 * bool((_FEEDBACK if _FEEDBACK.search(query.text) else _PERIOD).search(text))
        shared = max(0, min(sentence.end, window.end) - max(sentence.start, window.start)) if window else 0
        said = COVERED * self.covered.share(text) + WORDS * words + SYNONYMS * others
        return said + KINDS * kinds + NEAREST * shared / max(1, len(sentence.text))


def _said(found: Found) -> list[Span]:
    """The sentences of a passage that are not headings, which only announce what a measure below them says; all
    where it has no others.

    The heading of a finding may be the finding itself.
    """
    headings = [fold(part).strip() for part in found.passage.path]
    spans = [(s, fold(s.text).strip(_MARKS)) for s in sentences(found.passage)]
    told = [(s, text) for s, text in spans if not _ANNOUNCED.fullmatch(text)]
    finding = found.passage.kind is Kind.PROBLEM
    said = [
        s for s, text in told if (finding and len(text) >= FINDING) or not any(text in heading for heading in headings)
    ]
    return said or [s for s, _ in spans]
