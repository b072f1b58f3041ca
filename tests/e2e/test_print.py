"""What comes out of the printer: the answer and where it is from, and nothing to click."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import visit

CONTROLS = "button, input, select, textarea, [role=tab], summary"


@pytest.fixture
def paper(browser: Browser, address: str) -> Iterator[Page]:
    """An answer as a dark page would print it."""
    page = browser.new_page(locale="zh-CN", color_scheme="dark", viewport={"width": 1280, "height": 800})
    visit(page, f"{address}/?q=怎么保护文物？")
    page.wait_for_selector("#result .card")
    page.wait_for_function("!document.body.dataset.busy")
    page.emulate_media(media="print")
    yield page
    page.close()


def _controls(page: Page, inside: str) -> list[str]:
    return [e.inner_text() for e in page.locator(inside).locator(CONTROLS).all() if e.is_visible()]


def _light(page: Page, selector: str) -> bool:
    """Whether the element's words are dark: on paper the ground is white."""
    script = "e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).every(part => Number(part) < 100)"
    return bool(page.locator(selector).first.evaluate(script))


def test_an_answer_is_printed_with_its_sources_and_no_controls(paper: Page) -> None:
    assert paper.locator("#result .answer p").first.is_visible()
    card = paper.locator("#result .card").first
    for part in (".chip", "time", ".path li:first-child", ".text", ".acts a"):
        assert card.locator(part).first.is_visible(), part
    address = card.locator(".acts a").first
    assert address.get_attribute("href") in address.evaluate("e => getComputedStyle(e, '::after').content + e.href")
    assert all(_light(paper, part) for part in ("#result .answer p", "#result .card .text", "#result .asked"))
    assert _controls(paper, "body") == []


def test_a_shortened_passage_is_printed_whole(paper: Page) -> None:
    script = "e => e.insertAdjacentHTML('beforeend', '<span class=rest>其余</span>')"  # as cards.py shortens
    paper.locator("#result .card .text").first.evaluate(script)
    assert paper.get_by_text("其余", exact=True).is_visible()
    paper.emulate_media(media="screen")
    assert not paper.get_by_text("其余", exact=True).is_visible()


def test_the_full_text_is_printed_without_its_outline(paper: Page) -> None:
    paper.emulate_media(media="screen")
    paper.locator("#result .card [data-do=read]").first.click()
    paper.wait_for_selector("#sheet mark")
    paper.emulate_media(media="print")
    assert _controls(paper, "body") == []
    assert not paper.locator("#sheet nav").is_visible()
    assert not paper.locator("#result").is_visible()
    tall = paper.locator("#sheet .page").bounding_box()
    assert tall is not None
    assert tall["height"] > 2000  # all of it, not the part that was in view
    assert _light(paper, "#sheet .page p")


def test_the_ledger_is_printed_with_its_measures_and_is_folded_again(paper: Page) -> None:
    paper.emulate_media(media="screen")
    paper.get_by_role("tab", name="台账").click()
    paper.wait_for_selector("#ledger tbody tr")
    paper.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper.emulate_media(media="print")
    rows = paper.locator("#ledger tbody tr").count()
    assert paper.locator("#ledger tbody tr:visible").count() == rows
    assert paper.locator("#ledger ol li").first.is_visible()
    assert _controls(paper, "body") == []
    assert _light(paper, "#ledger ol li")
    paper.emulate_media(media="screen")
    paper.evaluate("dispatchEvent(new Event('afterprint'))")
    assert paper.locator("#ledger details[open]").count() == 0
