"""What is compared: single legs of the index, and the product as users get it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import index
from data.errors import BadRequest
from data.types import Notice
from eval.scoring import COMPARABLE_DEPTH
from eval.types import Comparable, Question, Ranking, Shown
from index.types import Engine, Hit, Scope
from qa.answer import ask, scope
from qa.parts import ALL, Parts
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
    parts: Parts = ALL

    def ask(self, question: Question) -> Ranking:
        answer = ask(self.engine, question.question, top=ASK_DEPTH, filters=question.filters, parts=self.parts)
        return Ranking(tuple(map(_shown, answer.citations)), answer.confidence, answer.answered)

    def similar(self, comparable: Comparable) -> Ranking:
        from qa.similar import similar

        query = comparable.query
        found = similar(self.engine, query.quote, exclude=query.notice, top=COMPARABLE_DEPTH)
        return Ranking(tuple(_shown(f) for f in found))


SYSTEMS = {"lexical": "词语检索", "bigrams": "字对检索", "dense": "向量检索", "hybrid": "通报问答"}
PRODUCT = "hybrid"


def build(engine: Engine, names: Sequence[str], note: str = "") -> list[System]:
    """Systems on one index, in the order of SYSTEMS; `note` tells variants apart."""
    search = {"lexical": engine.lexical, "bigrams": engine.bigrams, "dense": engine.dense}
    systems: list[System] = []
    for key in (key for key in SYSTEMS if key in names):
        name, label = f"{key}{note and '+' + note}", f"{SYSTEMS[key]}{note and '(' + note + ')'}"
        systems.append(Leg(name, label, engine, search[key]) if key in search else Product(name, label, engine))
    return systems


@dataclass(frozen=True, slots=True)
class Variant:
    """The same notices with another encoder ("" = bundled) or passage length (0 = default), in an index of its own."""

    encoder: str = ""
    chars: int = 0

    def systems(self, notices: Sequence[Notice], stack: ExitStack) -> list[System]:
        """The dense leg and the product on a fresh index that lives as long as `stack`."""
        if self.chars < 0 or not (self.chars or self.encoder):
            raise BadRequest(f"段落长度 {self.chars} 应为正整数(字)")
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tongbao-eval-")))
        engine = index.open_engine(folder, self.encoder, self.chars)
        stack.callback(engine.close)
        engine.add(notices)
        return build(engine, ("dense", PRODUCT), Path(self.encoder).name or f"{self.chars} 字")


def _shown(citation: Citation) -> Shown:
    passage = citation.passage
    return Shown(passage.notice_id, passage.start, passage.end, citation.score)
