"""Titles in 《》: where they stand, and whether a place stands inside one."""

from __future__ import annotations

import re
from bisect import bisect_right

# A title may hold another one. Neither part runs past a mark of its own kind, so a row of opening marks is read once.
TITLE = re.compile(r"《[^《》\n]*+(?:《[^《》\n]*+》[^《》\n]*+)*+》")


class Titles:
    """The titles of `start:end` of a text; `offset in titles` takes the same time however many there are."""

    def __init__(self, text: str, start: int, end: int) -> None:
        found = [match.span() for match in TITLE.finditer(text, start, end)]
        self._starts = [a for a, _ in found]
        self._ends = [b for _, b in found]

    def __contains__(self, offset: int) -> bool:
        before = bisect_right(self._starts, offset)
        return before > 0 and offset < self._ends[before - 1]
