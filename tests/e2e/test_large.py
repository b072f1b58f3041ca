"""A library too large to be drawn at once: lists stay usable."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import serving, visit

NOTICES, ITEMS = 240, 2  # more than shelf.PAGE notices, more than tables.PAGE items
BUNDLED, BUNDLED_ITEMS = 5, 118
FIRST, LAST = "开封市文广旅局", f"青石{NOTICES - 1}县教育局"  # by their first character


def _notice(number: int) -> str:
    unit = f"青石{number:03d}县教育局"
    return (
        f"中共{unit}党组关于巡察整改情况的通报\n2024年1月5日,县委第一巡察组向{unit}反馈了意见。\n"
        f"一、关于“第{number}校车台账不全”问题的整改情况\n一是核查第{number}校车台账。二是每季度抽查{number}次。\n"
        f"二、关于“校服采购程序不严”问题的整改情况\n一是制定第{number}号采购流程,家长代表占一半以上。\n"
        f"中共{unit}党组\n2024年3月1日\n"
    )


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served page on some hundreds of made-up notices."""
    home: Path = tmp_path_factory.mktemp("large")
    folder = home / "notices"
    folder.mkdir()
    for number in range(NOTICES):
        (folder / f"n{number:03d}.txt").write_text(_notice(number), encoding="utf-8")
    env = {**os.environ, "TONGBAO_HOME": str(home / "index")}
    subprocess.run([sys.executable, "-m", "qa", "add", str(folder)], env=env, check=True, capture_output=True)
    with serving(env) as url:
        yield url


@pytest.fixture
def page(browser: Browser, large: str) -> Iterator[Page]:
    page = browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 800})
    visit(page, large)
    page.wait_for_selector("#result .filters")
    yield page
    page.close()


def test_more_rows_come_below_those_being_read_and_do_not_throw_the_reader_to_the_top(page: Page) -> None:
    page.get_by_role("tab", name="台账").click()
    page.wait_for_selector("#ledger tbody tr")
    page.locator("#ledger .scroll").evaluate("e => e.scrollTo(0, 5000)")
    rows = page.locator("#ledger tbody tr").count()
    page.click("#ledger [data-do=more-ledger]")
    page.wait_for_function("n => document.querySelectorAll('#ledger tbody tr').length > n", arg=rows)
    page.wait_for_function("document.querySelector('#ledger .scroll').scrollTop >= 5000")


def test_the_notices_not_listed_on_the_first_page_are_one_click_away(page: Page) -> None:
    page.get_by_role("button", name="另有").click()
    page.wait_for_selector("#notices tbody tr")
    page.get_by_role("tab", name="通报管理", selected=True).wait_for()


def test_opening_a_row_s_measures_leaves_the_other_rows_where_they_were(page: Page) -> None:
    page.get_by_role("tab", name="台账").click()
    page.wait_for_selector("#ledger tbody tr")
    widths = "rows => rows.slice(0, 1).flatMap(r => [...r.cells].map(c => c.getBoundingClientRect().width))"
    before = page.locator("#ledger tbody tr").evaluate_all(widths)
    page.locator("#ledger summary").first.click()
    assert page.locator("#ledger ol").first.is_visible()
    assert page.locator("#ledger tbody tr").evaluate_all(widths) == before


def test_a_unit_among_hundreds_is_chosen_by_a_part_of_its_name(page: Page) -> None:
    box = page.locator("#result input[data-field=unit]")
    assert page.locator("#all-unit option").count() == NOTICES + BUNDLED
    box.fill("青石017")
    box.press("Enter")
    page.wait_for_selector("#result input.set[data-field=unit]")
    assert box.input_value() == "青石017县教育局"
    box.fill("青石01")
    box.press("Enter")
    page.wait_for_selector("#toast .toast")
    assert "有 10 个" in page.locator("#toast .toast").inner_text()
    page.click("#result [data-do=unfilter]")
    page.wait_for_selector("#result input.set", state="detached")


def test_a_notice_among_hundreds_is_found_by_a_part_of_its_title(page: Page) -> None:
    page.get_by_role("tab", name="通报管理").click()
    page.wait_for_selector("#notices tbody tr")
    box = page.locator("#notices [data-do=seek]")
    box.fill("青石203")
    box.press("Enter")
    page.wait_for_function("document.querySelectorAll('#notices tbody tr').length === 1")
    assert "青石203县教育局" in page.locator("#notices tbody tr").inner_text()
    assert f"1 / {NOTICES + BUNDLED} 份" in page.locator("#notices .seek").inner_text()


def test_a_ledger_drawn_in_part_is_sorted_as_a_whole(page: Page) -> None:
    page.get_by_role("tab", name="台账").click()
    page.wait_for_selector("#ledger tbody tr")
    head = page.locator("#ledger thead th").nth(1)
    for way, first in (("ascending", FIRST), ("descending", LAST)):
        head.click()
        page.wait_for_selector(f"#ledger th[aria-sort={way}]")
        assert page.locator("#ledger tbody .chip").first.inner_text() == first
    page.click("#ledger [data-do=more-ledger]")
    whole = "n => document.querySelectorAll('#ledger tbody tr').length === n"
    page.wait_for_function(whole, arg=NOTICES * ITEMS + BUNDLED_ITEMS)
    assert page.locator("#ledger tbody .chip").last.inner_text() == FIRST


def test_a_list_of_notices_drawn_in_part_is_sorted_as_a_whole(page: Page) -> None:
    page.get_by_role("tab", name="通报管理").click()
    page.wait_for_selector("#notices tbody tr")
    head = page.locator("#notices thead th").nth(2)
    for way, first in (("ascending", "2 项问题"), ("descending", "32 项问题")):
        head.click()
        page.wait_for_selector(f"#notices th[aria-sort={way}]")
        assert page.locator("#notices tbody tr").first.locator("td").nth(2).inner_text() == first
    page.click("#notices [data-do=more-notices]")
    page.wait_for_function("n => document.querySelectorAll('#notices tbody tr').length === n", arg=NOTICES + BUNDLED)
    assert page.locator("#notices tbody tr td:nth-child(3)").last.inner_text() == "2 项问题"
    assert page.locator("#notices th[aria-sort=descending]").count() == 1
