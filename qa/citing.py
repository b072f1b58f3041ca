"""How a passage is cited: the words, and everything needed to find them again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from data.types import Notice, value_of
from qa.tell import Tell, chinese
from qa.types import Citation


class Source(NamedTuple):
    """Where a passage is from, in the order of a citation's fields; "" where the notice does not say."""

    title: str
    unit: str
    date: str
    url: str


def source(notice: Notice) -> Source:
    """What a citation says of its notice."""
    m = notice.metadata
    return Source(notice.title, value_of(m.unit), value_of(m.day), notice.source.url)


def reference(notice: Notice, text: str, path: tuple[str, ...], accessed: date, tell: Tell = chinese) -> str:
    """The quoted words with unit, title, headings, date, address and the day it was read here.

    What the notice does not state is left out, never filled in.
    """
    meta = notice.metadata
    day = meta.day
    unit = f"{meta.unit.value}:" if meta.unit else ""
    source = f"——{unit}《{notice.title}》" + (f"({day.value})" if day else "")
    return _lines(text, source, path, notice.source.url, tell("查阅日期:{day}", day=accessed.isoformat()))


def cited(citation: Citation, accessed: date, tell: Tell = chinese) -> str:
    """The same for a citation, whose notice is not at hand."""
    unit = f"{citation.unit}:" if citation.unit else ""
    source = f"——{unit}《{citation.title}》" + (f"({citation.date})" if citation.date else "")
    read = tell("查阅日期:{day}", day=accessed.isoformat())
    return _lines(citation.passage.text, source, citation.passage.path, citation.url, read)


def _lines(text: str, source: str, path: tuple[str, ...], url: str, read: str) -> str:
    parts = [f"“{text.strip()}”", source, *([" › ".join(path)] if path else []), *([url] if url else [])]
    return "\n".join([*parts, read])


def source_line(citation: Citation, accessed: date, tell: Tell = chinese) -> str:
    """One line to put under a quotation; what a notice does not state is said to be so."""
    parts = [
        citation.unit or tell("单位未载明"),
        f"《{citation.title}》",
        " › ".join(citation.passage.path),
        citation.date or tell("日期未载明"),
        citation.url or tell("网址未载明"),
        *(tell("同一通报另载于 {place}", place=copy.place) for copy in citation.also),
        tell("访问日期 {day}", day=accessed.isoformat()),
    ]
    return tell(",").join(" ".join(part.split()) for part in parts if part)
