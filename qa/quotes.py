"""The short answer: one to three sentences of the best passages, quoted and never generated."""

from __future__ import annotations

from collections.abc import Sequence

from data.types import Span
from qa import amounts, wants
from qa.confidence import detail
from qa.fold import fold
from qa.query import Query
from qa.retrieve import Found
from qa.sentences import sentences
from qa.types import Quote

MOST = 3  # sentences: what is read at a glance
CLOSE = 0.8  # of the best passage's score: from there a second passage may add a sentence


def quotes(query: Query, found: Sequence[Found]) -> tuple[Quote, ...]:
    """The sentence that answers best, and for a question about several notices one of each close other.

    The first passage speaks, unless a figure, date or name is asked for and one of the next has it.
    """
    ranked = list(enumerate(found[:MOST], 1))
    offering = [(rank, f) for rank, f in ranked if detail(query, fold(f.passage.text)) == 1.0]
    chosen = (offering or ranked)[:1]
    if query.cross:
        first = {f.passage.notice_id for _, f in chosen}
        close = [(rank, f) for rank, f in ranked if f.score >= CLOSE * found[0].score]
        chosen += [(rank, f) for rank, f in close if f.passage.notice_id not in first]
    out = [(rank, f, _best(query, f)) for rank, f in sorted(chosen, key=lambda c: c[0])]
    return tuple(Quote(span, f.passage.notice_id, rank) for rank, f, span in out if span is not None)


def _best(query: Query, found: Found) -> Span | None:
    options = sentences(found.passage)
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
