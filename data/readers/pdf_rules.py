"""The straight lines drawn on a PDF page: what the grid of a table is read from."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.readers.extras import load

_MAX_SEGMENTS = 20_000  # of one page; a table has a thousand, a map a million
_DEPTH = 4  # forms inside forms
_STRAIGHT = 0.6  # points a line may lean
_SHORT = 1.0  # points; shorter is the thickness of a drawn line, longer may be a dash of one

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright line in points, y upwards: `left == right` or `bottom == top`."""

    left: float
    bottom: float
    right: float
    top: float


def rules(page: Any) -> list[Rule]:
    """The rules of an open PDFium page, as stored; too many to be a table's are none."""
    raw = load("pypdfium2.raw")
    found: list[Rule] = []
    left = _MAX_SEGMENTS
    for path, matrix in _paths(raw, page):
        left -= max(1, raw.FPDFPath_CountSegments(path))
        if left < 0:
            return []
        found.extend(filter(None, (_rule(a, b) for a, b in _strokes(raw, path, matrix))))
    return found


def _paths(raw: Any, page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """Every path of a page, those inside forms included, with the matrix that places it."""
    todo: list[tuple[Any, _Matrix | None, int]]
    todo = [(raw.FPDFPage_GetObject(page, n), None, 0) for n in reversed(range(raw.FPDFPage_CountObjects(page)))]
    while todo:
        one, above, depth = todo.pop()
        kind = raw.FPDFPageObj_GetType(one)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM):
            continue
        own = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(one, ctypes.byref(own))
        matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), above)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield one, matrix
        elif depth < _DEPTH:
            inside = range(raw.FPDFFormObj_CountObjects(one))
            todo += [(raw.FPDFFormObj_GetObject(one, n), matrix, depth + 1) for n in reversed(inside)]


def _times(m: _Matrix, above: _Matrix | None) -> _Matrix:
    if above is None:
        return m
    a, b, c, d, e, f = above
    return (
        m[0] * a + m[1] * c, m[0] * b + m[1] * d, m[2] * a + m[3] * c, m[2] * b + m[3] * d,
        m[4] * a + m[5] * c + e, m[4] * b + m[5] * d + f,
    )  # fmt: skip


def _strokes(raw: Any, path: Any, m: _Matrix) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path from point to point."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = here = (0.0, 0.0)
    for n in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (m[0] * x.value + m[2] * y.value + m[4], m[1] * x.value + m[3] * y.value + m[5])
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield here, point
        here = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield here, first
            here = first


def _rule(a: _Point, b: _Point) -> Rule | None:
    (x0, x1), (y0, y1) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    if y1 - y0 <= _STRAIGHT and x1 - x0 >= _SHORT:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    if x1 - x0 <= _STRAIGHT and y1 - y0 >= _SHORT:
        return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    return None
