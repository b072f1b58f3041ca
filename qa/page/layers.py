"""Several kinds of marks in one text: each character carries at most one, the earlier kind wins."""

from __future__ import annotations

from collections.abc import Sequence

from qa.page.html import Html, el, join, text

Spans = Sequence[tuple[int, int]]


def layered(body: str, offset: int, layers: Sequence[tuple[str, Spans]]) -> Html:
    """`body`, which starts at `offset`, with each layer's spans as <mark> of the layer's class.

    Spans are offsets of the whole text, in any order; what lies outside the body is ignored.
    """
    kinds = [""] * len(body)
    for name, spans in reversed(layers):
        for start, end in spans:
            left, right = max(start - offset, 0), min(end - offset, len(body))
            if left < right:
                kinds[left:right] = [name] * (right - left)
    parts: list[Html] = []
    here = 0
    for at in range(1, len(body) + 1):
        if at == len(body) or kinds[at] != kinds[here]:
            piece = body[here:at]
            parts.append(el("mark", piece, class_=kinds[here]) if kinds[here] else text(piece))
            here = at
    return join(parts)
