"""Every function that draws, given hostile text everywhere: parsed again, it holds that text and nothing that acts."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from data import corpus
from data.types import Field, Kind, Metadata, Notice, Passage, Source, Span
from index.cards import card
from qa.followup import Followed, known
from qa.ledger import Row
from qa.library import open_library
from qa.model.settings import Endpoint
from qa.model.support import check
from qa.model.types import Written
from qa.page import frame, voice
from qa.page.audit import audit
from qa.page.cards import Around, result
from qa.page.desk import Desk
from qa.page.filters import bar
from qa.page.html import Html
from qa.page.reader import Hit, reader
from qa.page.registry import TABS
from qa.page.session import Turn
from qa.page.shelf import notices
from qa.page.tables import Part, ledger
from qa.page.turn import link
from qa.page.versions import difference
from qa.page.words import Lang
from qa.types import Answer, Citation, Filters
from tests.page_test.conftest import Visitor
from tests.xss.payloads import PAYLOADS

TAGS = """a article aside b br button caption dd del details div dl dt em figure footer h1 h2 h3 h4 header hr i input
    ins label li mark nav ol option p q section select small span strong summary table tbody td th thead time tr ul"""
ALLOWED = set(TAGS.split())
STYLE = re.compile(r"(?:[\w-]+:\s*[\w.%#(), -]+;?\s*)+")  # sizes and shades worked out by us; no url
VOID = {"br", "hr", "input"}
ENTRIES = ("http://", "https://", "#", "?", "/?")


class Read(HTMLParser):
    """What a browser would make of the markup: tags, links, event attributes, text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def harmless(markup: str) -> Read:
    read = Read(markup)
    assert not read.open
    assert read.tags <= ALLOWED
    for name, value in read.attributes:
        assert not name.startswith("on")
        assert name not in {"srcdoc", "formaction", "action", "src"}
        assert name != "style" or STYLE.fullmatch(value), value
        if name == "href":
            assert value.startswith(ENTRIES)
    return read


def notice(evil: str) -> Notice:
    text = f"{evil}\n一、整改情况\n1.关于{evil}的问题。\n{evil}"
    field = Field(evil, _span(text, evil))
    metadata = Metadata(title=field, unit=field, issuer=field, region=field, published=field, signed=field)
    return Notice(evil, evil, text, 0, len(text), Source(f"{evil}.txt", evil, evil), metadata)


def _span(text: str, part: str) -> Span:
    at = text.index(part)
    return Span(at, at + len(part), part)


def cited(evil: str) -> Citation:
    text = f"前{evil}后"
    passage = Passage(f"{evil}:0-{len(text)}", evil, Kind.BODY, (evil, evil), 0, len(text), text)
    return Citation(1, passage, 1.0, evil, evil, evil, evil, ((1, 3),), (evil,))


def drawn(evil: str, lang: Lang) -> dict[str, Html]:
    """Everything the page draws from texts that are not ours."""
    one = cited(evil)
    answer = Answer(evil, Filters(evil, evil, evil, evil), True, 0.9, (), (one,), 1)
    nothing = replace(answer, answered=False, reason=evil)
    model = Written(evil, evil, (check(evil + "[1]", (one,)), check(evil, (one,))), evil)
    endpoint = Endpoint("https://llm.example/v1", evil)
    return {
        "answer": result(answer, {one.passage.id: Around(one.passage, one.passage)}, lang),
        "nothing": result(nothing, {}, lang),
        "reader": reader(notice(evil), (Hit(0, 5),), (0, 5), evil, lang),
        "notices": notices([notice(evil)], lang),
        "model": voice.offer(answer, endpoint, model, lang),
        "problem": voice.offer(answer, endpoint, Written(evil, evil, problem=evil, done=True), lang),
        "judge": voice.judge(one, evil, lang),
        "toast": frame.toast(evil, lang),
        "audit": audit(notice(evil), lang),
        "difference": difference(evil, evil + evil, lang),
    }


@pytest.mark.parametrize("evil", PAYLOADS)
def test_whatever_is_drawn_shows_the_text_and_nothing_acts(evil: str) -> None:
    shown = {name: harmless(markup) for name, markup in drawn(evil, "zh").items()}
    for name in ("answer", "nothing", "reader", "notices", "model", "problem", "toast"):
        assert evil in shown[name].text, name
    assert f"前{evil}后" in shown["answer"].text


@pytest.mark.parametrize("evil", PAYLOADS[::8])
def test_english_draws_it_as_safely(evil: str) -> None:
    for markup in drawn(evil, "en").values():
        harmless(markup)


def test_nul_and_markup_in_a_ledger_row_stay_text() -> None:
    first = corpus.bundled()[0]
    item = next(i for i in first.items if i.measures)
    evil = PAYLOADS[3] + "\x00"
    hostile = replace(item, id=evil, measures=tuple(replace(m, text=evil) for m in item.measures))
    row = Row(hostile, evil, evil, evil, evil, evil)
    read = harmless(ledger(Part([row], 1), 1, "zh"))
    assert PAYLOADS[3] in read.text
    assert "\x00" not in read.text


@pytest.mark.parametrize("evil", PAYLOADS)
def test_a_shared_address_holds_the_question_as_data(evil: str) -> None:
    turn = Turn(evil, Filters(evil), Followed(evil, Filters(evil)), None)
    assert not set("<>\"'`{}$ ") & set(link(turn))


def test_names_from_notices_in_the_filters_are_text(engine_of: list[Notice]) -> None:
    for evil in PAYLOADS:
        facts = known([card(one, "1") for one in (notice(evil), *engine_of)])
        read = harmless(bar(facts, Filters(evil, evil), "zh"))
        assert evil in read.text or any(evil == value for _, value in read.attributes)


@pytest.fixture(scope="module")
def engine_of() -> list[Notice]:
    return list(corpus.bundled())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A library with one notice whose title, unit, headings, measures and file name are all hostile."""
    folder = tmp_path_factory.mktemp("xss")
    evil = "".join(f"{n}是落实{payload}。" for n, payload in zip("一二三四五六七八九", PAYLOADS, strict=False))
    lines = [
        f"青石县教育局{PAYLOADS[3]}党组关于巡察整改情况的通报",
        f"来源:{PAYLOADS[5]}",
        "根据县委统一部署,县委巡察组对县教育局开展巡察。",
        *(f"{n}.关于{payload}的问题。\n整改措施:一是核查{payload}。{evil}" for n, payload in enumerate(PAYLOADS, 1)),
        f"青石县教育局党组{PAYLOADS[0]}\n2024年3月1日",
    ]
    made = corpus.parse("\n".join(lines).encode(), f"{PAYLOADS[3]}.txt".replace("/", ""))
    engine = open_library(folder)
    engine.add([made])
    return Desk(engine, folder, Endpoint("https://llm.example/v1", PAYLOADS[3]))


@pytest.mark.parametrize("evil", PAYLOADS[::7])
def test_every_tab_and_order_on_a_hostile_library_draws_nothing_that_acts(hostile: Desk, evil: str) -> None:
    visitor = Visitor(hostile)
    orders: list[tuple[str, dict[str, str], dict[str, str]]] = [
        ("arrive", {}, {"q": evil, "unit": evil, "region": evil, "year": evil, "status": evil, "lang": evil}),
        ("unfilter", {}, {}),
        ("ask", {"question": evil}, {}),
        ("ask", {"question": f"怎么落实{evil}"}, {}),
        ("filter", {}, {"field": "unit", "value": evil}),
        ("unfilter", {}, {}),
        ("judge", {}, {"passage": evil, "verdict": evil}),
        ("read", {}, {"notice": evil, "start": evil, "end": evil}),
        *(("open", {}, {"tab": tab.id}) for tab in TABS),
        ("similar", {"draft": f"一是核查{evil}。\n二是{evil}"}, {}),
        ("matrix", {"topics": evil}, {}),
        (evil, {}, {evil: evil}),
        ("language", {}, {"lang": evil}),
    ]
    for do, inputs, values in orders:
        change = visitor.does(do, inputs, **values)
        for name, region in change.regions.items():
            if name != "delivery":
                harmless(region)
