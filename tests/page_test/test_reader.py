"""The full text: every word of the notice once, the hits where they belong."""

from __future__ import annotations

import re
from html import unescape

from qa.page.desk import Desk
from qa.page.reader import Hit, reader
from tests.page_test.conftest import Visitor

MARKS = re.compile(r'<mark data-hit="(\d+)"([^>]*)>(.*?)</mark>', re.S)


def page(shown: str) -> str:
    return shown.split('class="page" tabindex="0">')[1]


def test_every_word_of_the_notice_stands_on_the_page(desk: Desk) -> None:
    for notice in desk.engine.notices():
        shown = page(reader(notice, (Hit(100, 200, ((120, 130),)),), (100, 200), "", "zh"))
        words = unescape(re.sub(r"<[^>]+>", "", shown))
        assert "".join(words.split()) == "".join(notice.text.split())


def test_a_hit_carries_exactly_its_slice_and_its_exact_words(desk: Desk) -> None:
    notice = desk.engine.notice("wuhan")
    hits = (Hit(300, 420, ((350, 380),)), Hit(900, 1000))
    found = MARKS.findall(reader(notice, hits, (900, 1000), "", "zh"))
    for number, hit in enumerate(hits):
        assert "".join(unescape(t) for n, _, t in found if n == str(number)) == notice.text[hit.start : hit.end]
    assert "".join(unescape(t) for _, names, t in found if "exact" in names) == notice.text[350:380]
    assert {n for n, names, _ in found if "now" in names} == {"1"}


def test_the_other_passages_of_the_answer_are_hits_too(visitor: Visitor) -> None:
    visitor.does("ask", {"question": "武汉追责问责了多少人？"})
    answer = visitor.session.turns[-1].answer
    assert answer is not None
    cited = [c for c in answer.citations if c.passage.notice_id == "wuhan"]
    first = cited[0].passage
    shown = visitor.does("read", notice="wuhan", start=str(first.start), end=str(first.end)).regions["sheet"]
    assert f"/{len(cited)}</span>" in shown


def test_the_citation_names_unit_title_headings_date_address_and_the_day_it_was_read(visitor: Visitor) -> None:
    visitor.does("ask", {"question": "武汉追责问责了多少人？"})
    shown = visitor.does("read", notice="wuhan", start="900", end="1000").regions["sheet"]
    copied = unescape(shown.split('data-copy="')[1].split('"')[0])
    for part in ("武汉市文旅局:《", "》(2023-12-29)", "https://", "查阅日期:"):
        assert part in copied
