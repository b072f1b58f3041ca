"""Comparable measures: what did others do about the same problem, and how close is a text to theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.errors import BadRequest
from data.measures import leaves
from data.types import Passage
from index.types import Engine, Scope
from qa import duplicates, glossary
from qa.answer import scope as scope_of
from qa.citing import source
from qa.concepts import Concept, shared, shared_words
from qa.fold import fold as fold_words
from qa.held import by_id
from qa.near import Near, Wording, near, rest
from qa.overlap import Overlap, overlap
from qa.scale import scale
from qa.sentences import pieces
from qa.texts import Met, met
from qa.types import Citation, Filters
from qa.verbatim import fold, is_han

# A measure taken from a loaded notice is searched with what it answers, too; set on the development set.
AROUND, PROBLEM = 0.5, 0.2
FEW = 12  # measures of a draft up to which the best passages speak, too; it costs four searches for one
FEEDBACK = 0.3  # of what the best passages say themselves; flat from 0.15 to 0.6
LEAD = 0.7  # of the best score, from which a notice's best passage comes before other notices' second ones
LEADS_OF = 12  # a lead stands among the best passages anyway; a weak notice gets none
PART_TOP = 3  # matches of each measure of a draft in a list: a draft has dozens of measures
SHORTEST = 8  # Han characters, digits and letters; a shorter line of a draft is a heading or a fragment
HEADING = 40  # characters of a line of a draft that is a heading when no sentence ends it
LONGEST = 250  # characters of a draft's piece: as long as a passage of the library
HERE = 0.5  # share of the text from which it is taken to be from the excluded notice
# Cosine from which a Chinese text that shares no two characters with the library is compared at all: small talk
# lies below .3. Letters that spell no word come as near as .49, so what they spell decides.
MEANING = 0.4
NOTHING = Overlap(0.0, 0.0, 0, ())


@dataclass(frozen=True, slots=True)
class Match(Citation):
    """A comparable passage of another notice.

    `overlap` compares the text asked with against the *whole* notice (offsets of its runs: the text,
    `Notice.text`); `here` is the net share of the text that stands in this very passage, in [0, 1].
    `concepts` are shared concepts in both wordings.
    """

    overlap: Overlap = NOTHING
    here: float = 0.0
    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One measure of a draft, `start:end` of the draft, with its matches."""

    start: int
    end: int
    text: str
    matches: tuple[Match, ...]


def similar(
    engine: Engine, text: str, exclude: str = "", top: int = 10, filters: Filters = Filters()
) -> tuple[Match, ...]:
    """Passages of other notices comparable with a measure, a problem or any statement, best first.

    Each notice's best passage comes first where it is not far below the best of all. `exclude` is the
    notice the text is from: it and its duplicates give no hit, and the problem it answers there is
    searched with. Without it a notice that holds the text is not left out (it shows as 高度雷同).
    """
    return _search(engine, text, exclude, _Depth(top, FEEDBACK), filters)


@dataclass(frozen=True, slots=True)
class _Depth:
    """How many matches, and how much the best of them speak for the text (see `qa.near.near`)."""

    top: int
    feedback: float


def _search(engine: Engine, text: str, exclude: str, depth: _Depth, filters: Filters) -> tuple[Match, ...]:
    if not text.strip():
        raise BadRequest("没有可比对的文字;请给出一条措施、一个问题或一段草稿")
    same = duplicates.linked(engine)
    within = replace(scope_of(filters), exclude=same.get(exclude, (exclude,)) if exclude else ())
    place = _place(overlap(text, engine.text(exclude))) if exclude in by_id(engine) else -1
    if not _speaks(engine, text, within):
        return ()
    found = near(engine, _wordings(engine, text, exclude, place), within, depth.feedback)
    kept = _without_copies(found, same)
    while len(kept) < depth.top and (more := rest(engine, text, within, found, depth.top)):
        found = [*found, *more]
        kept = _without_copies(found, same)
    chosen = _spread(kept, depth.top)
    asked = _Asked(text, met(engine, text, dict.fromkeys(one.notice_id for one in chosen)), same, engine)
    passages = engine.passages([one.passage_id for one in chosen])
    return tuple(_match(rank, asked, one, p) for rank, (one, p) in enumerate(zip(chosen, passages, strict=True), 1))


def _speaks(engine: Engine, text: str, within: Scope) -> bool:
    """Whether a text says anything to compare: words in common with the library, English words, else a near meaning."""
    if engine.lexical(text, 1, within) or engine.bigrams(text, 1, within) or glossary.translate(fold_words(text)):
        return True
    best = engine.dense(text, 1, within)
    return any(is_han(c) for c in text) and bool(best) and scale(engine).of(best[0].score) >= MEANING


def similar_draft(
    engine: Engine, draft: str, exclude: str = "", top: int = 5, filters: Filters = Filters()
) -> tuple[Part, ...]:
    """Each measure of a draft on its own, in the draft's order; lines that are headings are left out."""
    spans = split(draft)
    if not spans:
        raise BadRequest("草稿中没有可比对的措施;请粘贴正文,每条措施不少于 8 个字")
    depth = _Depth(top, FEEDBACK if len(spans) <= FEW else 0.0)
    return tuple(Part(a, b, draft[a:b], _search(engine, draft[a:b], exclude, depth, filters)) for a, b in spans)


def split(draft: str) -> list[tuple[int, int]]:
    """The measures of a draft: lists are split by the notices' own rule, long prose at sentence ends.

    Lines that are headings (short, no sentence end) and fragments are left out.
    """
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", draft):
        if len(line.group().strip()) > HEADING or re.search(r"[。；;！!]\s*$", line.group()):
            for measure in leaves(draft, line.start(), line.end()):
                spans.extend(_short(draft, measure.start, measure.end))
    return [(a, b) for a, b in spans if len(fold(draft[a:b]).text) >= SHORTEST]


def _short(draft: str, start: int, end: int) -> list[tuple[int, int]]:
    """`start:end`, in pieces of whole sentences where it is longer than LONGEST."""
    if end - start <= LONGEST:
        return [(start, end)]
    out: list[tuple[int, int]] = []
    for a, b in ((start + a, start + b) for a, b in pieces(draft[start:end])):
        if out and b - out[-1][0] <= LONGEST:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _place(own: Overlap) -> int:
    """Where a text stands in the notice it is from, -1 where most of it does not stand there."""
    if own.share < HERE:
        return -1
    return max(own.runs, key=lambda run: (run.han, -run.start)).other_start


def _wordings(engine: Engine, text: str, notice_id: str, at: int) -> list[Wording]:
    """The text; and, where it is known to stand in a notice, the passage around it and the problem it answers."""
    own = Wording(text)
    if at < 0:
        return [own]
    around = [Wording(p.text, AROUND) for p in engine.passages_of(notice_id) if p.start <= at < p.end]
    items = engine.notice(notice_id).items
    problem = [Wording(i.problem.text, PROBLEM) for i in items if i.start <= at < i.end]
    return [own, *around, *problem[:1]]


def _without_copies(found: Sequence[Near], same: duplicates.Links) -> list[Near]:
    """Of identical notices only the one whose passage ranks first."""
    gone: set[str] = set()
    kept: list[Near] = []
    for one in found:
        notice = one.notice_id
        if notice not in gone:
            kept.append(one)
            gone.update(duplicates.others(notice, same))
    return kept


def _spread(found: Sequence[Near], top: int) -> list[Near]:
    """Each notice's best first, where it is near the best of all, then the rest as ranked."""
    leads: dict[str, Near] = {}
    for one in found[:LEADS_OF]:
        if one.score >= LEAD * found[0].score:
            leads.setdefault(one.notice_id, one)
    ids = {one.passage_id for one in leads.values()}
    return [*leads.values(), *(one for one in found if one.passage_id not in ids)][:top]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The text asked with, beside the notices shown."""

    text: str
    beside: Met
    same: duplicates.Links
    engine: Engine


def _match(rank: int, asked: _Asked, one: Near, passage: Passage) -> Match:
    notice = asked.engine.notice(passage.notice_id)
    concepts = shared(asked.text, passage.text)
    found = asked.beside.overlaps.get(notice.id)
    return Match(
        rank,
        passage,
        one.score,
        *source(notice),
        marks=one.marks(passage),
        why=_why(asked.text, passage, concepts),
        also=duplicates.copies(asked.engine, notice.id),
        overlap=found or replace(NOTHING, characters=len(fold(asked.text).text)),
        here=overlap(asked.text, passage.text, asked.beside.phrases).net if found else 0.0,
        concepts=concepts,
    )


def _why(text: str, passage: Passage, concepts: Sequence[Concept]) -> tuple[str, ...]:
    """Short reasons: shared concepts in both wordings, and what other words are in common."""
    named = concepts[:4]
    reasons = ["相通概念:" + "、".join(map(str, named))] if named else []
    same = [word for word in shared_words(text, passage.text) if not any(word in c.mine for c in named)]
    if same:
        reasons.append("共同用语:" + "、".join(same))
    return tuple(reasons) or ("语义相近",)
