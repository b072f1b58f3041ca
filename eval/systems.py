"""What is compared: single legs of the index, and the product as users get it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from eval.scoring import COMPARABLE_DEPTH
from eval.types import Comparable, Question, Ranking, Shown
from index.types import Engine, Hit, Scope
from qa.answer import ask, scope
from qa.types import Citation

# The depth of `ask --batch`, so that the figures here are those of the batch output.
ASK_DEPTH = 20


class System(Protocol):
    """Something that ranks passages for a question and for a measure."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def engine(self) -> Engine: ...
    def ask(self, question: Question) -> Ranking: ...
    def similar(self, comparable: Comparable) -> Ranking: ...


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg alone, without fusion, rewriting or refusal: what the parts are worth by themselves."""

    name: str
    label: str
    engine: Engine
    search: Callable[[str, int, Scope], list[Hit]]

    def ask(self, question: Question) -> Ranking:
        return self._ranking(self.search(question.question, ASK_DEPTH, scope(question.filters)))

    def similar(self, comparable: Comparable) -> Ranking:
        others = Scope(exclude=(comparable.query.notice,))
        return self._ranking(self.search(comparable.query.quote, COMPARABLE_DEPTH, others))

    def _ranking(self, hits: list[Hit]) -> Ranking:
        found = {p.id: p for p in self.engine.passages([h.passage_id for h in hits])}
        passages = [(found[h.passage_id], h.score) for h in hits]
        return Ranking(tuple(Shown(p.notice_id, p.start, p.end, score) for p, score in passages))


@dataclass(frozen=True, slots=True)
class Product:
    """`qa.answer.ask` and `qa.similar.similar`, exactly as the page and the command line call them."""

    name: str
    label: str
    engine: Engine

    def ask(self, question: Question) -> Ranking:
        answer = ask(self.engine, question.question, top=ASK_DEPTH, filters=question.filters)
        return Ranking(tuple(map(_shown, answer.citations)), answer.confidence, answer.answered)

    def similar(self, comparable: Comparable) -> Ranking:
        from qa.similar import similar

        query = comparable.query
        found = similar(self.engine, query.quote, exclude=query.notice, top=COMPARABLE_DEPTH)
        return Ranking(tuple(_shown(f) for f in found))


def legs(engine: Engine) -> list[System]:
    """The single legs and the product on one index, worst informed first."""
    return [
        Leg("lexical", "词语检索", engine, engine.lexical),
        Leg("bigrams", "字对检索", engine, engine.bigrams),
        Leg("dense", "向量检索", engine, engine.dense),
        Product("hybrid", "通报问答", engine),
    ]


def _shown(citation: Citation) -> Shown:
    passage = citation.passage
    return Shown(passage.notice_id, passage.start, passage.end, citation.score)
