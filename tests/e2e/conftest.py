"""The page in a real browser: a server in its own process, Chromium driven by Playwright."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.process import free_port, wait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 60_000  # milliseconds for what a busy machine takes; an idle one needs less than one thousand
HOSTILE = '坏<img src=x onerror="window.__hit=1">${window.__hit=2}{{window.__hit=3}}'


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served page on the bundled notices and one hostile one."""
    home = tmp_path_factory.mktemp("home")
    notice = home / "hostile.txt"
    notice.write_text(
        f"青石县教育局党组关于巡察整改情况的通报\n根据县委统一部署,县委巡察组对县教育局开展巡察。\n一、整改情况\n"
        f"1.关于{HOSTILE}的问题。\n整改措施:一是核查{HOSTILE}校车采购台账。二是退回{HOSTILE}款项。\n青石县教育局党组\n2024年3月1日\n",
        encoding="utf-8",
    )
    env = {**os.environ, "TONGBAO_HOME": str(home / "index")}
    run = [sys.executable, "-m", "qa"]
    subprocess.run([*run, "add", str(notice)], env=env, check=True, capture_output=True)
    with serving(env) as url:
        yield url


@contextmanager
def serving(env: dict[str, str], *options: str) -> Iterator[str]:
    """`tongbao app` in this environment, answering at the address given."""
    port = free_port()
    run = [sys.executable, "-m", "qa", "app", "--port", str(port), *options]
    server = subprocess.Popen(run, env=env, stdout=subprocess.DEVNULL)
    try:
        wait(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=120)  # it gives open pages three seconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; skipped without one, except in CI, where that is a failure."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium in CI: install Debian's chromium package")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Seen:
    """What a page asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        page.on("request", lambda r: self.hosts.add(r.url))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))


def visit(page: Page, url: str) -> None:
    """Go there, and wait until the page's own request has been answered."""
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    page.wait_for_selector("#arrived i", state="attached")


def settled(page: Page) -> None:
    """Wait until what was clicked last is done."""
    page.wait_for_function("!document.body.dataset.busy")


def ask(page: Page, question: str) -> None:
    """Type a question and wait until the page answers that one and has emptied the box for the next."""
    settled(page)
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    shown = "q => document.querySelector('#result .asked')?.textContent.includes(q)"
    page.wait_for_function(shown, arg=question.strip())
    page.wait_for_function("document.querySelector('#question textarea').value === ''")


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[tuple[Page, Seen]]:
    """The page at 1280×800."""
    yield from _open(browser, address, 1280, 800)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[tuple[Page, Seen]]:
    """The page at 390×844."""
    yield from _open(browser, address, 390, 844)


def _open(browser: Browser, address: str, width: int, height: int) -> Iterator[tuple[Page, Seen]]:
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    seen = Seen(page)
    visit(page, address)
    page.wait_for_selector("#question textarea")
    page.wait_for_selector(".example")
    yield page, seen
    page.close()
