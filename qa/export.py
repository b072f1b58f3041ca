"""Ledger rows and other tables → JSON, CSV, XLSX, Markdown. The only door to openpyxl."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from data.errors import MissingExtra
from qa import wire
from qa.ledger import Row
from qa.tell import Tell, chinese

_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins with one of these
_MAX_CELL = 32_000  # characters; Excel's own limit is 32,767
CUT = "…(已截断,全文见出处)"  # stands where a cell ends that is longer
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in the XML of a workbook


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of plain text: `widths` in columns of the default font, every row as long as `heads`.

    `links` are (row, column, address), counted from 0 without the header; `cut` is CUT in the reader's language.
    """

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[tuple[int, int, str], ...] = ()
    cut: str = CUT


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    width: int  # columns of the default font; a Han character takes two
    cell: Callable[[Row, Tell], str]


def _documents(row: Row, tell: Tell) -> str:
    named = [(tell(d.role.value), d.name.text) for d in row.item.documents]
    return "\n".join(tell("{role}:{name}", role=role, name=name) for role, name in named)


_COLUMNS = (
    _Column("编号", 18, lambda r, _: r.item.id),
    _Column("单位", 18, lambda r, _: r.unit),
    _Column("层级", 30, lambda r, _: "\n".join(r.item.path)),
    _Column("问题", 50, lambda r, _: r.item.problem.text),
    _Column("整改措施", 80, lambda r, _: "\n".join(m.text for m in r.item.measures)),
    _Column("整改结果", 20, lambda r, _: r.item.result.text if r.item.result else ""),
    _Column("状态", 12, lambda r, tell: tell(r.item.status.value)),
    _Column("状态原文", 20, lambda r, _: r.item.status_quote.text if r.item.status_quote else ""),
    _Column("时限或承诺", 30, lambda r, _: "\n".join(h.text for h in r.item.hints)),
    _Column("文件", 36, _documents),
    _Column("数据", 24, lambda r, _: "\n".join(dict.fromkeys(f.quote.text for f in r.item.figures))),
    _Column("通报", 36, lambda r, _: r.title),
    _Column("日期", 12, lambda r, _: r.date),
    _Column("出处", 36, lambda r, _: r.url or r.file),
    _Column("另载于", 36, lambda r, _: "\n".join(copy.place for copy in r.also)),
    _Column("位置", 14, lambda r, _: f"{r.item.start}-{r.item.end}"),
)
HEADS = tuple(column.head for column in _COLUMNS)


def cells(row: Row) -> list[str]:
    """One row as text, in the order of `HEADS`; cells that a spreadsheet would run begin with an apostrophe."""
    return [_inert(column.cell(row, chinese)) for column in _COLUMNS]


def _inert(text: str, cut: str = CUT) -> str:
    text = _ILLEGAL.sub("", text)
    if len(text) > _MAX_CELL:
        text = text[:_MAX_CELL] + cut
    return "'" + text if text.lstrip(" \n\u3000").startswith(_RISKY) or text.startswith(_RISKY) else text


def to_json(rows: Sequence[Row]) -> bytes:
    """The contract's list of rows, UTF-8."""
    return (json.dumps([wire.row(r) for r in rows], ensure_ascii=False, indent=1) + "\n").encode()


def to_csv(rows: Sequence[Row]) -> bytes:
    """UTF-8 with a byte order mark and CRLF, so that WPS and Excel open it without asking."""
    return grid_csv(ledger_grid(rows))


def grid_csv(grid: Grid) -> bytes:
    """Like `to_csv`, for any table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(_inert, grid.heads))
    writer.writerows([_inert(cell, grid.cut) for cell in row] for row in grid.rows)
    return out.getvalue().encode("utf-8-sig")


def to_markdown(rows: Sequence[Row]) -> bytes:
    """A table; line breaks inside a cell become <br>, bars and angle brackets are escaped."""
    return grid_markdown(ledger_grid(rows))


def grid_markdown(grid: Grid) -> bytes:
    """Like `to_markdown`, for any table."""
    lines = ["| " + " | ".join(map(_markdown_cell, grid.heads)) + " |", "|" + " --- |" * len(grid.heads)]
    lines += ["| " + " | ".join(_markdown_cell(_inert(cell, grid.cut)) for cell in row) + " |" for row in grid.rows]
    return ("\n".join(lines) + "\n").encode()


def _markdown_cell(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\|*_`\[\]])", r"\\\1", text).replace("\n", "<br>")


def to_xlsx(rows: Sequence[Row]) -> bytes:
    """One sheet: frozen header with a filter, wrapped text, set widths, a link to the source where it is known."""
    return grid_xlsx(ledger_grid(rows))


def linked(column: int, urls: Iterable[str]) -> tuple[tuple[int, int, str], ...]:
    """The links of a column whose cells, row by row, name these sources; what is no web address is none."""
    return tuple((n, column, url) for n, url in enumerate(urls) if url.startswith(("http://", "https://")))


def ledger_grid(rows: Sequence[Row], tell: Tell = chinese) -> Grid:
    """The ledger as a table, its heads and our other words as `tell` says them."""
    links = linked(HEADS.index("出处"), (row.url for row in rows))
    widths = tuple(column.width for column in _COLUMNS)
    return Grid(
        tell("整改台账"),
        tuple(map(tell, HEADS)),
        widths,
        tuple(tuple(c.cell(row, tell) for c in _COLUMNS) for row in rows),
        links,
    )


def grid_xlsx(grid: Grid) -> bytes:
    """Like `to_xlsx`, for any table."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError as error:
        raise MissingExtra("导出 XLSX 需要 openpyxl。请运行:pip install openpyxl") from error

    book = Workbook()
    sheet = book.active
    sheet.title = grid.title
    sheet.freeze_panes = "A2"
    top, bold, link = (
        Alignment(wrap_text=True, vertical="top"),
        Font(bold=True),
        Font(color="0563C1", underline="single"),
    )
    for number, (text, width) in enumerate(zip(grid.heads, grid.widths, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        head = sheet.cell(1, number)
        head.value, head.data_type, head.font, head.alignment = _inert(text), "s", bold, top
    for line, row in enumerate(grid.rows, start=2):
        for number, text in enumerate(row, start=1):
            cell = sheet.cell(line, number)
            cell.value, cell.data_type, cell.alignment = _inert(text, grid.cut), "s", top  # "s" is text
    for line, number, address in grid.links:
        cell = sheet.cell(line + 2, number + 1)
        cell.hyperlink, cell.font = address, link
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORMATS: dict[str, Callable[[Sequence[Row]], bytes]] = {
    "json": to_json,
    "csv": to_csv,
    "xlsx": to_xlsx,
    "md": to_markdown,
}
GRIDS: dict[str, Callable[[Grid], bytes]] = {"csv": grid_csv, "xlsx": grid_xlsx, "md": grid_markdown}
