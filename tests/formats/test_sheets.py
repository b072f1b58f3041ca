"""A ledger kept in a spreadsheet: cells as the program shows them, hidden ones left out and said."""

from __future__ import annotations

from datetime import date, datetime

from openpyxl.worksheet.worksheet import Worksheet

from data.corpus import parse
from data.readers import read
from tests.formats.sheets import book

HEAD = ("序号", "反馈问题", "整改措施", "整改情况", "完成时限")
LEDGER = (
    ("青源县水利局巡察整改台账",),
    ("填报单位：青源县水利局", None, None, "填报日期：2023年9月1日"),
    HEAD,
    (1, "学习不够", "1.制定计划。\n2.集中学习12次。", "已完成", date(2023, 6, 30)),
    (2, "管理不严", "修订办法3项。", "正在整改", datetime(2023, 8, 1)),
    (None, None, "约谈5人。", None, None),
)


def lines(raw: bytes) -> list[str]:
    return read(raw, "a.xlsx").text.split("\n")


def test_a_ledger_gives_its_items_unit_and_date_and_a_problem_over_two_rows_is_one() -> None:
    notice = parse(book(LEDGER), "台账.xlsx")
    assert notice.title == "青源县水利局巡察整改台账"
    assert notice.metadata.unit
    assert notice.metadata.unit.value == "青源县水利局"
    assert notice.metadata.signed
    assert notice.metadata.signed.value == "2023-09-01"
    assert [(i.number, i.problem.text, [m.text for m in i.measures]) for i in notice.items] == [
        ("1", "学习不够", ["1.制定计划。", "2.集中学习12次。"]),
        ("2", "管理不严", ["修订办法3项。", "约谈5人。"]),
    ]


def test_numbers_and_dates_are_what_their_format_prints() -> None:
    def formatted(sheet: Worksheet) -> None:
        formats = ("General", "0.0%", "#,##0", "0.00", "yyyy/m/d", 'yyyy"年"m"月"', "@", "General", "General")
        for cell, code in zip(sheet[1], formats, strict=True):
            cell.number_format = code

    row = (38.6, 0.955, 12800, 1.5, date(2024, 1, 31), date(2024, 1, 1), "007", 3.0, True)
    said = "| 38.6 | 95.5% | 12,800 | 1.50 | 2024年1月31日 | 2024年1月 | 007 | 3 | 是 |"
    assert lines(book([row], formatted)) == [said]


def test_merged_cells_keep_their_columns_and_empty_columns_go() -> None:
    def merged(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B3")

    rows = [(None, "方面", None, "问题"), (None, "一方面", None, "甲"), (None, None, None, "乙")]
    assert lines(book(rows, merged)) == ["| 方面 | 问题 |", "| 一方面 | 甲 |", "|  | 乙 |"]


def test_what_is_hidden_is_left_out_and_said() -> None:
    def hidden(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    rows = [("序号", "问题", "举报人"), (1, "学习不够", "某人"), (2, "管理不严", "某人")]
    found = read(book(rows, hidden), "a.xlsx")
    assert found.text.split("\n") == ["| 序号 | 问题 |", "| 1 | 学习不够 |"]
    assert found.note == "隐藏的工作表、行或列未读入"
    assert read(book(rows), "a.xlsx").note == ""
