"""Spreadsheets: the rows of every visible sheet, in order; a table's as cells between bars."""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from data.errors import UnreadableNotice
from data.readers.encoding import decode
from data.readers.html_table import barred
from data.readers.kinds import OLE, refuse_empty, refuse_other
from data.readers.types import Converted
from data.readers.xlsx_cells import Book, M, formats, shown, texts

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BROKEN = "表格文件已损坏,或不是 .xlsx。请在 Excel 或 WPS 中打开后另存为 .xlsx"
_MAX_UNPACKED = 100_000_000  # bytes; a ledger of a thousand rows unpacks to 1 MB
_LABELLED = re.compile(r"[^:：]{2,12}[:：]\s*\S")  # "填报单位：…", which stands beside others above the table

Row = Sequence[str]


def read_xlsx(raw: bytes) -> Converted:
    """Raises UnreadableNotice for what is no workbook, or one without text."""
    refuse_empty(raw)
    if raw.startswith(OLE):
        raise UnreadableNotice("表格有密码,或是旧版 .xls。请在 Excel 或 WPS 中打开,去掉密码并另存为 .xlsx")
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        refuse_other(raw, "表格(.xlsx)")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
                raise UnreadableNotice(f"表格解开后超过 {_MAX_UNPACKED // 1_000_000} MB,不读取")
            sheets, hidden = _sheets(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise UnreadableNotice(_BROKEN) from error
    except (ElementTree.ParseError, KeyError, IndexError, ValueError, OverflowError) as error:
        raise UnreadableNotice(_BROKEN) from error
    return _converted(sheets, "隐藏的工作表、行或列未读入" if hidden else "")


def read_csv(raw: bytes) -> Converted:
    """Raises UnreadableNotice where there is no text or no encoding fits."""
    text = decode(raw)
    try:
        rows = [[re.sub(r"\s*[\r\n]+\s*", " ", cell).strip() for cell in row] for row in csv.reader(io.StringIO(text))]
    except csv.Error as error:  # a cell longer than the module reads
        raise UnreadableNotice(_BROKEN) from error
    return _converted([rows], "")


def _converted(sheets: Sequence[Sequence[Row]], note: str) -> Converted:
    text = "\n".join(line for rows in sheets for line in _lines(rows))
    if not text.strip():
        raise UnreadableNotice("表格里没有文字(可能全是图片,或都在隐藏的工作表里)。请核对文件")
    return Converted(text, note=note)


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    """A lone cell is a line, several are a row, or one under a row, away from the first column.

    Columns that hold nothing in the whole sheet are left out.
    """
    width = max(map(len, rows), default=0)
    used = [n for n in range(width) if any(n < len(row) and row[n] for row in rows)]
    under = False
    for row in rows:
        cells = [row[n] if n < len(row) else "" for n in used]
        filled = [cell for cell in cells if cell]
        if (len(filled) == 1 and not (under and not cells[0])) or all(map(_LABELLED.match, filled)):
            yield from filled
            under = False
        else:
            yield barred(cells)
            under = True


def _sheets(archive: zipfile.ZipFile) -> tuple[list[list[Row]], bool]:
    """The rows of the visible sheets, and whether something is hidden."""
    names = set(archive.namelist())
    root = _xml(archive, "xl/workbook.xml")
    targets = {r.get("Id"): r.get("Target", "") for r in _xml(archive, "xl/_rels/workbook.xml.rels")}
    counted = root.find(f"{M}workbookPr")
    book = Book(
        texts(_xml(archive, "xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else (),
        formats(_xml(archive, "xl/styles.xml")) if "xl/styles.xml" in names else (),
        counted is not None and counted.get("date1904") in ("1", "true"),
    )
    found: list[list[Row]] = []
    hidden = False
    for sheet in root.iter(f"{M}sheet"):
        path = posixpath.normpath(posixpath.join("/xl", targets[sheet.get(_R)])).lstrip("/")
        if sheet.get("state", "visible") != "visible":
            hidden = True
        elif "worksheets/" in path:  # not a sheet that is one diagram
            rows, some_hidden = _rows(_xml(archive, path), book)
            found.append(rows)
            hidden = hidden or some_hidden
    return found, hidden


def _rows(sheet: Any, book: Book) -> tuple[list[Row], bool]:
    gone: set[int] = set()
    for column in sheet.iter(f"{M}col"):
        if column.get("hidden") in ("1", "true"):
            gone |= set(range(int(column.get("min", "1")) - 1, min(int(column.get("max", "1")), 16_384)))
    found: list[Row] = []
    left_out = False
    for row in sheet.iter(f"{M}row"):
        cells: dict[int, str] = {}
        at = -1
        for cell in row.iter(f"{M}c"):
            at = _column(cell.get("r", "")) if cell.get("r") else at + 1
            cells[at] = shown(cell, book)
        written = any(cells.values())
        hidden = row.get("hidden") in ("1", "true")
        left_out = left_out or (written and hidden) or any(text for n, text in cells.items() if n in gone)
        if written and not hidden:
            last = max(n for n, text in cells.items() if text)
            found.append(["" if n in gone else cells.get(n, "") for n in range(last + 1)])
    return found, left_out


def _column(reference: str) -> int:
    """From 0: "A1" → 0, "AB7" → 27."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 1 <= number <= 16_384:
        raise ValueError(reference)
    return number - 1


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    raw = archive.read(name)
    if b"<!DOCTYPE" in raw:  # a workbook has none; one could make the parser multiply text
        raise ValueError(name)
    return ElementTree.fromstring(raw)
