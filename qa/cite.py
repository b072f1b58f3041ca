"""How a passage is cited: unit, title, headings, date, address, and the day it was looked at."""

from __future__ import annotations

from datetime import date

from data.types import UNSTATED
from qa.types import Citation


def source_line(citation: Citation, accessed: date) -> str:
    """One line to put under a quotation; what a notice does not state is said to be so."""
    parts = [
        citation.unit or "单位" + UNSTATED,
        f"《{citation.title}》",
        " › ".join(citation.passage.path),
        citation.date or "日期" + UNSTATED,
        citation.url or "网址" + UNSTATED,
        f"访问日期 {accessed.isoformat()}",
    ]
    return ",".join(" ".join(part.split()) for part in parts if part)
