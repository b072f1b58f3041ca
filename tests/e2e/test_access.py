"""For everyone: keyboard, screen readers, phone, dark, and the reader's own language."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Seen, ask, settled, visit

Opened = tuple[Page, Seen]
GRAVE = {"serious", "critical"}


@pytest.fixture(params=["light", "dark"])
def themed(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page as the system's colours ask for it."""
    page = browser.new_page(locale="zh-CN", color_scheme=request.param, viewport={"width": 1280, "height": 800})
    visit(page, address)
    page.wait_for_selector(".example")
    yield page
    page.close()


def _grave(page: Page) -> list[str]:
    settled(page)
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in GRAVE]


def test_no_tab_has_a_serious_finding_in_either_theme(themed: Page) -> None:
    found = {"empty": _grave(themed)}
    ask(themed, "怎么保护文物？")
    ask(themed, "那武汉呢？")
    found["问答"] = _grave(themed)
    themed.locator("#result .card button", has_text="在全文中查看").first.click()
    themed.wait_for_selector("#sheet mark")
    found["全文"] = _grave(themed)
    themed.keyboard.press("Escape")
    themed.wait_for_selector("#sheet mark", state="detached")
    for name, ready in (
        ("相似措施", "#similar .filters"),
        ("台账", "#ledger tbody"),
        ("对照矩阵", "#board td"),
        ("通报管理", "#notices tbody"),
        ("评测", "#evaluation [data-do=evaluate]"),
    ):
        themed.get_by_role("tab", name=name).click()
        themed.wait_for_selector(ready)
        found[name] = _grave(themed)
    themed.locator("#notices .confirm summary").first.evaluate("e => e.closest('details').open = true")
    themed.evaluate("document.querySelector('#notices [data-do=rename]').click()")
    themed.wait_for_selector("#toast .toast")
    found["一行消息"] = _grave(themed)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_keyboard_reaches_question_passages_and_full_text(desktop: Opened) -> None:
    page, _ = desktop
    ask(page, "怎么保护文物？")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.closest('#question') !== null")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "passage-2"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "passage-1"
    page.locator("#passage-1 [data-do=read]").press("Enter")
    page.wait_for_selector("#sheet mark")
    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet mark", state="detached")
    assert page.evaluate("document.activeElement.dataset.do") == "read"


def test_what_a_click_takes_away_does_not_throw_the_keyboard_back_to_the_top(desktop: Opened) -> None:
    page, _ = desktop
    focused = "document.activeElement.closest('#result') !== null || document.activeElement.id"
    page.locator(".example").first.press("Enter")
    page.wait_for_selector("#result .card")
    page.wait_for_function(focused)
    assert page.evaluate(focused) is True
    page.locator("#result [data-do=judge]").first.press("Enter")
    page.wait_for_function("document.activeElement.getAttribute('aria-pressed') === 'true'")
    page.locator("#language").press("Enter")
    page.wait_for_selector("#masthead [data-lang=en] h1")
    page.wait_for_function("document.activeElement.id === 'language'")
    page.get_by_role("tab", name="Matrix").click()
    cell = page.locator("#board .heat button").first
    cell.press("Enter")
    page.wait_for_selector("#sheet [data-copy]")  # a cell's passages can be cited, too
    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet .sheet", state="detached")
    page.wait_for_function("document.activeElement.dataset.do === 'cell'")


def test_the_keyboard_sorts_the_ledger(desktop: Opened) -> None:
    page, _ = desktop
    page.get_by_role("tab", name="台账").click()
    page.wait_for_selector("#ledger tbody tr")
    head = page.locator("#ledger thead th").nth(1)
    for order in ("ascending", "descending"):
        head.press("Enter")
        assert head.get_attribute("aria-sort") == order
        units = page.locator("#ledger tbody td:nth-child(2)").all_text_contents()
        blocks = [unit for at, unit in enumerate(units) if at == 0 or units[at - 1] != unit]
        assert len(blocks) == len(set(units))


def test_on_a_phone_the_filters_that_are_set_and_the_way_out_of_them_are_in_view(phone: Opened, address: str) -> None:
    page, _ = phone
    visit(page, f"{address}/?q={quote('怎么保护文物？')}&unit={quote('武汉市文旅局')}&status={quote('已整改')}")
    page.wait_for_selector("#result .answer")
    for part in page.locator("#result .filters").locator("button, select.set").all():
        box = part.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
    assert page.locator("#result select.set").count() == 2


def test_on_a_phone_every_button_of_the_full_text_is_in_view_in_english(phone: Opened) -> None:
    page, _ = phone
    page.click("#language")
    page.wait_for_selector("#masthead [data-lang=en] h1")
    ask(page, "How are cultural relics protected?")
    page.locator("#result [data-do=read]").first.click()
    page.wait_for_selector("#sheet mark")
    buttons = page.locator("#sheet header :is(button, a)").all()
    assert len(buttons) >= 5
    for button in buttons:
        box = button.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390


def test_an_address_that_does_not_exist_leads_home(desktop: Opened, address: str) -> None:
    page, _ = desktop
    reply = page.goto(f"{address}/nix")
    assert reply is not None
    assert reply.status == 404
    assert page.get_by_text("没有这个地址").is_visible()
    page.get_by_role("link").click()
    page.wait_for_selector(".example")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_answer_and_first_passage_are_in_view_and_all_tabs_in_reach(
    browser: Browser, address: str, width: int, height: int
) -> None:
    page = browser.new_page(locale="zh-CN", viewport={"width": width, "height": height})
    visit(page, address)
    page.wait_for_selector(".example")
    ask(page, "旅行社监管采取了哪些措施？")
    page.wait_for_selector("#result .card")
    for part in ("#result .answer", "#result .card .text"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < height - 40
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("[role=tab]:visible").count() == 6
    page.close()


def test_the_address_bar_holds_a_link_to_the_answer(desktop: Opened) -> None:
    page, _ = desktop
    ask(page, "剧本杀怎么监管？")
    page.wait_for_function("location.search.includes('q=')")
    assert quote("剧本杀怎么监管？") in page.url


def test_a_browser_in_english_is_answered_in_english_and_a_choice_is_kept(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    visit(page, address)
    page.wait_for_selector("#masthead [data-lang=en] h1")
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert page.get_by_role("tab", name="Ledger").is_visible()
    page.click("#language")
    page.wait_for_selector("#masthead [data-lang=zh] h1")
    visit(page, page.url)
    page.wait_for_selector("#masthead .masthead[data-lang=zh]")
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    assert page.get_by_role("tab", name="台账").is_visible()
    context.close()
