"""Counting and listing from the item table: exact where it applies, silent where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.corpus import bundled, load, parse
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


WHOLE = """青原县水利局党组关于巡察整改情况的通报
根据县委统一部署,县委巡察组对县水利局党组开展巡察。反馈的31个问题已整改完成27个,其余4个正在推进。
一、关于水库巡查不到位的问题
一是补齐巡查记录。二是约谈责任人2名。
二、关于河道采砂监管不力的问题
一是查处非法采砂3起。
青原县水利局党组
2024年3月1日
"""


def test_what_a_notice_says_of_all_its_items_together_is_quoted_and_none_is_called_unknown_for_it() -> None:
    whole = parse(WHOLE.encode(), "whole.txt")
    units = ask("哪些单位还没有整改完成？", (*NOTICES, whole))
    assert units.number == 1  # 开封, item by item
    assert "青原县水利局的通报另载明“4个正在推进”" in units.answer
    assert "青原县水利局" not in units.answer.split("未逐条载明")[0].rsplit("。", 1)[1]
    assert "“4个正在推进”" in ask("哪些问题还没整改完", (*NOTICES, whole)).answer
    assert "“已整改完成27个”" in ask("青原县有几个问题已整改", (*NOTICES, whole)).answer  # not the 31 before it


def test_units_counted_by_status_are_shown_by_the_items_that_make_them_count() -> None:
    found = ask("哪些单位还没有整改完成？")
    rows = [row for notice in NOTICES for row in found.rows(notice)]
    assert [row.span.text.count("正在整改") for row in rows] == [1, 1]


def test_a_stated_total_stands_beside_the_published_one() -> None:
    assert "53条问题" in ask("滨海有多少条问题").answer


def test_other_notices_are_counted_by_the_same_rules() -> None:
    loaded = load([FIXTURES]).notices
    assert ask("云岭县卫健局有几条已完成", loaded).number == 4
    assert ask("柳河区司法局哪些问题没整改完", loaded).number == 1
    assert ask("哪些单位还有没整改完的问题", loaded).number >= 5
