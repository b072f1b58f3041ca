"""The invented notice as spreadsheets, and workbooks for single cases. Written by openpyxl, which our reader does not use."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.formats.notice import BODY, PUBLISHED, SOURCE, TABLE, TITLE

Rows = Sequence[Sequence[object]]
NOTICE: Rows = (
    (TITLE,), (f"发布日期：{PUBLISHED}", "", f"来源：{SOURCE}"), *((line,) for line in BODY[:5]), *TABLE,
    *((line,) for line in BODY[-5:]),
)  # fmt: skip


def book(rows: Rows, change: Callable[[Worksheet], None] = lambda sheet: None) -> bytes:
    """A workbook of one sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def broken() -> bytes:
    """A workbook whose list of sheets ends too early."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets>")
    return out.getvalue()


def separated(rows: Rows) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
