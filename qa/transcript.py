"""A conversation to keep: every question, its answer, and the passages with full citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qa.citing import source_line
from qa.confidence import NEAREST
from qa.model.types import Written
from qa.render import checked, escaped
from qa.types import Answer

TITLE = "通报问答记录"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as typed, what was carried over (`note`), and its answer, or the line that stands for one."""

    question: str
    answer: Answer | None
    note: str = ""
    error: str = ""
    written: Written | None = None


class Kind(StrEnum):
    """What a block of the record is."""

    TITLE = "title"
    QUESTION = "question"
    NOTE = "note"
    ANSWER = "answer"
    QUOTE = "quote"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the record."""

    kind: Kind
    text: str


def blocks(exchanges: Sequence[Exchange], accessed: date) -> Iterator[Block]:
    """The record as paragraphs, oldest question first."""
    yield Block(Kind.TITLE, TITLE)
    yield Block(Kind.NOTE, f"导出日期 {accessed.isoformat()};引文均为通报原文。")
    for exchange in exchanges:
        yield Block(Kind.QUESTION, exchange.question)
        if exchange.note:
            yield Block(Kind.NOTE, exchange.note)
        if exchange.answer is None:
            yield Block(Kind.NOTE, exchange.error)
            continue
        yield from _answer(exchange.answer)
        yield from _written(exchange.written)
        yield from _passages(exchange.answer, accessed)


def _answer(answer: Answer) -> Iterator[Block]:
    if not answer.answered:
        yield Block(Kind.NOTE, f"未找到依据:{answer.reason}(已载入 {answer.notices_loaded} 份通报)")
    elif answer.counting is not None:
        yield Block(Kind.ANSWER, answer.counting.answer)
    for quote in answer.quotes:
        yield Block(Kind.ANSWER, f"{quote.span.text.strip()} [{quote.rank}]")


def _written(written: Written | None) -> Iterator[Block]:
    if written is None or not written.sentences:
        return
    yield Block(Kind.NOTE, f"以下由语言模型 {written.model}({written.host})据所列段落写成,不是原文:")
    yield from (Block(Kind.ANSWER, checked(s)) for s in written.sentences)


def _passages(answer: Answer, accessed: date) -> Iterator[Block]:
    shown = answer.citations if answer.answered else answer.citations[:NEAREST]
    if shown and not answer.answered:
        yield Block(Kind.NOTE, "可能相关:")
    for citation in shown:
        yield Block(Kind.QUOTE, citation.passage.text.strip())
        yield Block(Kind.SOURCE, f"[{citation.rank}] {source_line(citation, accessed)}")


_MARKS = {Kind.TITLE: "# ", Kind.QUESTION: "## ", Kind.NOTE: "", Kind.ANSWER: "", Kind.QUOTE: "> ", Kind.SOURCE: "> — "}


def markdown(exchanges: Sequence[Exchange], accessed: date) -> bytes:
    """The record as Markdown; nothing in a notice or a question acts as markup."""
    lines: list[str] = []
    for block in blocks(exchanges, accessed):
        lines += [">" if block.kind is Kind.SOURCE else ""] if lines else []
        lines.append(_MARKS[block.kind] + escaped(block.text))
    return ("\n".join(lines) + "\n").encode()
