"""The evaluation tab: what is stored, and a run whose progress is seen."""

from __future__ import annotations

import pytest
from markup import seen

from qa.library import open_library
from qa.page.action import Call, Order
from qa.page.desk import Desk
from qa.page.registry import TABS, perform
from qa.page.session import Session

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
