"""Two people at one served page: one may change the library, the other only reads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from qa.web import passwords
from tests.e2e.conftest import PATIENCE, serving

PASSWORD = "一个足够长的密码"
ADMIN, READER = "张三", "李四"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page on which only 张三 may change anything."""
    home: Path = tmp_path_factory.mktemp("guarded")
    users = home / "users.txt"
    users.write_text("\n".join(passwords.line(name, PASSWORD) for name in (ADMIN, READER)), encoding="utf-8")
    users.chmod(0o600)
    env = {**os.environ, "TONGBAO_HOME": str(home / "index")}
    with serving(env, "--auth", str(users), "--admin", ADMIN) as url:
        yield url


def _enter(browser: Browser, address: str, name: str) -> Page:
    page = browser.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#arrived i", state="attached")
    page.wait_for_selector(".example")
    page.get_by_role("tab", name="通报管理").click()
    page.wait_for_selector("#notices tbody")
    return page


def test_a_reader_sees_no_way_to_remove_and_a_forged_click_removes_nothing(browser: Browser, guarded: str) -> None:
    reader = _enter(browser, guarded, READER)
    rows = reader.locator("#notices tbody tr").count()
    assert reader.locator("[data-do=remove]").count() == 0
    assert not reader.locator("#files").is_visible()
    reader.evaluate(
        """() => { const forged = document.createElement("button");
        Object.assign(forged.dataset, {do: "remove", notice: "wuhan"});
        document.querySelector("#notices").append(forged); forged.click(); }"""
    )
    reader.wait_for_selector("#toast .toast")
    assert "这里只供查阅" in (reader.locator("#toast").text_content() or "")
    admin = _enter(browser, guarded, ADMIN)
    assert admin.locator("#notices tbody tr").count() == rows
    assert admin.locator("[data-do=remove]").count() == rows
    assert admin.locator("#files").is_visible()
    reader.get_by_role("link", name="退出").click()
    reader.wait_for_selector("[name=password]")
    reader.context.close()
    admin.context.close()
