"""A library, a model and visitors that mean harm, seen through a browser: nothing runs, loads or leads away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Seen, ask, serving, settled, visit
from tests.model.endpoint_process import Server, started
from tests.xss.payloads import PAYLOADS

FOREIGN = "img, iframe, object, embed, form, base, link, meta, style, script, svg, video, audio"
INSIDE = ("#masthead", "#result", "#similar", "#ledger", "#board", "#listed", "#evaluation", "#sheet", "#toast")
# the clean text drops image marks and characters that turn the direction of writing, as page noise
SHOWABLE = [p for p in PAYLOADS if not p.startswith(("![", "\u202e", "\u2066"))]


def _notice() -> str:
    """A notice of a made-up bureau with every payload in a heading and in a measure."""
    body = "\n".join(
        f"{n}.关于校车{payload}的问题。\n整改措施:一是核查{payload}台账。二是退回{payload}款项。"
        for n, payload in enumerate(PAYLOADS, 1)
    )
    return (
        f"青石县教育局{PAYLOADS[3]}党组关于巡察整改情况的通报\n来源:{PAYLOADS[5]}\n"
        f"根据县委统一部署,县委巡察组对县教育局开展巡察。\n一、校车整改情况\n{body}\n"
        f"青石县教育局{PAYLOADS[0]}党组\n2024年3月1日\n"
    )


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Server]:
    with started() as server:
        yield server


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, endpoint: Server) -> Iterator[str]:
    """A page on the bundled notices and the hostile one, with judged questions and a model that mean harm."""
    home = tmp_path_factory.mktemp("xss")
    file = home / f"{PAYLOADS[3]}.txt"  # the file name, too
    file.write_text(_notice(), encoding="utf-8")
    model = {"TONGBAO_LLM_URL": endpoint.root("hostile"), "TONGBAO_LLM_MODEL": PAYLOADS[3]}
    env = {**os.environ, "TONGBAO_HOME": str(home / "index"), **model}
    run = [sys.executable, "-m", "qa"]
    subprocess.run([*run, "add", str(file)], env=env, check=True, capture_output=True)
    judged = {"id": PAYLOADS[3], "question": PAYLOADS[5], "type": "unanswerable", "lang": "zh", "evidence": []}
    (home / "index" / "questions.jsonl").write_text(json.dumps(judged) + "\n", encoding="utf-8")
    with serving(env) as url:
        yield url


class Watched:
    """A page that must stay harmless."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url, self.seen = page, url, Seen(page)
        self.dialogs: list[str] = []
        page.on("dialog", lambda d: (self.dialogs.append(d.message), d.dismiss()))
        self.go("")

    def go(self, query: str) -> None:
        visit(self.page, f"{self.url}/{query}")
        self.page.wait_for_selector("#question textarea")
        self.page.wait_for_selector(".example" if not query else "#result .turn")

    def ask(self, question: str) -> None:
        ask(self.page, question)

    def harmless(self) -> None:
        """Nothing ran, nothing was fetched elsewhere, no element of a payload became one of the page."""
        page = self.page
        page.wait_for_timeout(100)
        assert page.evaluate("window.__hit") is None
        assert self.dialogs == []
        urls = [u for u in self.seen.hosts if not u.startswith(("data:", "blob:"))]
        assert {urlsplit(u).hostname for u in urls} == {"127.0.0.1"}
        for region in INSIDE:
            assert page.locator(f"{region} :is({FOREIGN})").count() == 0, region
        acting = """() => [...document.querySelectorAll('*')].filter(e =>
            /^\\s*(javascript|data:text)/i.test(e.getAttribute('href') || '') || [...e.attributes].some(
            a => a.name.startsWith('on') && a.value.includes('__hit'))).length"""
        assert page.evaluate(acting) == 0
        assert page.evaluate("getComputedStyle(document.body).display") != "none"
        assert urlsplit(page.url).hostname == "127.0.0.1"


@pytest.fixture(scope="module")
def watched(browser: Browser, hostile: str) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    yield Watched(page, hostile)
    page.close()


def test_a_hostile_notice_is_read_as_written(watched: Watched) -> None:
    watched.ask("校车台账怎么核查?")
    watched.page.locator("#result .card", has_text="青石县").first.get_by_role("button", name="在全文中查看").click()
    watched.page.wait_for_selector("#sheet .page")
    text = watched.page.locator("#sheet .page").text_content() or ""
    lost = [p for p in SHOWABLE if p not in text]
    assert lost == []
    watched.harmless()
    watched.page.keyboard.press("Escape")
    watched.page.wait_for_selector("#sheet .page", state="detached")


@pytest.mark.parametrize("payload", PAYLOADS[::4])
def test_a_hostile_question_is_shown_as_typed(watched: Watched, payload: str) -> None:
    watched.ask(payload)
    assert payload.strip() in (watched.page.locator("#result .asked").text_content() or "")
    watched.harmless()


def test_every_payload_in_one_conversation_stays_text_in_the_history(watched: Watched) -> None:
    for part in range(0, len(PAYLOADS), 8):
        watched.ask(" ".join(PAYLOADS[part : part + 8])[:480])
    watched.harmless()


def test_a_hostile_link_filters_by_text_that_does_nothing(watched: Watched) -> None:
    for payload in (PAYLOADS[3], PAYLOADS[36], PAYLOADS[38], PAYLOADS[6]):
        watched.go("?" + urlencode(dict.fromkeys(("q", "unit", "region", "status", "tab", "lang"), payload)))
        watched.harmless()
    watched.go(f"?q={quote('文物')}&unit={quote(PAYLOADS[5])}#{quote(PAYLOADS[0])}")
    watched.harmless()


def test_what_a_hostile_model_writes_is_marked_text(watched: Watched) -> None:
    watched.go(f"?q={quote('追责问责了多少人？')}")
    page = watched.page
    page.get_by_role("button", name="由语言模型归纳").click()
    page.wait_for_selector("#result .written:not([aria-busy])")
    written = page.locator("#result .written").text_content() or ""
    assert all(p in written for p in (PAYLOADS[3], PAYLOADS[36], PAYLOADS[38], PAYLOADS[31]))
    assert page.locator("#result .written .doubt").count() >= 1
    assert PAYLOADS[3] in (page.locator("#result .written h2").text_content() or "")  # the model's own name
    page.locator("#result .card").first.get_by_role("button", name="有用").click()
    page.wait_for_selector("#result [aria-pressed=true]")
    assert page.locator("#result .written").text_content() == written  # it belongs to the conversation now
    watched.harmless()


def test_a_remark_on_a_hostile_passage_is_kept_and_the_conversation_exported(watched: Watched) -> None:
    page = watched.page
    watched.ask(f"校车{PAYLOADS[3]}台账")
    card = page.locator("#result .card", has_text="青石县").first
    card.get_by_role("button", name="有用").click()
    page.wait_for_selector("#toast .toast")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="导出会话(Markdown)").click()
    assert "台账" in waiting.value.path().read_text(encoding="utf-8")
    watched.harmless()


def test_drafts_topics_and_all_tabs_show_hostile_text_as_text(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("tab", name="相似措施").click()
    page.fill("#draft textarea", f"一是核查{PAYLOADS[3]}校车台账。\n二是{PAYLOADS[36]}退回{PAYLOADS[38]}款项。")
    page.click("#find")
    settled(page)
    page.wait_for_selector("#similar :is(.card, .promise)")
    watched.harmless()
    page.get_by_role("tab", name="对照矩阵").click()
    page.wait_for_selector("#board table")
    page.fill("#topics textarea", f"{PAYLOADS[3]}\n校车{PAYLOADS[36]}")
    page.get_by_role("button", name="生成对照矩阵").click()
    page.wait_for_function("p => document.querySelector('#board').textContent.includes(p)", arg=PAYLOADS[3])
    watched.harmless()
    for tab in ("台账", "通报管理", "评测"):
        page.get_by_role("tab", name=tab).click()
        page.get_by_role("tab", name=tab, selected=True).wait_for()
        settled(page)
        watched.harmless()
