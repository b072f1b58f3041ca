"""Answers and passages → plain text for the terminal and Markdown for copying. No page, no colour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.confidence import NEAREST
from qa.model.types import Sentence, Written
from qa.tell import Tell, chinese
from qa.types import Answer, Citation

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def answer_text(answer: Answer, written: Written | None = None) -> str:
    """What `tongbao ask` prints; `written` is what a language model made of it, or why it did not."""
    lines = [f"问:{answer.question}", ""]
    if written is not None and written.sentences:
        lines += [author(written), *(f"  {checked(s)}" for s in written.sentences)]
        shown = answer.citations
    elif answer.answered:
        lines += [f"({written.problem})"] if written is not None else []
        lines += [f"答:{answer.counting.answer}"] if answer.counting else []
        lines += [f"答:{q.span.text} [{q.rank}]" for q in answer.quotes]
        shown = answer.citations
    else:
        loaded = f"。(已载入 {answer.notices_loaded} 份通报)"
        lines.append(f"未找到依据:{answer.reason}" + ("" if answer.counting else loaded))  # which says it itself
        shown = answer.citations[:NEAREST]
        if shown:
            lines.append("可能相关:")
    return "\n".join([*lines, *passages(shown)])


def author(written: Written) -> str:
    """Who wrote the sentences that follow, and where the passages went."""
    return f"语言模型 {written.model}({written.host})据下列段落写成,不是原文:"


def passages(shown: Sequence[Citation]) -> list[str]:
    """Passages with where they stand, as lines."""
    lines: list[str] = []
    for citation in shown:
        lines += ["", f"[{citation.rank}] {source(citation)}", _indent(citation.passage.text)]
        if citation.url:
            lines.append(f"    {citation.url}")
        lines += [f"    同一通报另载于:{copy.place}" for copy in citation.also]
    return lines


def checked(sentence: Sentence, tell: Tell = chinese) -> str:
    """A model's sentence with what the check found, in brackets."""
    if sentence.supported:
        return sentence.text
    found = [tell(fault.value) for fault in sentence.faults]
    missing = f"({'、'.join(sentence.unstated)})" if sentence.unstated else ""
    return f"{sentence.text} 〔{tell('无依据:{why}', why=';'.join(found) + missing)}〕"


def source(citation: Citation) -> str:
    """Where a passage stands, in one line: unit, headings, date."""
    parts = [citation.unit or citation.title, *citation.passage.path]
    return " › ".join(parts) + (f"({citation.date})" if citation.date else "")


def escaped(text: str) -> str:
    """Text in which Markdown and HTML have no effect; line breaks become spaces."""
    return _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")).replace("\n", " ")


def _indent(text: str) -> str:
    return "\n".join("    " + line.strip() for line in text.splitlines() if line.strip())
