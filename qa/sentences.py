"""A passage's sentences, as spans of its notice."""

from __future__ import annotations

import re

from data.types import Passage, Span

_END = re.compile(r"[。！？!?；;\n]+[”’」』）)]*")


def sentences(passage: Passage) -> list[Span]:
    """Sentences in order; blanks at either end are left out, nothing else is."""
    out: list[Span] = []
    start = 0
    for end in [*(m.end() for m in _END.finditer(passage.text)), len(passage.text)]:
        part = passage.text[start:end]
        left = len(part) - len(part.lstrip())
        text = part.strip()
        if text:
            at = passage.start + start + left
            out.append(Span(at, at + len(text), text))
        start = end
    return out
