"""Comparable measures, comparison, matrix, ledger files and notices brought in, seen through a browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.e2e.conftest import Seen, ask, settled

Opened = tuple[Page, Seen]

SCHOOL = """中共沙河县教育局党组关于巡察整改情况的通报
根据县委统一部署,2023年9月4日至10月30日,县委第一巡察组对县教育局党组开展了巡察。2023年12月1日,巡察组反馈了巡察意见。
一、关于“校服招标采购程序不严”问题的整改情况
一是制定《沙河县中小学校服采购流程》,家长代表占评审小组的一半以上。二是约谈代理机构两家,清退一家。
二、关于“教师上班纪律不严”问题的整改情况
一是推行课前签到和推门听课。二是通报批评擅自离岗教师5人。
中共沙河县教育局党组
2024年2月20日
"""


def _tab(page: Page, name: str, ready: str) -> None:
    page.get_by_role("tab", name=name).click()
    page.wait_for_selector(ready)
    settled(page)


def test_a_passage_leads_to_comparable_measures_of_other_notices(desktop: Opened) -> None:
    page, seen = desktop
    ask(page, "剧本杀怎么监管？")
    card = page.locator("#result .card").first
    unit = card.locator(".chip").first.text_content()
    card.get_by_role("button", name="看相似措施").click()
    page.wait_for_selector("#similar .card")
    page.wait_for_function("document.querySelector('#draft textarea').value.length > 20")
    units = page.locator("#similar .card > header .chip").all_text_contents()
    assert units
    assert unit not in units
    assert "50% 起 高度雷同" in (page.locator("#similar .legend").text_content() or "")
    assert "逐字相同" in (page.locator("#similar .meter").first.text_content() or "")
    assert seen.errors == []


def test_two_ledger_rows_stand_side_by_side_and_go_into_a_workbook(desktop: Opened) -> None:
    page, seen = desktop
    _tab(page, "台账", "#ledger [data-pick]")
    for number in (0, 40):
        page.locator("#ledger [data-pick]").nth(number).check()
    assert "已选 2 项" in (page.locator("#tray").text_content() or "")
    page.click("#tray [data-compare]")
    page.wait_for_selector("#sheet .beside")
    assert page.locator("#sheet .beside thead th").count() == 2
    with page.expect_download() as waiting:
        page.click("#sheet [data-kind=xlsx]")
    sheet = load_workbook(io.BytesIO(waiting.value.path().read_bytes())).active
    assert [cell.value for cell in sheet["A"]][1:3] == ["问题", "措施"]
    assert sheet.max_column == 3
    assert seen.errors == []


def test_items_side_by_side_are_named_and_lead_to_their_texts_on_a_phone_too(phone: Opened) -> None:
    page, _ = phone
    _tab(page, "台账", "#ledger [data-pick]")
    for number in (31, 33):  # two of one unit
        page.locator("#ledger [data-pick]").nth(number).check()
    page.click("#tray [data-compare]")
    page.wait_for_selector("#sheet .beside")
    assert page.locator("#sheet .beside thead [data-do=read]:visible").count() == 2
    cells = page.locator("#sheet .beside tbody tr").first.locator("td")
    assert len(set(cells.evaluate_all("all => all.map(e => e.dataset.label)"))) == 2


def test_a_cell_of_the_matrix_opens_its_passages_and_the_matrix_its_file(desktop: Opened) -> None:
    page, seen = desktop
    _tab(page, "对照矩阵", "#board .heat")
    cell = page.locator("#board .heat td button:not(.s0)").first
    unit = (cell.get_attribute("aria-label") or "").split(",")[1].split(":")[0]
    cell.click()
    page.wait_for_selector("#sheet .card")
    assert set(page.locator("#sheet .card .chip").all_text_contents()) == {unit}
    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet .card", state="detached")
    with page.expect_download() as waiting:
        page.click("#board [data-kind=csv]")
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) - 1 == page.locator("#board .heat tbody tr").count()
    assert any("未见" in row for row in rows)
    assert seen.errors == []


def test_a_file_is_previewed_kept_renamed_and_removed_and_a_bad_one_explained(desktop: Opened, tmp_path: Path) -> None:
    page, seen = desktop
    school, program = tmp_path / "学校.txt", tmp_path / "程序.exe"
    school.write_text(SCHOOL, encoding="utf-8")
    program.write_bytes(b"MZ\x00\x01")
    _tab(page, "通报管理", "#notices tbody tr")
    before = page.locator("#notices tbody tr").count()
    page.set_input_files("#files input[type=file]", [school, program])
    page.wait_for_selector("#intake .incoming")
    assert "不支持的类型" in (page.locator("#intake .failed").text_content() or "")
    assert "校服招标采购程序不严" in (page.locator("#intake .tree").text_content() or "")
    assert page.locator("#notices tbody tr").count() == before  # nothing is kept by itself
    page.locator("#intake [data-do=keep]").click()
    row = page.locator("#notices tbody tr", has_text="沙河县教育局")
    row.wait_for()
    row.get_by_text("改名").click()
    row.locator("input[name=name]").fill("教育局2024")
    row.locator("input[name=name]").press("Enter")
    page.locator("#notices .about", has_text="教育局2024").wait_for()
    row.get_by_text("移除", exact=True).click()
    row.locator("[data-do=remove]").click()
    row.wait_for(state="detached")
    assert page.locator("#notices tbody tr").count() == before
    assert seen.errors == []


def test_a_notice_is_pasted_as_text_looked_at_and_put_aside(phone: Opened) -> None:
    page, seen = phone
    _tab(page, "通报管理", "#notices tbody tr")
    page.fill("#pasted textarea", SCHOOL)
    page.click("#receive-text")
    page.wait_for_selector("#intake .incoming")
    assert "校服招标采购程序不严" in (page.locator("#intake .tree").text_content() or "")
    assert page.input_value("#intake input[name=name]") == "中共沙河县教育局党组关于巡察整改情况的通报"
    page.wait_for_function("document.querySelector('#pasted textarea').value === ''")
    page.locator("#intake [data-do=discard]").click()
    page.wait_for_selector("#intake .incoming", state="detached")
    assert seen.errors == []


def test_the_button_beside_a_long_draft_stays_a_button(desktop: Opened) -> None:
    page, _ = desktop
    _tab(page, "相似措施", "#similar .promise")
    page.fill("#draft textarea", "一是建立巡查制度。\n" * 12)
    page.wait_for_function("document.querySelector('#draft textarea').clientHeight > 200")
    assert page.locator("#find").evaluate("e => e.clientHeight") < 80


def test_the_evaluation_shows_its_figures_with_intervals(desktop: Opened) -> None:
    page, seen = desktop
    _tab(page, "评测", "#evaluation .report")
    numbers = page.locator("#evaluation .number").all_text_contents()
    assert len(numbers) > 15
    assert all("[" in number for number in numbers)
    assert seen.errors == []


@pytest.mark.parametrize(
    ("name", "ready"),
    [("相似措施", "#similar .promise"), ("台账", "#ledger tbody tr"), ("对照矩阵", "#board .heat"),
     ("通报管理", "#notices tbody tr"), ("评测", "#evaluation .report")],
)  # fmt: skip
def test_no_tab_scrolls_sideways_on_a_phone(phone: Opened, name: str, ready: str) -> None:
    page, _ = phone
    _tab(page, name, ready)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    lines = "all => all.map(e => getComputedStyle(e).borderBottomWidth).filter(w => w !== '0px')"
    assert page.locator("table.stack td").evaluate_all(lines) == []  # a row is one card, without lines inside
