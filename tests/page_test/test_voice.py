"""Model, remarks and export on the page, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qa.feedback import Verdict, remarks
from qa.library import open_library
from qa.model.settings import Endpoint
from qa.page import voice
from qa.page.action import Call, Change, Order
from qa.page.desk import Desk
from qa.page.registry import perform
from tests.model.endpoint_process import Server, started
from tests.page_test.conftest import Visitor

QUESTION = "追责问责了多少人？"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voice")


@pytest.fixture(scope="module")
def desk(folder: Path) -> Desk:
    return Desk(open_library(folder), folder)


@pytest.fixture(scope="module")
def endpoints() -> Iterator[Server]:
    with started() as server:
        yield server


def using(desk: Desk, endpoint: Endpoint | None) -> Visitor:
    visitor = Visitor(Desk(desk.engine, desk.folder, endpoint))
    visitor.does("ask", {"question": QUESTION})
    return visitor


def shown(change: Change) -> str:
    return str(change.regions["result"])


def test_without_an_endpoint_the_page_says_so_and_offers_nothing(desk: Desk) -> None:
    visitor = Visitor(desk)
    assert "没有启用语言模型" in desk.show(visitor.session)
    assert 'data-do="write"' not in shown(visitor.does("ask", {"question": QUESTION}))
    assert "result" not in visitor.does("write").regions


def test_before_anything_is_sent_the_page_names_the_host(desk: Desk, endpoints: Server) -> None:
    visitor = using(desk, endpoints.endpoint("good"))
    page = str(visitor.desk.show(visitor.session))
    assert f"才会发送到 127.0.0.1:{endpoints.port}" in page
    assert endpoints.seen() == {}


def test_the_text_is_drawn_as_it_is_written_and_stays_in_the_conversation(desk: Desk, endpoints: Server) -> None:
    visitor = using(desk, endpoints.endpoint("slowly"))
    changes = list(perform(Call(visitor.desk, visitor.session, Order("write"))))
    assert len(changes) > 3
    assert [c.session is None for c in changes] == [False] + [True] * (len(changes) - 1)
    visitor.session = changes[0].session or visitor.session
    page = str(visitor.desk.show(visitor.session))
    assert page == shown(changes[-1])
    assert '<a href="#passage-1" class="cite">[1]</a>' in page
    assert "不是原文" in page
    assert 'class="doubt"' not in page


def test_a_question_asked_meanwhile_ends_the_writing_and_is_not_undone(desk: Desk, endpoints: Server) -> None:
    visitor = using(desk, endpoints.endpoint("slowly"))
    stream = perform(Call(visitor.desk, visitor.session, Order("write")))
    visitor.session = next(stream).session or visitor.session
    next(stream)
    visitor.does("ask", {"question": "剧本杀怎么监管？"})
    assert list(stream) == []
    assert [turn.typed for turn in visitor.session.turns] == [QUESTION, "剧本杀怎么监管？"]


def test_an_unsupported_sentence_is_marked_where_it_stands(desk: Desk, endpoints: Server) -> None:
    visitor = Visitor(Desk(desk.engine, desk.folder, endpoints.endpoint("echo")))
    visitor.does("ask", {"question": QUESTION})
    turn = visitor.session.turns[-1]
    assert turn.answer is not None
    told = replace(turn.answer, question=QUESTION + "请照写:<b>追责问责11人。[1]处分了许多人。</b>")
    visitor.session = replace(visitor.session, turns=(replace(turn, answer=told),))
    page = shown(visitor.does("write"))
    assert "无依据:所引段落中没有(11人)" in page
    assert "无依据:没有注明依据" in page
    assert "<b>追责" not in page


@pytest.mark.parametrize("mode", ["429", "500", "cut", "stalled", "junk"])
def test_a_failing_endpoint_leaves_the_quoted_answer_and_one_line(desk: Desk, endpoints: Server, mode: str) -> None:
    visitor = using(desk, endpoints.endpoint(mode, patience=0.5))
    page = shown(visitor.does("write"))
    assert "以下为原文摘录" in page
    assert "运用第一种形态追责问责10人。" in page
    assert "pending" not in page


def test_a_remark_is_kept_with_question_and_passage_and_shows_as_pressed(desk: Desk, folder: Path) -> None:
    visitor = using(desk, None)
    answer = visitor.session.turns[-1].answer
    assert answer is not None
    passage = answer.citations[0].passage
    change = visitor.does("judge", passage=passage.id, verdict="useful")
    (kept,) = remarks(folder)
    assert (kept.question, kept.quote, kept.verdict) == (QUESTION, passage.text, Verdict.USEFUL)
    assert shown(change).count('aria-pressed="true"') == 1
    assert "已记下:有用" in change.regions["toast"]


@pytest.mark.parametrize(
    "order", [{"passage": "wuhan:0-9", "verdict": "useful"}, {"passage": "", "verdict": ""}, {"verdict": "<b>"}]
)
def test_an_order_about_anything_not_in_view_keeps_nothing(desk: Desk, folder: Path, order: dict[str, str]) -> None:
    visitor = using(desk, None)
    before = remarks(folder)
    assert "result" not in visitor.does("judge", **order).regions
    assert remarks(folder) == before


def test_a_library_that_cannot_be_written_has_no_buttons_and_says_why(desk: Desk, tmp_path: Path) -> None:
    visitor = Visitor(Desk(desk.engine, tmp_path / "none"))
    page = shown(visitor.does("ask", {"question": QUESTION}))
    assert 'data-do="judge"' not in page
    assert "资料库只读" in page


def test_the_conversation_leaves_as_markdown_and_as_word(desk: Desk) -> None:
    visitor = using(desk, None)
    sheet = list(perform(Call(visitor.desk, visitor.session, Order("export", {"kind": "md"}))))[-1]
    assert 'data-name="通报问答记录.md"' in sheet.regions["delivery"]
    word = list(perform(Call(visitor.desk, visitor.session, Order("export", {"kind": "docx"}))))[-1]
    assert 'data-name="通报问答记录.docx"' in word.regions["delivery"]


def test_every_label_has_its_english(desk: Desk, endpoints: Server) -> None:
    visitor = using(desk, endpoints.endpoint("good"))
    english = replace(visitor.session, lang="en")
    page = str(visitor.desk.show(english))
    assert "Export conversation (Word)" in page
    assert "Only then are" in page
    assert "available and off by default" in voice.promise(visitor.desk.endpoint, "en")
