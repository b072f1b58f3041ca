"""The evaluation tab: what is stored, and a run whose progress is seen."""

from __future__ import annotations

import pytest
from markup import seen

from qa.feedback import Remark, Verdict, record
from qa.library import open_library
from qa.page.action import Call, Order
from qa.page.desk import Desk
from qa.page.registry import TABS, perform
from qa.page.session import Session
from qa.types import Filters

TAB = next(tab for tab in TABS if tab.id == "evaluation")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evaluated")
    return Desk(open_library(folder), folder)


def test_the_shipped_figures_stand_until_a_run_replaces_them(desk):
    call = Call(desk, Session(), Order("evaluate"))
    assert "随附基准" in seen(TAB.draw(call)["evaluation"]).words
    changes = [change for change in perform(call) if "evaluation" in change.regions]
    assert any("通报问答 " in seen(change.regions["evaluation"]).words for change in changes[:-1])  # progress
    last = seen(changes[-1].regions["evaluation"]).words
    assert "上次运行" in last
    assert "随附基准" not in last
    assert (desk.folder / "evaluation.json").exists()


def test_a_broken_record_is_one_line_and_hides_nothing_else(desk):
    (desk.folder / "evaluation-own.json").write_text("{", encoding="utf-8")
    words = seen(TAB.draw(Call(desk, Session(), Order("")))["evaluation"]).words
    assert "不是评测记录" in words
    assert "主要指标" in words


def test_a_useful_remark_becomes_a_judged_question_and_is_counted(desk):
    notice = desk.engine.notice("wuhan")
    passage = desk.engine.passages_of("wuhan")[20]
    quote = notice.text[passage.start : passage.end]
    place = ("wuhan", passage.start, passage.end)
    remark = Remark("武汉做了什么", Filters(), *place, quote, Verdict.USEFUL, "2026-01-01T00:00:00")
    record(desk.folder, remark)
    call = Call(desk, Session(), Order("gather"))
    assert "有用” 1 条;已写成判断题 0 题" in seen(TAB.draw(call)["evaluation"]).words
    (change,) = perform(call)
    words = seen(change.regions["evaluation"]).words
    assert "新写成 1 题" in words
    assert "已写成判断题 1 题" in words
    (again,) = perform(call)
    assert "新写成 0 题,1 题未写" in seen(again.regions["evaluation"]).words
