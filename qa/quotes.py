"""The short answer: one to three sentences of the best passages, quoted and never generated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.types import Kind, Span
from qa import amounts, wants
from qa.confidence import detail
from qa.fold import fold
from qa.query import Query
from qa.retrieve import Found
from qa.sentences import sentences
from qa.types import Quote

# "(2)针对“检查记录不完善”的问题。": announces an item, says nothing of what came of it
_ANNOUNCED = re.compile(r"[(]?[\d一二三四五六七八九十]*[)]?[、.]?(?:针对|关于).{2,90}问题(?:的整改情况)?")
_MARKS = " 。:;,"
_PROBLEM = re.compile(r"问题|毛病|漏洞|不足|短板|problems?|shortcomings?|faults?")  # asks for the problem itself
MOST = 3  # sentences: what is read at a glance
CLOSE = 0.8  # of the best passage's score: from there a second passage may add a sentence


def quotes(query: Query, found: Sequence[Found]) -> tuple[Quote, ...]:
    """The sentence that answers best, and for a question about several notices one of each close other.

    The first passage speaks, unless a figure, date or name is asked for and one of the next has it, or it
    says nothing but its heading or the problem, and one of the next tells what came of it.
    """
    ranked = list(enumerate(found[:MOST], 1))
    offering = [(rank, f) for rank, f in ranked if detail(query, fold(f.passage.text)) == 1.0] or ranked
    telling = [(rank, f) for rank, f in offering if _said(f)] or offering
    chosen = [_done(query, telling)] if telling else []
    if query.cross:
        first = {f.passage.notice_id for _, f in chosen}
        close = [(rank, f) for rank, f in ranked if f.score >= CLOSE * found[0].score]
        chosen += [(rank, f) for rank, f in close if f.passage.notice_id not in first]
    out = [(rank, f, _best(query, f)) for rank, f in sorted(chosen, key=lambda c: c[0])]
    return tuple(Quote(span, f.passage.notice_id, rank) for rank, f, span in out if span is not None)


def _done(query: Query, ranked: Sequence[tuple[int, Found]]) -> tuple[int, Found]:
    """The first passage; where it only states a problem that was not asked for, the next of the same item."""
    first = ranked[0][1].passage
    if first.kind is Kind.PROBLEM and first.item_id and not _PROBLEM.search(query.text):
        for rank, f in ranked[1:]:
            if f.passage.item_id == first.item_id and f.passage.kind is not Kind.PROBLEM:
                return rank, f
    return ranked[0]


def _said(found: Found) -> list[Span]:
    """The sentences of a passage that are not headings: these only announce what a measure below them says."""
    headings = [fold(part).strip() for part in found.passage.path]
    spans = [(s, fold(s.text).strip(_MARKS)) for s in sentences(found.passage)]
    told = [(s, text) for s, text in spans if not _ANNOUNCED.fullmatch(text)]
    return [s for s, text in told if not any(text in heading for heading in headings)]


def _best(query: Query, found: Found) -> Span | None:
    options = _said(found) or sentences(found.passage)
    options = [s for s in options if detail(query, fold(s.text)) == 1.0] or options
    return max(options, key=lambda s: (_worth(query, found, s), -s.start), default=None)


def _worth(query: Query, found: Found, sentence: Span) -> float:
    """Words in common, the nearest window, and the kind of answer asked for."""
    text = fold(sentence.text)
    words = sum(len(t) for t in query.terms if t in text)
    others = sum(len(o) for e in query.expansions for o in map(fold, e.others) if o in text)
    kinds = sum(wants.offered(k, text) for k in query.wants) + 2 * amounts.given(query.amounts, text)
    window = found.window
    shared = max(0, min(sentence.end, window.end) - max(sentence.start, window.start)) if window else 0
    return words + 0.5 * others + 3.0 * kinds + 6.0 * shared / max(1, len(sentence.text))
