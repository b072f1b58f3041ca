"""The characters of a PDF page → its lines in reading order; two columns are read one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isfinite
from statistics import median

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]")
_MIN_COLUMN = 6  # lines; fewer side by side are a signature or a row of a table
_MIN_FULL = 0.6  # share of the left column's lines that reach its edge: prose does, the cells of a table do not
_STRIPS = 200  # across a page, at most; a file may claim letters of a thousandth of a point
_PITCH = 2.0  # ems from the lower edge of a line to the middle of the next one in the same column, at most
_CELL_GAP = 1.8  # ems between characters of one line that stand in different cells


GUESSED = "\u2009"  # a space that the file does not hold: the parser thinks there might be one


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box in points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float
    char: str

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def size(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `zone` numbers the block of full-width text or the column it stands in.

    A row of a ruled table is one, too, with what stands in its `cells`.
    """

    left: float
    right: float
    middle: float
    size: float
    text: str
    zone: int
    cells: tuple[str, ...] = ()


def page_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page from top to bottom, the left column of a two-column part before the right one."""
    printed = [g for g in glyphs if 0 < g.size < inf and isfinite(g.left + g.right) and not g.char.isspace()]
    if not printed:
        return []
    em = median(g.size for g in printed)
    gutter = _gutter(printed, em)
    zones = _zones(printed, gutter, em) if gutter else [printed]
    spaces = [g for g in glyphs if g.char.isspace()]
    return [line for number, zone in enumerate(zones) for line in _lines(zone, spaces, number)]


def cell_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of characters that stand in one cell or column."""
    printed = [g for g in glyphs if 0 < g.size < inf and isfinite(g.left + g.right) and not g.char.isspace()]
    return _lines(printed, [g for g in glyphs if g.char.isspace()], 0)


def _gutter(glyphs: Sequence[Glyph], em: float) -> float:
    """The x between two columns, 0 where the page has one: the emptiest strip in the middle of the page."""
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    best, found = 0, 0.0
    step = max(em / 4, (right - left) / _STRIPS)
    x = left + 0.3 * (right - left)
    while x < left + 0.7 * (right - left):
        rows = _rows(glyphs, x, em)
        parted = sum(row == {-1, 1} for row in rows.values())
        if parted > best:
            best, found = parted, x
        x += step
    return found if best >= 2 * _MIN_COLUMN else 0.0  # rows are half a line high


def _rows(glyphs: Sequence[Glyph], x: float, em: float) -> dict[int, set[int]]:
    """For strips half a line high: -1 and 1 for characters left and right of a gutter at `x`, 0 for one in it."""
    rows: dict[int, set[int]] = {}
    for g in glyphs:
        side = -1 if g.right <= x - em / 3 else 1 if g.left >= x + em / 3 else 0
        rows.setdefault(round(2 * g.middle / em), set()).add(side)
    return rows


def _zones(glyphs: Sequence[Glyph], gutter: float, em: float) -> list[list[Glyph]]:
    """Characters by zone: above the columns, left column, right column, below them; one zone where it is a table."""
    rows = _rows(glyphs, gutter, em)
    crossed = [g for g in glyphs if 0 in rows[round(2 * g.middle / em)]]
    top = max(g.middle for g in glyphs if g not in crossed) if len(crossed) < len(glyphs) else 0.0
    bottom = min(g.middle for g in glyphs if g not in crossed) if len(crossed) < len(glyphs) else 0.0
    inside = [g for g in crossed if bottom < g.middle < top]
    if inside:  # full-width text between: keep the larger part in columns
        cut = median(g.middle for g in inside)
        upper, lower = [g for g in glyphs if g.middle > cut], [g for g in glyphs if g.middle <= cut]
        return [*_zones_of_part(upper, gutter, em), *_zones_of_part(lower, gutter, em)]
    return _zones_of_part(glyphs, gutter, em)


def _zones_of_part(glyphs: Sequence[Glyph], gutter: float, em: float) -> list[list[Glyph]]:
    rows = _rows(glyphs, gutter, em)
    parted = [g for g in glyphs if 0 not in rows[round(2 * g.middle / em)]]
    both = [g for g in parted if rows[round(2 * g.middle / em)] == {-1, 1}]
    if not both:
        return [list(glyphs)]
    high, low = max(g.middle for g in both) + em / 2, min(g.middle for g in both) - em / 2
    low = _longer_column(parted, low, em)
    above = [g for g in glyphs if g.middle > high]
    below = [g for g in glyphs if g.middle < low]
    left = [g for g in glyphs if low <= g.middle <= high and g.right <= gutter]
    right = [g for g in glyphs if low <= g.middle <= high and g.right > gutter]
    lines = _lines(left, (), 0)
    edge = max((line.right for line in lines), default=0.0)
    full = sum(line.right >= edge - 1.5 * em for line in lines)
    if len(lines) < _MIN_COLUMN or full < _MIN_FULL * len(lines):
        return [list(glyphs)]
    return [zone for zone in (above, left, right, below) if zone]


def _longer_column(parted: Sequence[Glyph], low: float, em: float) -> float:
    """How far down the longer of two columns goes on below the end of the shorter one, line by line."""
    for g in sorted(parted, key=lambda g: -g.middle):
        if g.middle < low:
            if low - g.middle > _PITCH * em:
                break
            low = g.middle - em / 2
    return low


def _lines(glyphs: Sequence[Glyph], spaces: Sequence[Glyph], zone: int) -> list[Line]:
    clusters: list[list[Glyph]] = []
    for g in sorted(glyphs, key=lambda g: -g.middle):
        if clusters and clusters[-1][0].middle - g.middle < 0.5 * max(g.size, clusters[-1][0].size) * 0.9:
            clusters[-1].append(g)
        else:
            clusters.append([g])
    blanks = sorted(spaces, key=lambda g: -g.middle)
    return [_line(sorted(cluster, key=lambda g: g.left), blanks, zone) for cluster in clusters]


def _line(glyphs: Sequence[Glyph], spaces: Sequence[Glyph], zone: int) -> Line:
    middle, size = median(g.middle for g in glyphs), median(g.size for g in glyphs)
    near = [s for s in spaces if abs(s.middle - middle) < size / 2]
    real, guessed = [s.centre for s in near if s.char != GUESSED], [s.centre for s in near if s.char == GUESSED]
    text = glyphs[0].char
    for before, g in pairwise(glyphs):
        gap = g.left - before.right
        if gap > _CELL_GAP * size:
            text += "   "
        elif any(before.centre < s < g.centre for s in real):
            text += " "
        elif not (_WIDE.match(before.char) and _WIDE.match(g.char)):
            likely = any(before.centre < s < g.centre for s in guessed)
            text += " " if gap > size / (10 if likely else 4) else ""
        text += g.char
    return Line(glyphs[0].left, max(g.right for g in glyphs), middle, size, text, zone)
