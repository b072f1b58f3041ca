"""What goes wrong, in the reader's words; nothing of Gradio's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.e2e.conftest import Seen, visit

Opened = tuple[Page, Seen]


def _breaks(route: Route) -> None:
    route.fulfill(status=500, content_type="application/json", body='{"detail": "KeyError: secret"}')


def _told(page: Page) -> str:
    page.wait_for_selector(".toast-message-text")
    return page.locator(".toast-body").first.inner_text()


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "出了意外"), ("en-GB", "Something went wrong")])
def test_what_nobody_foresaw_is_one_neutral_line(browser: Browser, address: str, locale: str, words: str) -> None:
    page = browser.new_page(locale=locale)
    visit(page, address)
    page.wait_for_selector(".example")
    page.wait_for_function("lang => document.documentElement.lang === lang", arg="en" if locale == "en-GB" else "zh-CN")
    page.route("**/gradio_api/queue/join*", _breaks)
    page.fill("#question textarea", "怎么保护文物？")
    page.press("#question textarea", "Enter")
    told = _told(page)
    assert words in told
    assert "secret" not in told
    assert page.evaluate("document.body.dataset.busy") is None
    page.close()


def test_a_full_queue_is_told_in_the_reader_s_language(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-GB")
    visit(page, address)
    page.wait_for_function("document.documentElement.lang === 'en'")
    full = '{"detail": "现在提问的人太多,排队已满;请过几秒再试"}'
    page.route(
        "**/gradio_api/queue/join*",
        lambda route: route.fulfill(status=429, content_type="application/json", body=full),
    )
    page.fill("#question textarea", "How are cultural relics protected?")
    page.press("#question textarea", "Enter")
    assert "Too many requests" in _told(page)
    page.close()


def test_a_lost_connection_is_told_in_chinese(desktop: Opened) -> None:
    page, _ = desktop
    page.route("**/gradio_api/queue/join*", lambda route: route.abort())
    page.fill("#question textarea", "怎么保护文物？")
    page.press("#question textarea", "Enter")
    told = _told(page)
    assert "rror" not in told
    assert "连接断了" in told or "出了意外" in told


def test_a_file_too_large_is_told_in_chinese(desktop: Opened, tmp_path: Path) -> None:
    page, _ = desktop
    page.get_by_role("tab", name="通报管理").click()
    page.wait_for_selector("#notices tbody")
    large = tmp_path / "大.txt"
    large.write_bytes(b"x" * 21_500_000)
    page.set_input_files("#files input[type=file]", str(large))
    assert "文件超过 20 MB,没有上传" in _told(page)


def test_a_long_question_leaves_the_answer_in_view(desktop: Opened) -> None:
    page, _ = desktop
    page.fill("#question textarea", "旅行社监管采取了哪些措施？" * 30)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#result .answer")
    box = page.locator("#result .answer").first.bounding_box()
    assert box is not None
    assert box["y"] < 500
