"""A passage as a citation to paste: the words, then everything needed to find them again."""

from __future__ import annotations

from datetime import date

from data.types import Notice
from qa.types import Citation


def reference(notice: Notice, text: str, path: tuple[str, ...], accessed: date) -> str:
    """The quoted words with unit, title, headings, date, address and the day it was read here.

    What the notice does not state is left out, never filled in.
    """
    meta = notice.metadata
    day = meta.published or meta.signed
    unit = f"{meta.unit.value}:" if meta.unit else ""
    source = f"——{unit}《{notice.title}》" + (f"({day.value})" if day else "")
    return _lines(text, source, path, notice.source.url, accessed)


def cited(citation: Citation, accessed: date) -> str:
    """The same for a citation, whose notice is not at hand."""
    unit = f"{citation.unit}:" if citation.unit else ""
    source = f"——{unit}《{citation.title}》" + (f"({citation.date})" if citation.date else "")
    return _lines(citation.passage.text, source, citation.passage.path, citation.url, accessed)


def _lines(text: str, source: str, path: tuple[str, ...], url: str, accessed: date) -> str:
    parts = [f"“{text.strip()}”", source, *([" › ".join(path)] if path else []), *([url] if url else [])]
    return "\n".join([*parts, f"查阅日期:{accessed.isoformat()}"])
