"""Ask: the one road from a question to cited passages, for the page, the command line and the evaluation."""

from __future__ import annotations

from dataclasses import replace

from data.errors import BadRequest
from data.types import Notice, Status
from index.scope import leaves
from index.types import Engine, Scope
from qa import confidence, counting_english, duplicates, marks, query, repeats, retrieve, typos
from qa.citing import source
from qa.counting import Counting, counting
from qa.counting_question import countable, understood
from qa.coverage import coverage
from qa.fold import fold
from qa.known import known
from qa.naming import names
from qa.parts import ALL, Parts
from qa.quotes import quotes
from qa.retrieve import Found
from qa.scale import scale
from qa.types import Answer, Citation, Filters


def ask(engine: Engine, question: str, top: int = 8, filters: Filters = Filters(), parts: Parts = ALL) -> Answer:
    """The `top` best passages for a question, with a short quoted answer where there is one.

    When nothing was found the passages still come back, nearest first, and `reason` says why.
    Raises BadRequest for an empty question or a filter that cannot be.
    """
    if not question.strip():
        raise BadRequest("问题为空:请输入要问的内容")
    loaded = known(engine)
    mended = typos.correct(fold(question), loaded) if parts.typos else fold(question)
    asked = query.analyse(mended, loaded, parts)
    ranked = retrieve.retrieve(engine, asked, scope(filters), parts)
    found, also = repeats.merged(ranked, engine)
    if not asked.cross:
        found = repeats.demoted(found)  # who asks about several notices wants each that says it
    elif parts.lead:
        found = retrieve.spread(found, top)
    covered = coverage(asked, loaded)
    verdict = confidence.judge(asked, found, loaded, covered, scale(engine))
    tabled = counting_english.chinese(question, loaded.places)
    counted = _counted(engine, tabled, scope(filters)) if not filters.status and countable(tabled) else None
    if counted is not None:
        found, verdict = _of_rows(engine, counted, found), confidence.counted(verdict, counted)
    if len(found) < top:
        found = [*found, *retrieve.rest(engine, asked, scope(filters), ranked, top - len(found))]
    citations = tuple(
        replace(_citation(rank, asked, f, engine.notice(f.passage.notice_id)), also=also.get(f.passage.id, ()))
        for rank, f in enumerate(found[:top], 1)
    )
    return Answer(
        question=question,
        filters=filters,
        answered=verdict.answered,
        confidence=verdict.confidence,
        quotes=quotes(asked, found[:top], covered) if verdict.answered and counted is None else (),
        citations=citations,
        notices_loaded=len(engine.ids()),
        reason=verdict.reason,
        counting=counted,
    )


def _counted(engine: Engine, question: str, within: Scope) -> Counting | None:
    """The counted answer, a notice loaded twice counted once; None for any other question."""
    asked = understood(question, names(engine))
    if asked is None:
        return None
    cards = [card for card in engine.cards() if leaves(card, within)]
    return counting(duplicates.once(cards, duplicates.linked(engine)), asked, within != Scope())


def _of_rows(engine: Engine, counted: Counting, found: list[Found]) -> list[Found]:
    """The passages that hold the counted rows first, each group as ranked."""
    near = {f.passage.notice_id for f in found} & counted.holders
    rows = {i: counted.rows(engine.notice(i)) for i in near}

    def holds(f: Found) -> bool:
        p = f.passage
        return any(p.start <= row.span.start < p.end for row in rows.get(p.notice_id, ()))

    return sorted(found, key=lambda f: not holds(f))


def scope(filters: Filters) -> Scope:
    """Filters as the engine wants them; a year or status that cannot be is refused."""
    if filters.year and not (filters.year.isdigit() and len(filters.year) == 4):
        raise BadRequest(f"年份“{filters.year}”应为四位数字,如 2024")
    statuses = [s.value for s in Status]
    if filters.status and filters.status not in statuses:
        raise BadRequest(f"整改状态“{filters.status}”应为:{'、'.join(statuses)}")
    empty = Scope()
    return replace(
        empty,
        units=(filters.unit,) if filters.unit else (),
        regions=(filters.region,) if filters.region else (),
        years=(filters.year,) if filters.year else (),
        statuses=(filters.status,) if filters.status else (),
    )


def _citation(rank: int, asked: query.Query, found: Found, notice: Notice) -> Citation:
    return Citation(
        rank,
        found.passage,
        found.score,
        *source(notice),
        marks=marks.marks(asked, found.passage, found.window),
        why=marks.why(asked, found.passage, found.window),
    )
