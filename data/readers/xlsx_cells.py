"""What a spreadsheet's cell shows: shared texts, numbers and dates as their format prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DATES = frozenset((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)))  # formats every program has built in
_BUILT_IN = {2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_MONTHS = frozenset((17, 27, 57))  # of the dates: year and month only
_NO_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')  # what a format holds besides its places
_FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}  # by what the workbook counts from
_LAST_DAY = 2_958_465  # the year 9999


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share: texts, the number format of every style, and where days are counted from."""

    texts: Sequence[str]
    formats: Sequence[tuple[int, str]]
    from_1904: bool


def texts(root: Any) -> list[str]:
    """The table of shared texts."""
    return [written(entry) for entry in root.iter(f"{M}si")]


def written(entry: Any) -> str:
    """The text of an entry, its runs joined, without the reading printed above characters."""
    runs = [run for child in entry if child.tag != f"{M}rPh" for run in child.iter(f"{M}t")]
    return "".join(run.text or "" for run in runs)


def formats(root: Any) -> list[tuple[int, str]]:
    """For every cell style the number and the code of its number format."""
    codes = {int(f.get("numFmtId", "0")): f.get("formatCode", "") for f in root.iter(f"{M}numFmt")}
    styles = root.find(f"{M}cellXfs")
    numbers = [int(style.get("numFmtId", "0")) for style in (styles if styles is not None else ())]
    return [(number, codes.get(number, _BUILT_IN.get(number, ""))) for number in numbers]


def shown(cell: Any, book: Book) -> str:
    """What a cell shows, in one line; nothing for an error."""
    kind = cell.get("t", "n")
    inline = cell.find(f"{M}is")
    value = cell.findtext(f"{M}v") or ""
    if kind == "inlineStr" and inline is not None:
        text = written(inline)
    elif kind == "s":
        text = book.texts[int(value)] if value else ""
    elif kind == "b":
        text = "是" if value == "1" else "否"
    elif kind == "n" and value:
        style = int(cell.get("s", "0"))
        text = _number(float(value), *(book.formats[style] if style < len(book.formats) else (0, "")), book.from_1904)
    else:
        text = "" if kind == "e" else value
    return re.sub(r"\s*[\r\n]+\s*", " ", text.replace("_x000D_", "")).strip()


def _number(value: float, number: int, code: str, from_1904: bool) -> str:
    places = _NO_DATE.sub("", code).lower()
    if (number in _DATES or re.search("[yd]", places)) and 1 <= value <= _LAST_DAY:
        day = _FIRST_DAY[from_1904] + timedelta(days=int(value))
        month_only = number in _MONTHS or (number not in _DATES and "d" not in places)
        return f"{day.year}年{day.month}月" + ("" if month_only else f"{day.day}日")
    decimals = re.search(r"\.(0+)", places)
    if "%" in places:
        return f"{value * 100:.{len(decimals[1]) if decimals else 0}f}%"
    thousands = "," if ",##0" in places else ""
    if decimals or thousands:
        return f"{value:{thousands}.{len(decimals[1]) if decimals else 0}f}"
    return f"{value:.15g}"  # what the file stores is the nearest double; programs show 15 digits of it
