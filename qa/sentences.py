"""Sentences: of any text, joined they give it again; of a passage, as spans of its notice."""

from __future__ import annotations

import re

from data.types import Passage, Span

# both widths, because a notice's text keeps its own; closing quotes and brackets belong to the sentence before
_END = re.compile(r"[。！？!?；;\n]+[”’」』》）)]*")


def pieces(text: str) -> list[tuple[int, int]]:
    """Half-open spans that cover the text without gap, each up to the end of a sentence; none for ""."""
    ends = [m.end() for m in _END.finditer(text)]
    if text and (not ends or ends[-1] < len(text)):
        ends.append(len(text))
    return list(zip([0, *ends], ends, strict=False))


def sentences(passage: Passage) -> list[Span]:
    """Sentences in order; blanks at either end are left out, nothing else is."""
    out: list[Span] = []
    for start, end in pieces(passage.text):
        part = passage.text[start:end]
        text = part.strip()
        if text:
            at = passage.start + start + len(part) - len(part.lstrip())
            out.append(Span(at, at + len(text), text))
    return out
