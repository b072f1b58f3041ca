"""The pictures in docs/screens, taken anew from a running page on the five bundled notices:

    tongbao eval --html report.html
    tongbao app --port 7860 --index screens
    python recipes/screens.py http://127.0.0.1:7860 report.html docs/screens

Needs the `test` extra and Chromium. Pictures are reduced to 256 colours, a third of their size.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

SIZES = ((1280, 800), (390, 844))
QUESTION = "追责问责了多少人？"
DRAFT = "建立文物安全巡查制度，聘请文物保护员，每月巡查一次。"
TABS = (
    ("相似措施", "similar", "#similar .filters"),
    ("台账", "ledger", "#ledger tbody"),
    ("对照矩阵", "matrix", "#board td"),
    ("通报管理", "notices", "#notices tbody"),
    ("评测", "evaluation", "#evaluation .report"),
)

Shot = Callable[[str], None]


def main(address: str, report: Path, folder: Path) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for width, height in SIZES:
            for theme, ending in (("light", ""), ("dark", "-dark")):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme, locale="zh-CN")
                conversation(page, address, shot := saver(page, folder, f"-{width}{ending}"))
                tabs(page, shot)
                page.close()
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        page.goto(address)
        page.wait_for_selector(".example")
        ask(page, "How many people were held accountable?")
        saver(page, folder, "-1280-en")("ask")
        page.set_viewport_size({"width": 1280, "height": 1400})
        page.goto(report.resolve().as_uri())
        saver(page, folder, "")("evaluation")


def conversation(page: Page, address: str, shot: Shot) -> None:
    """The first tab: empty, an answer, its full text, a follow-up, a long answer, none."""
    page.goto(address)
    page.wait_for_selector(".example")
    shot("empty")
    ask(page, QUESTION)
    shot("ask")
    page.locator("#result .card [data-do=read]").first.click()
    page.wait_for_selector("#sheet mark")
    shot("full")
    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet mark", state="detached")
    ask(page, "怎么保护文物？")
    ask(page, "那武汉呢？")
    shot("follow")
    ask(page, "旅行社交的质量保证金现在能退多少？")
    shot("long")
    ask(page, "深圳地铁的票价是多少？")
    shot("none")


def tabs(page: Page, shot: Shot) -> None:
    for label, name, ready in TABS:
        page.get_by_role("tab", name=label).click()
        page.wait_for_selector(ready)
        if name == "similar":
            page.fill("#draft textarea", DRAFT)
            page.click("#find")
            page.wait_for_selector("#similar .card")
        shot(name)


def ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    asked = "q => document.querySelector('#result .asked')?.textContent.includes(q)"
    page.wait_for_function(asked, arg=question)
    page.wait_for_function("!document.body.dataset.busy")


def saver(page: Page, folder: Path, ending: str) -> Shot:
    """Writes what the window shows now."""

    def shot(name: str) -> None:
        page.mouse.move(5, 5)
        page.wait_for_timeout(700)  # what moves comes to rest
        taken = Image.open(io.BytesIO(page.screenshot()))
        taken.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(folder / f"{name}{ending}.png", optimize=True)

    return shot


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
