"""Items published as a table: rows with | or tabs, or a table that a page flattened to one cell per line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.labels import ANSWERS, Block, Part, blocks, heading_part, trimmed
from data.numbering import Form, number_at
from data.status import only_status

_PLAIN_COLUMN = re.compile(
    r"序号|编号|(?:反馈|问题|整改)?(?:类别|类型|来源|性质|分类)|方面|分管领导|领域|项目|(?:被巡察|所属)?单位名称"
)
_REMARK = re.compile("备注|备考|说明")  # may hold the status where no other column does
_OTHER_COLUMN = re.compile(r"[\u4e00-\u9fa5]{2,8}")  # of a ruled table, whose columns are certain
_TELLING = frozenset({Part.RESULT, Part.STATUS})
_MAX_GROUP = 40  # characters of a row that is one cell and names the rows below it
_RULE = re.compile(r"[|\s:\-+]*")
_ORDINAL = re.compile(r"\(?\s*(\d{1,3})\s*[.、)]?\s*")
_CELL = re.compile(r"[^|\t]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A table row at `start:end` with its number ("" without one) and its labelled cells in column order."""

    start: int
    end: int
    number: str
    cells: tuple[Block, ...]


_Cell = tuple[int, int]


def rows(folded: str, text: str, start: int, end: int) -> list[Row]:
    """The rows of the first table of `start:end` that has a problem column and an answer column.

    `text` is the unfolded twin, needed because folding turns tabs into spaces. Fewer than two rows are
    no table.
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text[:end]) if m.start() >= start]
    for reader in (_ruled, _cards, _flattened):
        found = reader(folded, text, lines)
        if len(found) >= 2:
            return found
    return []


def heads_table(folded: str) -> bool:
    """Whether a line of a page names the columns of a table of problems: "| 序号 | 问题 | 整改措施 |"."""
    filled = [(a, b) for a, b in _cells(folded, 0, len(folded)) if folded[a:b].strip()]
    return folded.startswith("|") and bool(_columns(folded, filled, ruled=True))


def _columns(folded: str, cells: Sequence[_Cell], ruled: bool = False) -> list[Part | None]:
    """What each cell names as a column head; [] when one of them names none.

    Of two columns of problems the first groups what the second words.
    """
    columns: list[Part | None] = []
    for a, b in cells:
        words = folded[a:b].strip()
        part = Part.ASIDE if _REMARK.fullmatch(words) else heading_part(words)
        if part is None and not (_PLAIN_COLUMN.fullmatch(words) or (ruled and _OTHER_COLUMN.fullmatch(words))):
            return []
        if part is Part.PROBLEM:
            columns = [None if p is part else p for p in columns]
        columns.append(part)
    return columns if Part.PROBLEM in columns and set(ANSWERS).intersection(columns) else []


def _ruled(folded: str, text: str, lines: Sequence[_Cell]) -> list[Row]:
    columns: list[Part | None] = []
    ticked: dict[int, _Cell] = {}  # columns that are headed by a status, with their heads
    found: list[Row] = []
    above: list[_Cell] = []  # the cells of the line before
    for a, b in lines:
        cells = _cells(text, a, b)
        inner = _stacked_heads(folded, above, cells)
        heads = _columns(folded, inner, ruled=True) if len(cells) >= 2 else []
        above = cells
        if heads:  # once more where a table goes on on the next page
            columns = heads
            ticked = {i: head for i, head in enumerate(inner) if only_status(folded[slice(*head)])}
        elif not columns or _RULE.fullmatch(folded, a, b):
            continue
        elif len(cells) == len(columns):
            if sum(bool(folded[a:b].strip()) for a, b in cells[1:]) == 0 and len(cells) > 2:
                continue  # the row of a group, all in its first cell
            if heading_part(folded[slice(*cells[columns.index(Part.PROBLEM)])].strip()) is Part.PROBLEM:
                continue  # the outer of two rows of heads
            row = _ticks(folded, _row(folded, columns, cells), cells, ticked)
            row = _numbered(folded, row, len(found) + 1)
            if found and not row.number and not _says_problem(row):  # a cell that spans rows is printed once
                found[-1] = Row(found[-1].start, row.end, found[-1].number, (*found[-1].cells, *row.cells))
            else:
                found.append(row)
        elif len(cells) > 1 or b - a > _MAX_GROUP:
            break
    return found


_TICK = re.compile("[√✓✔☑●是]")


def _ticks(folded: str, row: Row, cells: Sequence[_Cell], ticked: dict[int, _Cell]) -> Row:
    """A row with the head of the one column that it ticks for its status ("| 已完成 | 正在推进 |", "| √ |  |")."""
    told = [head for place, head in ticked.items() if _TICK.fullmatch(folded[slice(*cells[place])].strip())]
    if len(told) != 1:
        return row
    start, end = trimmed(folded, *told[0])
    return replace(row, cells=(*row.cells, Block(Part.STATUS, "", start, start, end)))


def _numbered(folded: str, row: Row, expected: int) -> Row:
    """A row without a column of numbers whose problem begins with the number that is its turn."""
    problem = next((cell for cell in row.cells if cell.part is Part.PROBLEM), None)
    number = number_at(folded, problem.body) if problem and not row.number else None
    if not problem or not number or number.value != expected:
        return row
    body, _ = trimmed(folded, problem.body + len(number.printed), problem.end)
    own = replace(problem, start=body, body=body)
    return replace(row, number=number.printed.strip(), cells=tuple(own if c is problem else c for c in row.cells))


def _stacked_heads(folded: str, above: Sequence[_Cell], cells: Sequence[_Cell]) -> Sequence[_Cell]:
    """The heads of a row; of two rows below each other where heads span columns or rows, the inner ones.

    An inner head stands below an outer one that spans columns; two full rows are label and value.
    """
    blank = [not folded[a:b].strip() for a, b in cells]
    if len(above) != len(cells) or not any(blank) or all(blank):
        return cells
    spanned = [not folded[a:b].strip() for a, b in above]
    if not all(empty or any(spanned[at : at + 2]) for at, empty in enumerate(blank)):
        return cells
    return [high if empty else low for high, low, empty in zip(above, cells, blank, strict=True)]


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    """The cells of a line; between bars at both ends an empty one counts, as it keeps its column."""
    if re.fullmatch(r"\s*\|.*\|\s*", text[start:end]):
        bars = [m.start() for m in re.finditer(r"\|", text[start:end])]
        return [(start + a + 1, start + b) for a, b in pairwise(bars)]
    return [m.span() for m in _CELL.finditer(text, start, end) if m[0].strip()]


def _says_problem(row: Row) -> bool:
    return any(block.part is Part.PROBLEM and block.body < block.end for block in row.cells)


def _cards(folded: str, text: str, lines: Sequence[_Cell]) -> list[Row]:
    """A table for each problem, or one under the other, whose rows are label and value: "| 反馈问题 | … |"."""
    found: list[Row] = []
    card: list[tuple[Part | None, _Cell]] = []
    for a, b in [*lines, (0, 0)]:
        pairs = _pairs(folded, _cells(text, a, b)) if text.startswith("|", a) else []
        for part, value in pairs:
            if part is Part.PROBLEM or (part is None and folded[slice(*value)].strip().isdigit()):
                begins = any(p is Part.PROBLEM for p, _ in card)
                if begins:
                    found.extend(_card(folded, card))
                    card = []
            card.append((part, value))
    found.extend(_card(folded, card))
    return found


def _pairs(folded: str, cells: Sequence[_Cell]) -> list[tuple[Part | None, _Cell]]:
    """The values of a row of labels and values, each with what its label names; none in any other row."""
    filled = [cell for cell in cells if folded[slice(*cell)].strip()]
    labels = [folded[slice(*cell)].strip() for cell in filled[::2]]
    parts = [heading_part(label) for label in labels]
    known = all(part or _PLAIN_COLUMN.fullmatch(label) for part, label in zip(parts, labels, strict=True))
    return list(zip(parts, filled[1::2], strict=True)) if known and len(filled) % 2 == 0 else []


def _card(folded: str, card: Sequence[tuple[Part | None, _Cell]]) -> list[Row]:
    """One card as a row; none where it words no problem or answers none."""
    parts = [part for part, _ in card]
    if Part.PROBLEM not in parts or not set(ANSWERS).intersection(parts):
        return []
    return [_row(folded, parts, [value for _, value in card])]


def _flattened(folded: str, text: str, lines: Sequence[_Cell]) -> list[Row]:
    """Column heads on lines of their own, then the cells of each row on as many lines."""
    for index in range(len(lines)):
        for width in range(8, 2, -1):
            columns = _columns(folded, lines[index : index + width])
            if len(columns) == width:
                return _stacked(folded, columns, lines[index + width :])
    return []


def _stacked(folded: str, columns: Sequence[Part | None], lines: Sequence[_Cell]) -> list[Row]:
    found: list[Row] = []
    width, at = len(columns), 0
    numbered = columns[0] is None
    while at + width <= len(lines):
        if numbered and not _counts_on(folded, lines[at], len(found) + 1):
            if not _counts_on(folded, lines[at + 1], len(found) + 1):
                break
            at += 1  # the row of a group, which is one cell
            continue
        following = _next_row(folded, columns, lines, at, len(found) + 2) if numbered else at + width
        found.append(_row(folded, columns, _filled(columns, lines[at:following])))
        at = following
    return found


_MAX_LINES = 40  # of one row; cells of notices are shorter


def _next_row(folded: str, columns: Sequence[Part | None], lines: Sequence[_Cell], at: int, number: int) -> int:
    """Where the row behind the one at `at` begins, which is longer than its columns where a cell has several lines."""
    width = len(columns)
    ends = range(at + width, min(len(lines), at + _MAX_LINES) + 1)
    if columns.count(Part.MEASURES) != 1:
        return at + width
    for end in ends:
        if end < len(lines) and _counts_on(folded, lines[end], number):
            return end - (end - at > width and _heads_group(folded, lines[end - 1]))
    if columns[-1] in _TELLING:  # the last row ends with its status
        return next((end for end in ends if only_status(folded[slice(*lines[end - 1])])), at + width)
    return at + width


def _heads_group(folded: str, line: _Cell) -> bool:
    number = number_at(folded[slice(*line)])
    return number is not None and number.form in (Form.HAN, Form.HAN_PAREN)


def _filled(columns: Sequence[Part | None], lines: Sequence[_Cell]) -> list[_Cell]:
    """The cells of a row: what lines it has more than columns belong to its measures."""
    more = len(lines) - len(columns)
    if not more:
        return list(lines)
    place = columns.index(Part.MEASURES)
    return [*lines[:place], (lines[place][0], lines[place + more][1]), *lines[place + more + 1 :]]


def _counts_on(folded: str, cell: _Cell, expected: int) -> bool:
    ordinal = _ORDINAL.fullmatch(folded, *cell)
    return ordinal is not None and int(ordinal[1]) == expected


def _row(folded: str, columns: Sequence[Part | None], cells: Sequence[_Cell]) -> Row:
    labelled: list[Block] = []
    for column, (a, b) in zip(columns, cells, strict=True):
        body, end = trimmed(folded, a, b)
        remarks = column is Part.ASIDE and not _TELLING.intersection(columns) and only_status(folded[body:end])
        part = Part.STATUS if remarks else column
        labelled.extend(_in_cell(folded, part, body, end) if part else ())
    first, last = cells[0][0], cells[-1][1]
    start, end = trimmed(folded, first, last)
    ordinal = _ORDINAL.fullmatch(folded[slice(*cells[0])].strip()) if columns[0] is None else None
    return Row(start, end, ordinal[0].strip() if ordinal else "", tuple(labelled))


def _in_cell(folded: str, part: Part, start: int, end: int) -> list[Block]:
    """A cell as its column names it, or as the labels inside it do ("整改措施:…。整改结果:…。")."""
    read = blocks(folded[start:end], 0, end - start) if part in ANSWERS else ()  # a cell begins like a line
    inner = [Block(b.part, b.label, start + b.start, start + b.body, start + b.end) for b in read]
    if not inner:
        return [Block(part, "", start, start, end)]
    first = trimmed(folded, start, inner[0].start)
    return [*([Block(part, "", first[0], *first)] if first[0] < first[1] else []), *inner]
