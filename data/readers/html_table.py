"""Tables: which ones have columns and which only lay out a page, and the grid of one that has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

MAX_CELL = 1500  # characters; a table holding a longer cell lays out the page
_MAX_SPAN = 60  # columns or rows; beyond that a span is a template's slip ("colspan=1000")


def has_columns(table: Any) -> bool:
    """Whether a table is to be read row by row: two rows or more of several filled cells, no table inside."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[len("".join(c.itertext()).strip()) for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
    filled = [[size for size in row if size] for row in rows]
    several = sum(len(row) >= 2 for row in filled)
    longest = max((size for row in filled for size in row), default=0)
    return several >= 2 and longest <= MAX_CELL


def barred(row: Sequence[str]) -> str:
    """A row as one line, bars at both ends, so that an empty cell keeps its column."""
    return "| " + " | ".join(cell.replace("|", "｜") for cell in row) + " |"


class Grid:
    """The cells of one table, spans filled with empty cells. `before` keeps the lines in front of it."""

    def __init__(self, table: Any, before: list[str]) -> None:
        self.table = table
        self.before = before
        self._cells: dict[tuple[int, int], str] = {}
        self._rows = {row: number for number, row in enumerate(table.iter("tr"))}
        self._next = dict.fromkeys(self._rows.values(), 0)

    def owns(self, cell: Any) -> bool:
        """Whether a cell stands in a row of this table."""
        return cell.getparent() in self._rows

    def cell(self, cell: Any, text: str) -> None:
        """Place a cell behind those of its row, past what spans reach into."""
        row = self._rows[cell.getparent()]
        column = self._next[row]
        while (row, column) in self._cells:
            column += 1
        width, height = _span(cell, "colspan"), _span(cell, "rowspan")
        for r in range(row, min(row + height, len(self._rows))):
            for c in range(column, column + width):
                self._cells.setdefault((r, c), "")
        self._cells[row, column] = text.strip()
        self._next[row] = column + width

    def rows(self) -> list[list[str]]:
        """All rows, as wide as the widest."""
        width = max((column + 1 for _, column in self._cells), default=0)
        return [[self._cells.get((row, column), "") for column in range(width)] for row in self._rows.values()]


def _span(cell: Any, name: str) -> int:
    printed = cell.get(name, "1").strip()
    return min(max(int(printed), 1), _MAX_SPAN) if printed.isascii() and printed.isdigit() else 1
