"""A page without a known container: trafilatura finds the article, our own rules read it, so nothing is lost."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any

from data.readers.extras import load
from data.readers.html_text import lines

_PROSE = re.compile(r"^.{12,}[。；：]")  # a line of the article; links and imprints have no sentences
_DEPTH = 100  # elements inside each other; every one is read whole, and no template goes deeper
_SHARE = 0.9  # of the prose; a line it reads in another way must not widen the choice to the whole page


def guess(body: Any, page: str) -> Any:
    """The smallest element that holds nearly all prose of what trafilatura takes for the article.

    The whole body where it finds none: furniture is then left to the cleaning.
    """
    trafilatura = load("trafilatura")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of every page it cannot read
    text = trafilatura.extract(page, favor_recall=True, include_comments=False, include_tables=True) or ""
    prose = [line for line in map(_squeezed, text.split("\n")) if _PROSE.search(line)]
    wanted = _SHARE * sum(map(len, prose))
    element = body
    for _ in range(_DEPTH if prose else 0):
        inside = [child for child in element if isinstance(child.tag, str)]
        held = [child for child in inside if _held(child, prose) >= wanted]
        if not held:
            break
        element = held[0]
    return element


def _held(element: Any, prose: Sequence[str]) -> int:
    """Characters of those lines that an element holds."""
    text = _squeezed("".join(lines(element)))
    return sum(len(line) for line in prose if line in text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s|]|^[-*]\s", "", text)
