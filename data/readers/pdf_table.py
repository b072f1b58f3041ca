"""Ruled tables of a PDF page → rows of cells; the text around them is read as without them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from data.numbering import number_at
from data.readers.html_table import MAX_CELL, barred
from data.readers.pdf_lines import Glyph, Line, cell_lines, page_lines
from data.readers.pdf_rules import Rule

_NEAR = 2.5  # points between lines that are meant to meet
_THIN = 4.0  # points; a column or row no wider is a double line
_ROOM = 1.5  # ems at the end of a line that one more character would have filled
_DASH = 4.0  # points between the dashes of one line, at most
_SHORT = 8.0  # points; no cell that holds a letter has a shorter side
_MANY = 40_000  # places where lines could meet; a page of a hundred rows has two thousand
_BESIDE = 0.2  # of a table's characters; with more beside it, it is a box in a column, not a table of the page


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line of a grid: at `at` across, from `start` to `end` along."""

    at: float
    start: float
    end: float

    def covers(self, at: float, along: float) -> bool:
        return abs(self.at - at) <= _THIN and self.start - _NEAR <= along <= self.end + _NEAR


@dataclass(frozen=True, slots=True)
class _Grid:
    """Column edges from left to right, row edges from the bottom up, and the lines that are really drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[_Stroke, ...]
    level: tuple[_Stroke, ...]

    def holds(self, g: Glyph) -> bool:
        return self.xs[0] <= g.centre <= self.xs[-1] and self.ys[0] <= g.middle <= self.ys[-1]


def lines_and_rows(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Line]:
    """The lines of a page from top to bottom, a table's rows as lines with `cells`."""
    rest = list(glyphs)
    tables: list[tuple[_Grid, list[Line]]] = []
    for grid in _grids(rules):
        inside = [g for g in rest if grid.holds(g)]
        beside = [g for g in rest if grid.ys[0] <= g.middle <= grid.ys[-1] and not g.char.isspace()]
        printed = sum(not g.char.isspace() for g in inside)
        rows = _rows(grid, inside) if printed and len(beside) - printed <= _BESIDE * printed else []
        if rows:
            tables.append((grid, rows))
            rest = [g for g in rest if not grid.holds(g)]
    found: list[Line] = []
    for grid, rows in sorted(tables, key=lambda t: -t[0].ys[-1]):
        middle = (grid.ys[0] + grid.ys[-1]) / 2
        found = _added(_added(found, page_lines([g for g in rest if g.middle > middle])), rows)
        rest = [g for g in rest if g.middle <= middle]
    return _added(found, page_lines(rest))


def _added(lines: list[Line], more: Sequence[Line]) -> list[Line]:
    """Lines with those of the next part of the page, in zones of their own."""
    shift = 1 + max((line.zone for line in lines), default=-1)
    return [*lines, *(replace(line, zone=line.zone + shift) for line in more)]


def _grids(rules: Sequence[Rule]) -> Iterator[_Grid]:
    """What meets what, as grids of two columns or more."""
    upright = _merged(_Stroke(r.left, r.bottom, r.top) for r in rules if r.left == r.right)
    level = _merged(_Stroke(r.bottom, r.left, r.right) for r in rules if r.left != r.right)
    left = set(range(len(upright) if len(upright) * len(level) <= _MANY else 0))
    while left:
        members, crossed, todo = set[int](), set[int](), [left.pop()]
        while todo:
            here = upright[one := todo.pop()]
            members.add(one)
            met = {n for n, h in enumerate(level) if n not in crossed and _meet(here, h)}
            crossed |= met
            reached = {n for n in left if any(_meet(upright[n], level[h]) for h in met)}
            left -= reached
            todo += reached
        ups, levels = tuple(upright[n] for n in sorted(members)), tuple(level[n] for n in sorted(crossed))
        if levels:
            xs = _edges([u.at for u in ups] + [end for h in levels for end in (h.start, h.end)])
            ys = _edges([h.at for h in levels] + [end for u in ups for end in (u.start, u.end)])
            if len(xs) >= 3 and len(ys) >= 2:
                yield _Grid(xs, ys, ups, levels)


def _meet(upright: _Stroke, level: _Stroke) -> bool:
    across = level.start - _NEAR <= upright.at <= level.end + _NEAR
    return across and upright.start - _NEAR <= level.at <= upright.end + _NEAR


def _merged(strokes: Iterable[_Stroke]) -> list[_Stroke]:
    """Strokes along one line that touch, overlap or are its dashes, as one; what stays short is none of a grid."""
    found: list[_Stroke] = []
    groups: list[list[_Stroke]] = []
    for one in sorted(strokes, key=lambda s: s.at):
        if not groups or one.at - groups[-1][0].at > _NEAR:
            groups.append([])
        groups[-1].append(one)
    for group in groups:
        start = end = -inf
        for one in [*sorted(group, key=lambda s: s.start), _Stroke(inf, inf, inf)]:
            if one.start - end > _DASH:
                found += [_Stroke(group[0].at, start, end)] if end - start >= _SHORT else []
                start = one.start
                end = one.end
            end = max(end, one.end)
    return found


def _edges(places: Sequence[float]) -> tuple[float, ...]:
    """Places in order, those too near to hold a letter between them taken as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _THIN:
            found.append(place)
    return tuple(found)


def _rows(grid: _Grid, glyphs: Sequence[Glyph]) -> list[Line]:
    """The rows from the top; none where the grid holds one column of text, or prose too long for cells."""
    columns, count = len(grid.xs) - 1, len(grid.ys) - 1
    owner = _owners(grid)
    held: dict[tuple[int, int], list[Glyph]] = {}
    for g in glyphs:
        row = min(max(bisect_right(grid.ys, g.middle) - 1, 0), count - 1)
        column = min(max(bisect_right(grid.xs, g.centre) - 1, 0), columns - 1)
        held.setdefault(owner[row, column], []).append(g)
    texts = {place: _cell(inside) for place, inside in held.items()}
    if len({column for (_, column), text in texts.items() if text}) < 2 or max(map(len, texts.values())) > MAX_CELL:
        return []
    size = max(g.size for g in glyphs)
    found: list[Line] = []
    for row in reversed(range(count)):
        cells = tuple(texts.get((row, column), "") for column in range(columns))
        if any(cells):
            middle = (grid.ys[row] + grid.ys[row + 1]) / 2
            found.append(Line(grid.xs[0], grid.xs[-1], middle, size, row_text(cells), 0, cells))
    return found


def _owners(grid: _Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place (row from the bottom, column) the top left place of the cell it belongs to."""
    columns, count = len(grid.xs) - 1, len(grid.ys) - 1
    owner = {(r, c): (r, c) for r in range(count) for c in range(columns)}
    for r in reversed(range(count)):
        for c in range(columns):
            middle_x, middle_y = (grid.xs[c] + grid.xs[c + 1]) / 2, (grid.ys[r] + grid.ys[r + 1]) / 2
            if r + 1 < count and not any(h.covers(grid.ys[r + 1], middle_x) for h in grid.level):
                owner[r, c] = owner[r + 1, c]
            elif c and not any(u.covers(grid.xs[c], middle_y) for u in grid.upright):
                owner[r, c] = owner[r, c - 1]
    return owner


def _cell(glyphs: Sequence[Glyph]) -> str:
    """A cell's lines as one text; a line that leaves room for more ends a paragraph."""
    lines = cell_lines(glyphs)
    edge = max((line.right for line in lines), default=0.0)
    text = "".join(line.text for line in lines[:1])
    for above, line in pairwise(lines):
        latin = above.text[-1:].isascii() and line.text[:1].isascii() and above.text[-1:].isalpha()
        listed = above.text[-1:] in "。；;" and number_at(line.text) is not None
        text += (" " if latin or listed or edge - above.right > _ROOM * above.size else "") + line.text
    return text.strip()


def row_text(cells: Sequence[str]) -> str:
    """A row as one line; a lone first cell, which heads the rows below it, is a line of its own."""
    return cells[0] if cells[0] and not any(cells[1:]) else barred(cells)


def joined(table: list[tuple[str, ...]], more: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows of a table and those on the next page: its head printed once, a row cut in two whole again."""
    rest = list(more[1:]) if table and more[0] == table[0] else list(more)
    whole = _whole(table[-1], rest[0]) if table and rest else ()
    return [*table[:-1], whole, *rest[1:]] if whole else [*table, *rest]


def _whole(above: Sequence[str], row: Sequence[str]) -> tuple[str, ...]:
    """The row that the end of a page cut in two; () where the second part is a row of its own.

    Told by the number: its column holds one above and nothing here.
    """
    number = next((n for n, cell in enumerate(above) if cell.strip(".、()（） ").isdigit()), -1)
    if number < 0 or len(above) != len(row) or row[number]:
        return ()
    return tuple(a + b for a, b in zip(above, row, strict=True))
