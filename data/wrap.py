"""Hard-wrapped text (mail, PDF, old editors): at which width its lines were broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_MAX_WIDTH = 160  # columns, a Han character taking two; no editor wraps wider
_MIN_WIDTH = 30  # nor narrower; lines as short are headings or the cells of a table
_MIN_LINES = 10  # of fewer the widest says nothing of where an editor wraps
_FULL = 0.2  # share of lines that end at that width: half of prose, less where headings and lists are many
_SLACK = 4  # columns a line may fall short because a mark may not begin the next


class _Columns(dict[str, int]):
    """Character → columns, worked out once per character: every line of every notice is measured."""

    def __missing__(self, char: str) -> int:
        value = self[char] = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        return value


_columns = _Columns()


def width(line: str) -> int:
    """Columns a line takes on a terminal."""
    return sum(map(_columns.__getitem__, line))


def wrap_width(lines: Sequence[str]) -> int:
    """The least width of a full line, or 0 where the lines were not broken at a width.

    Wrapped means: many lines end at one width without ending a sentence, and none is longer.
    """
    widths = [width(line) for line in lines]
    if len(lines) < _MIN_LINES or max(widths) > _MAX_WIDTH:
        return 0
    full = max(widths) - _SLACK
    # a row of a table ends in a bar
    broken = sum(w >= full and line[-1] not in "。！？!?；;：:|｜" for w, line in zip(widths, lines, strict=True))
    return full if full >= _MIN_WIDTH and broken >= _FULL * len(lines) else 0
