"""The short answer: one to three sentences of the best passages, quoted and never generated."""

from __future__ import annotations

from collections.abc import Sequence

from data.types import Span
from qa import amounts, wants
from qa.fold import fold
from qa.query import Query
from qa.retrieve import Found
from qa.sentences import sentences
from qa.types import Quote

MOST = 3  # sentences: what is read at a glance
CLOSE = 0.8  # of the best passage's score: from there a second passage may add a sentence


def quotes(query: Query, found: Sequence[Found]) -> tuple[Quote, ...]:
    """The sentence of the first passage that answers best, and of close others from other notices."""
    if not found:
        return ()
    out: list[Quote] = []
    seen: set[str] = set()
    for rank, f in enumerate(found[:MOST], 1):
        other = f.passage.notice_id not in seen
        if rank == 1 or (query.cross and other and f.score >= CLOSE * found[0].score):
            best = _best(query, f)
            if best is not None:
                out.append(Quote(best, f.passage.notice_id, rank))
                seen.add(f.passage.notice_id)
    return tuple(out)


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
