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
from qa.tell import Tell, chinese
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


def blocks(exchanges: Sequence[Exchange], accessed: date, tell: Tell = chinese) -> Iterator[Block]:
    """The record as paragraphs, oldest question first."""
    yield Block(Kind.TITLE, tell(TITLE))
    yield Block(Kind.NOTE, tell("导出日期 {day};引文均为通报原文。", day=accessed.isoformat()))
    for exchange in exchanges:
        yield Block(Kind.QUESTION, exchange.question)
        if exchange.note:
            yield Block(Kind.NOTE, exchange.note)
        if exchange.answer is None:
            yield Block(Kind.NOTE, tell(exchange.error))
            continue
        yield from _answer(exchange.answer, tell)
        yield from _written(exchange.written, tell)
        yield from _passages(exchange.answer, accessed, tell)


def _answer(answer: Answer, tell: Tell) -> Iterator[Block]:
    if not answer.answered:
        why = "未找到依据:{reason}" if answer.counting else "未找到依据:{reason}(已载入 {count} 份通报)"
        yield Block(Kind.NOTE, tell(why, reason=tell(answer.reason or ""), count=answer.notices_loaded))
    elif answer.counting is not None:
        yield Block(Kind.ANSWER, tell(answer.counting.answer))
    for quote in answer.quotes:
        yield Block(Kind.ANSWER, f"{quote.span.text.strip()} [{quote.rank}]")


def _written(written: Written | None, tell: Tell) -> Iterator[Block]:
    if written is None or not written.sentences:
        return
    head = "以下由语言模型 {model}({host})据所列段落写成,不是原文:"
    yield Block(Kind.NOTE, tell(head, model=written.model, host=written.host))
    yield from (Block(Kind.ANSWER, checked(s, tell)) for s in written.sentences)


def _passages(answer: Answer, accessed: date, tell: Tell) -> Iterator[Block]:
    shown = answer.citations if answer.answered else answer.citations[:NEAREST]
    if shown and not answer.answered:
        yield Block(Kind.NOTE, tell("可能相关:"))
    for citation in shown:
        yield Block(Kind.QUOTE, citation.passage.text.strip())
        yield Block(Kind.SOURCE, f"[{citation.rank}] {source_line(citation, accessed, tell)}")


_MARKS = {Kind.TITLE: "# ", Kind.QUESTION: "## ", Kind.NOTE: "", Kind.ANSWER: "", Kind.QUOTE: "> ", Kind.SOURCE: "> — "}


def markdown(exchanges: Sequence[Exchange], accessed: date, tell: Tell = chinese) -> bytes:
    """The record as Markdown; nothing in a notice or a question acts as markup."""
    lines: list[str] = []
    for block in blocks(exchanges, accessed, tell):
        lines += [">" if block.kind is Kind.SOURCE else ""] if lines else []
        lines.append(_MARKS[block.kind] + escaped(block.text))
    return ("\n".join(lines) + "\n").encode()
