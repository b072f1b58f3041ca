"""Matching quotes to notices whatever was done to white space and full-width forms.

Quotes are taken from a web page, the clean text has other line breaks. Both are compared as *plain*
text: every character NFKC-normalised, white space dropped. Lengths in plain characters are also the
unit of "characters shown", so a line break costs a reader nothing.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.types import Notice

DROPPED = "\u3000\ufeff"  # the ideographic space is white space already; the byte order mark is not


def plain_char(char: str) -> str:
    """One character as plain text: none, one or several characters."""
    return "" if char.isspace() or char in DROPPED else unicodedata.normalize("NFKC", char)


def plain(text: str) -> str:
    """Text as plain text."""
    return "".join(map(plain_char, text))


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as plain text with the way back.

    `before[i]` is the number of plain characters before offset i of the original, len(original) + 1
    entries, never falling.
    """

    text: str
    before: tuple[int, ...]

    @staticmethod
    def of(original: str) -> PlainText:
        parts = [plain_char(char) for char in original]
        before = [0]
        for part in parts:
            before.append(before[-1] + len(part))
        return PlainText("".join(parts), tuple(before))

    def inward(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the original → offsets of the plain text."""
        return self.before[start], self.before[end]

    def outward(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the plain text → the shortest slice of the original that holds them."""
        return bisect_right(self.before, start) - 1, bisect_left(self.before, end)

    def find(self, quote: str) -> list[tuple[int, int]]:
        """All places of a quote, as offsets of the plain text; overlapping ones included."""
        wanted, found, at = plain(quote), [], -1
        if not wanted:
            return []
        while (at := self.text.find(wanted, at + 1)) >= 0:
            found.append((at, at + len(wanted)))
        return found


class Texts:
    """The plain texts of the notices that were judged, by notice id."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices: Mapping[str, Notice] = {n.id: n for n in notices}
        self._plain = {n.id: PlainText.of(n.text) for n in self.notices.values()}

    def __contains__(self, notice_id: str) -> bool:
        return notice_id in self._plain

    def ids(self) -> list[str]:
        """Notice ids, sorted."""
        return sorted(self._plain)

    def __getitem__(self, notice_id: str) -> PlainText:
        return self._plain[notice_id]

    def slice(self, notice_id: str, start: int, end: int) -> str:
        """The clean text of a passage."""
        return self.notices[notice_id].text[start:end]
