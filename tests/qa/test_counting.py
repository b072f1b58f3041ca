"""Counting and listing from the item table: exact where it applies, silent where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.corpus import bundled, load
from data.types import Notice
from index.cards import card
from qa.counting import Counting, Verdict, counting
from qa.counting_question import understood
from qa.naming import names_in

NOTICES = bundled()
FIXTURES = Path(__file__).parents[1] / "fixtures" / "notices"


def ask(question: str, notices: tuple[Notice, ...] = NOTICES) -> Counting | None:
    asked = understood(question, names_in(notices))
    return counting([card(n, "") for n in notices], asked) if asked else None


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("一共多少条问题？", 118),
        ("開封有幾條已整改?", 15),
        ("还有哪些没整改完", 2),
        ("开封哪些问题正在整改", 2),
        ("有多少条问题没写明整改状态", 101),
        ("滨海新区公布了多少个问题", 30),
        ("哪些单位", 5),
        ("2022年有几份通报", 2),
        ("有没有长期坚持的事项", 0),
    ],
)
def test_a_counting_question_is_answered_exactly_and_every_row_is_cited(question: str, number: int) -> None:
    found = ask(question)
    assert found.verdict is Verdict.COUNTED
    rows = [(n, row) for n in NOTICES for row in found.rows(n)]
    assert found.number == len(rows) == number
    assert "依据已载入的 5 份通报" in found.answer
    assert {row.notice_id for _, row in rows} == found.holders
    assert all(n.text[row.span.start : row.span.end] == row.span.text for n, row in rows)


@pytest.mark.parametrize(
    "question",
    [
        "追责问责了多少人？",
        "检查了多少家次？",
        "检查发现多少问题？",
        "修订完善了多少项制度？",
        "哪些单位修订了“三重一大”制度？",
        "洛阳有几条已整改？",
        "开封的电影放映问题整改完了吗？",
        "多少个问题涉及财务管理？",
        "如何联系？",
        "",
    ],
)
def test_a_question_whose_figure_stands_in_the_text_is_left_to_the_search(question: str) -> None:
    assert ask(question) is None


def test_what_the_notices_do_not_state_is_said_not_guessed() -> None:
    silent = ask("通州有多少条问题没改完")
    assert silent.verdict is Verdict.NOT_COUNTABLE
    assert "未载明" in silent.answer
    assert ask("有几家单位修订了财务制度").verdict is Verdict.NOT_COUNTABLE


def test_unstated_items_are_named_beside_a_count_by_status() -> None:
    assert "另有 101 条未载明整改状态" in ask("还有哪些没整改完").answer


def test_a_stated_total_stands_beside_the_published_one() -> None:
    assert "53条问题" in ask("滨海有多少条问题").answer


def test_other_notices_are_counted_by_the_same_rules() -> None:
    loaded = load([FIXTURES]).notices
    assert ask("云岭县卫健局有几条已完成", loaded).number == 4
    assert ask("柳河区司法局哪些问题没整改完", loaded).number == 1
    assert ask("哪些单位还有没整改完的问题", loaded).number >= 5
