"""One spelling for a question: full-width and compatibility forms, traditional characters, case."""

from __future__ import annotations

import unicodedata
from functools import cache

from qa import table


@cache
def _simplified() -> dict[int, str]:
    rows = table.lines("hant.txt")
    pairs: dict[int, str] = {}
    for source, target in zip(rows[::2], rows[1::2], strict=True):
        pairs.update({ord(s): t for s, t in zip(source, target, strict=True)})
    return pairs


def fold(text: str) -> str:
    """`text` in NFKC, simplified characters and lower case; not reversible, lengths may change."""
    return unicodedata.normalize("NFKC", text).translate(_simplified()).lower()
