"""Who may change the library, and what a reader learns when we break."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest

from qa.feedback import Verdict
from qa.library import open_library
from qa.page import registry
from qa.page.action import Action, Call, Caller, Change, Order
from qa.page.desk import Desk
from qa.page.registry import CHANGING, answer, perform
from qa.page.session import Session
from qa.page.words import Lang

READER = Caller("李四", may_change=False)


def _does(desk: Desk, do: str, by: Caller, lang: Lang = "zh", **values: str) -> Change:
    return list(perform(Call(desk, Session(lang=lang), Order(do, values), {}, (), by)))[-1]


@pytest.mark.parametrize("do", sorted(CHANGING))
def test_a_reader_is_refused_every_change(desk: Desk, do: str) -> None:
    before = [n.id for n in desk.engine.notices()]
    values = {"notice": before[0], "name": "新名", "number": "0"}
    assert "这里只供查阅" in _does(desk, do, READER, **values).regions["toast"]
    assert [n.id for n in desk.engine.notices()] == before


def test_a_reader_is_shown_no_way_to_change_and_an_editor_is(desk: Desk) -> None:
    for tab, ways in (("notices", ('data-do="remove"', 'data-do="rename"')), ("evaluation", ('data-do="evaluate"',))):
        read = "".join(_does(desk, "open", READER, tab=tab).regions.values())
        edit = "".join(_does(desk, "open", Caller("张三"), tab=tab).regions.values())
        assert [way for way in ways if way in read] == []
        assert [way for way in ways if way not in edit] == []


def test_what_a_reader_sees_is_otherwise_whole(desk: Desk) -> None:
    shown = _does(desk, "open", READER, tab="notices").regions
    assert shown["notices"].count('data-do="read"') == len(desk.engine.notices())
    assert "只有管理员能加入" in shown["intake"]


def test_a_library_served_read_only_takes_no_remarks(tmp_path: Path) -> None:
    desk = Desk(open_library(tmp_path), tmp_path, listens=False)
    session = Session(turns=desk.ask((), "怎么保护文物？", Session().filters))
    assert 'data-do="judge"' not in desk.show(session)
    assert session.turns[-1].answer is not None
    passage = session.turns[-1].answer.citations[0].passage.id
    order = Order("judge", {"passage": passage, "verdict": Verdict.USEFUL.value})
    assert "反馈没有记下" in list(perform(Call(desk, session, order)))[-1].regions["toast"]


def test_whoever_logged_in_can_log_out(desk: Desk) -> None:
    assert 'href="/logout"' in _does(desk, "arrive", READER, lang="zh").regions["masthead"]
    assert "/logout" not in str(_does(desk, "arrive", Caller(), lang="en").regions["masthead"])


@pytest.mark.parametrize(("lang", "words"), [("zh", "出了意外"), ("en", "Something went wrong")])
def test_a_bug_is_one_neutral_line_for_the_reader_and_a_traceback_in_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, lang: Lang, words: str
) -> None:
    broken: Action = lambda call: iter([Change(regions={"toast": {}["/srv/secret"]})])  # noqa: E731
    monkeypatch.setattr(registry, "ACTIONS", {**registry.ACTIONS, "broken": broken})
    with caplog.at_level(logging.ERROR, "tongbao.page"):
        last = list(answer(Call(desk, Session(lang=lang), Order("broken"))))[-1]
    line = last.regions["toast"]
    assert words in line
    assert "secret" not in line
    number = re.search(r"[0-9a-f]{12}", line)
    assert number is not None
    assert number[0] in caplog.text
    assert "Traceback" in caplog.text
    assert "data-served" in last.regions["delivery"]


def test_a_line_of_ours_is_shown_as_it_is(desk: Desk) -> None:
    last = list(answer(Call(desk, Session(), Order("read", {"notice": "nowhere"}))))[-1]
    assert "nowhere" in last.regions["toast"]
    assert "出了意外" not in last.regions["toast"]


def test_a_library_read_by_an_earlier_program_says_so_to_those_who_may_mend_it(tmp_path: Path) -> None:
    desk = Desk(open_library(tmp_path), tmp_path)
    said = "1 份通报由别的版本的程序解析"
    assert said not in _does(desk, "open", Caller("张三"), tab="notices").regions["notices"]
    desk.engine.add([replace(desk.engine.notices()[0], items=(), parser="")])
    assert said in _does(desk, "open", Caller("张三"), tab="notices").regions["notices"]
    english = _does(desk, "open", Caller("张三"), "en", tab="notices").regions["notices"]
    assert "Notices parsed by another version of the program: 1" in english
    assert "run tongbao rebuild" in english
    assert said not in _does(desk, "open", READER, tab="notices").regions["notices"]
