"""What a reader does on the page, seen through a browser."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.e2e.conftest import HOSTILE, Seen, ask, settled, visit

Opened = tuple[Page, Seen]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("通州是怎么保护文物的？", "细化文物管理实施细则"),
        ("剧本杀怎么监管？", "剧本娱乐"),
        ("追责问责了多少人？", "追责问责10人"),
    ],
)
def test_a_question_shows_the_right_passage_first_or_second(desktop: Opened, question: str, words: str) -> None:
    page, _ = desktop
    ask(page, question)
    first_two = page.locator("#result .card .text").all_text_contents()[:2]
    assert any(words in text for text in first_two)


def test_full_text_opens_at_the_marked_passage(desktop: Opened) -> None:
    page, _ = desktop
    ask(page, "剧本杀怎么监管？")
    card = page.locator("#result .card").first
    start = card.locator(".text").text_content() or ""
    card.get_by_role("button", name="在全文中查看").click()
    page.wait_for_selector("#sheet mark")
    top = "document.querySelector('#sheet mark.now')?.getBoundingClientRect().y"
    page.wait_for_function(f"0 <= {top} && {top} < 800")
    marked = "".join(page.locator("#sheet mark").all_text_contents())
    assert start.strip()[:20] in marked.strip()
    box = page.locator("#sheet mark.now").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800
    page.keyboard.press("Escape")
    page.wait_for_selector("#sheet mark", state="detached")


def test_a_question_without_evidence_says_so_and_shows_at_most_three(desktop: Opened) -> None:
    page, _ = desktop
    ask(page, "深圳地铁的票价是多少？")
    assert page.locator("#result .answer.none").count() == 1
    assert page.locator("#result .card").count() <= 3


def test_where_nothing_is_found_questions_are_offered_that_find_something(phone: Opened) -> None:
    page, _ = phone
    ask(page, "深圳地铁的票价是多少？")
    assert page.locator("#result .main .example").count() == 3
    page.locator("#result .main .example").first.click()
    page.wait_for_selector("#result .answer:not(.none)")
    assert page.locator("#result .main .example").count() == 0


def test_a_follow_up_changes_the_unit_and_can_be_undone(desktop: Opened) -> None:
    page, _ = desktop
    ask(page, "通州是怎么保护文物的？")
    ask(page, "那武汉呢？")
    assert "已沿用上一问" in (page.locator("#result .note").text_content() or "")
    assert set(page.locator("#result .card .chip").all_text_contents()) == {"武汉市文旅局"}
    page.locator("#result .note button").click()
    page.wait_for_selector("#result .note", state="detached")


def test_no_request_leaves_the_machine_and_the_console_is_quiet(desktop: Opened) -> None:
    page, seen = desktop
    ask(page, "追责问责了多少人？")
    hosts = {urlsplit(url).hostname for url in seen.hosts if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    assert seen.errors == []


def test_markup_in_a_question_and_in_a_notice_is_shown_as_text(desktop: Opened) -> None:
    page, _ = desktop
    ask(page, HOSTILE + "校车采购")
    page.wait_for_selector("#result .card")
    assert HOSTILE in (page.locator("#result").text_content() or "")
    page.locator("#result .card").first.get_by_role("button", name="在全文中查看").click()
    page.wait_for_selector("#sheet .sheet")
    assert page.evaluate("window.__hit") is None
    assert page.locator("#result img, #sheet img").count() == 0


def test_a_phone_shows_answer_and_first_passage_without_sideways_scroll(phone: Opened) -> None:
    page, _ = phone
    ask(page, "追责问责了多少人？")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator("#result .card .text").first.bounding_box()
    assert box is not None
    assert box["y"] < 844


def test_going_back_closes_the_full_text_and_stays_on_the_page(phone: Opened) -> None:
    page, seen = phone
    ask(page, "剧本杀怎么监管？")
    at = page.url
    for close in (page.go_back, lambda: page.keyboard.press("Escape"), lambda: page.click("#sheet .close")):
        page.locator("#result .card [data-do=read]").first.click()
        page.wait_for_selector("#sheet mark")
        close()
        page.wait_for_selector("#sheet .sheet", state="detached")
        page.wait_for_function("!history.state?.sheet")
        assert page.url == at
        assert "剧本杀" in (page.locator("#result .asked").text_content() or "")
    assert seen.errors == []


def test_a_reloaded_page_shows_the_same_tab_filters_and_answer(desktop: Opened) -> None:
    page, _ = desktop
    ask(page, "剧本杀怎么监管？")
    page.get_by_role("tab", name="台账").click()
    page.wait_for_selector("#ledger tbody tr")
    page.select_option("#ledger select[data-field=unit]", "武汉市文旅局")
    page.wait_for_selector("#ledger select.set")
    page.wait_for_function("location.search.includes('unit=')")
    page.reload()
    page.wait_for_selector("#ledger tbody tr")
    assert set(page.locator("#ledger .chip").all_text_contents()) == {"武汉市文旅局"}
    page.get_by_role("tab", name="问答").click()
    page.wait_for_selector("#result .card")
    assert "剧本杀" in (page.locator("#result .asked").text_content() or "")


def test_what_is_typed_while_an_answer_is_on_its_way_is_kept(desktop: Opened) -> None:
    page, _ = desktop
    box = page.locator("#question textarea")
    box.fill("剧本杀怎么监管？")
    with page.expect_request(lambda sent: "queue/join" in sent.url and "剧本杀" in str(sent.post_data_json)):
        box.press("Enter")
    box.fill("怎么保护文物？")
    page.wait_for_function("document.querySelector('#result .asked')?.textContent.includes('剧本杀')")
    settled(page)
    assert box.input_value() == "怎么保护文物？"
    box.press("Enter")
    page.wait_for_function("document.querySelector('#result .asked')?.textContent.includes('保护文物')")
    assert page.locator("#result .turn").get_attribute("data-turns") == "2"


def test_a_question_asked_before_the_page_s_own_request_is_answered_waits_for_it(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(locale="en-GB")  # in another language than it is drawn in, the page is drawn once more
    late: list[Route] = []

    def delayed(route: Route) -> None:
        own = not late and route.request.post_data_json["event_data"] is None
        late.append(route) if own else route.continue_()

    page.route("**/gradio_api/queue/join*", delayed)
    with page.expect_request(lambda sent: "queue/join" in sent.url and sent.post_data_json["event_data"] is None):
        page.goto(address)
    page.fill("#question textarea", "剧本杀怎么监管？")
    page.press("#question textarea", "Enter")
    page.wait_for_timeout(300)
    assert page.locator("#result .asked").count() == 0
    late[0].continue_()
    page.wait_for_function("document.querySelector('#result .asked')?.textContent.includes('剧本杀')")
    page.wait_for_selector("#masthead [data-lang=en]")
    assert "剧本杀" in (page.locator("#result .asked").text_content() or "")
    page.close()


def test_an_impatient_reader_asks_only_once(desktop: Opened) -> None:
    page, _ = desktop
    box = page.locator("#question textarea")
    box.fill("剧本杀怎么监管？")
    box.focus()
    for _ in range(3):
        page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#result .asked')?.textContent.includes('剧本杀')")
    ask(page, "怎么保护文物？")
    assert page.locator("#result .turn").get_attribute("data-turns") == "2"


def test_a_shared_link_reproduces_the_answer(desktop: Opened, address: str) -> None:
    page, _ = desktop
    visit(page, f"{address}/?q={quote('剧本杀怎么监管？')}&unit={quote('武汉市文旅局')}")
    page.wait_for_selector("#result .card")
    assert set(page.locator("#result .card .chip").all_text_contents()) == {"武汉市文旅局"}


def test_the_ledger_lists_every_item_and_opens_its_source(desktop: Opened) -> None:
    page, _ = desktop
    page.get_by_role("tab", name="台账").click()
    page.wait_for_selector("#ledger tbody tr")
    assert page.locator("#ledger tbody tr").count() == 118 + 1  # the five notices and the hostile one
    page.locator("#ledger tbody tr button").first.click()
    page.wait_for_selector("#sheet mark")


def test_the_ledger_sorts_filters_and_downloads(desktop: Opened) -> None:
    page, _ = desktop
    page.get_by_role("tab", name="台账").click()
    page.wait_for_selector("#ledger tbody tr")
    page.locator("#ledger thead th", has_text="状态").click()
    states = page.locator("#ledger tbody tr td:nth-child(4)").all_text_contents()
    assert states[0] != states[-1]
    assert states.index("已整改") + states.count("已整改") - 1 == len(states) - 1 - states[::-1].index("已整改")
    with page.expect_download() as waiting:
        page.click("#ledger [data-kind=csv]")
    assert waiting.value.suggested_filename == "整改台账.csv"
    table = waiting.value.path().read_bytes()
    assert table.startswith(b"\xef\xbb\xbf")
    assert "已整改" in table.decode("utf-8-sig")


def test_comparable_measures_name_other_units_and_the_overlap(desktop: Opened) -> None:
    page, _ = desktop
    page.get_by_role("tab", name="相似措施").click()
    page.fill("#draft textarea", "严格要求各剧本杀娱乐场所合法经营,及时进行备案登记")
    page.click("#find")
    page.wait_for_selector("#similar .card")
    assert "武汉市文旅局" in page.locator("#similar .chip").all_text_contents()
    assert "逐字相同" in (page.locator("#similar .meter").first.text_content() or "")


def test_words_typed_while_a_tab_is_still_being_drawn_are_kept(desktop: Opened) -> None:
    """Gradio empties the boxes of a tab opened for the first time some frames after they can be typed into."""
    page, _ = desktop
    assert page.get_by_role("tab", name="相似措施").evaluate(TYPED_AT_ONCE) == ["剧本杀", "", "登记备案"]
    page.wait_for_selector("#similar .card")
    page.fill("#draft textarea", "")
    page.evaluate("() => new Promise(drawn => setTimeout(drawn, 300))")
    assert page.input_value("#draft textarea") == ""  # emptied by hand it stays empty


# Typed within a few frames of the tab's drawing, which nobody outside the browser can be sure to do.
TYPED_AT_ONCE = """async (tab) => {
    const frames = async (count) => { while (count--) await new Promise(requestAnimationFrame); };
    const seen = [];
    tab.click();
    let box = null;
    while (!(box = document.querySelector("#draft textarea"))) await frames(1);
    const type = (words) => { box.value = words; box.dispatchEvent(new Event("input", { bubbles: true })); };
    const redraw = () => { box.value = ""; };  // what Gradio's second drawing does, at a time of our choosing
    for (const words of ["剧本杀", ""]) {
        type(words);
        redraw();
        await frames(2);
        seen.push(box.value);
    }
    type("登记备案");
    redraw();
    document.querySelector("#find").click();
    seen.push(box.value);
    return seen;
}"""


def test_the_ledger_s_buttons_are_whole_in_english_and_the_phone_s_question_box_keeps_to_one_line(
    desktop: Opened, phone: Opened
) -> None:
    """English labels are the longer ones."""
    for page, _ in (desktop, phone):
        page.click("#language")
        page.wait_for_function("document.querySelector('#masthead h1')?.textContent === 'Tongbao Q&A'")
    page, _ = desktop
    page.get_by_role("tab", name="Ledger").click()
    page.wait_for_selector("#ledger tbody tr")
    right = "e => e.getBoundingClientRect().right"
    frame = page.locator("#ledger .scroll").evaluate(right)
    assert page.locator("#ledger tbody tr").first.locator("[data-do=similar]").evaluate(right) <= frame
    page, _ = phone
    box = page.locator("#question textarea")
    assert box.evaluate("e => e.scrollHeight - e.clientHeight") <= 2
    assert box.evaluate("e => e.clientHeight") < 60


def test_what_the_page_was_asked_is_timed_and_not_told(desktop: Opened, address: str) -> None:
    page, _ = desktop
    ask(page, "剧本杀怎么监管？")
    # it is counted when the order is done, which is a moment after its answer is seen
    counted = """async (url) => (await (await fetch(url)).text()).includes('count{action="ask"}')"""
    page.wait_for_function(counted, arg=f"{address}/metrics")
    told = page.request.get(f"{address}/metrics").text()
    asked = next(line for line in told.splitlines() if line.startswith('tongbao_page_seconds_count{action="ask"}'))
    assert int(asked.split()[-1]) >= 1
    assert "剧本" not in told


def test_the_page_speaks_english_when_asked(desktop: Opened) -> None:
    page, _ = desktop
    page.click("#language")
    page.wait_for_function("document.querySelector('#masthead h1')?.textContent === 'Tongbao Q&A'")
