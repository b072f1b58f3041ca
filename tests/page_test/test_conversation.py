"""Follow-ups: what is carried over, how it is explained, how it is undone."""

from __future__ import annotations

import pytest

from qa.page.session import Turn
from tests.page_test.conftest import Visitor


def last(visitor: Visitor) -> Turn:
    return visitor.session.turns[-1]


def units(visitor: Visitor) -> set[str]:
    answer = last(visitor).answer
    return {c.unit for c in answer.citations} if answer else set()


def ask(visitor: Visitor, *questions: str) -> str:
    """Ask one after another; what the page shows in the end."""
    shown = ""
    for question in questions:
        shown = visitor.does("ask", {"question": question}).regions["result"]
    return shown


@pytest.mark.parametrize("question", ["那武汉呢？", "换成武汉", "只看武汉的", "武汉呢?"])
def test_another_place_keeps_the_topic_and_says_so(visitor: Visitor, question: str) -> None:
    shown = ask(visitor, "通州是怎么保护文物的？", question)
    assert units(visitor) == {"武汉市文旅局"}
    assert "已沿用上一问" in shown
    assert "单位改为武汉市文旅局" in shown


@pytest.mark.parametrize(
    ("question", "label"), [("只看2023年的", "年份改为2023"), ("只看已整改的", "整改状态改为已整改")]
)
def test_a_year_or_a_status_narrows_the_question_before(visitor: Visitor, question: str, label: str) -> None:
    assert label in ask(visitor, "怎么保护文物？", question)


def test_filters_said_one_after_another_add_up(visitor: Visitor) -> None:
    ask(visitor, "怎么保护文物？", "那武汉呢？", "只看2023年的")
    used = last(visitor).followed.filters
    assert (used.unit, used.year) == ("武汉市文旅局", "2023")


@pytest.mark.parametrize("question", ["还有吗", "还有别的吗？", "更多"])
def test_more_shows_the_next_passages_within_what_was_said(visitor: Visitor, question: str) -> None:
    ask(visitor, "怎么保护文物？", "那武汉呢？")
    first = last(visitor).answer
    ask(visitor, question)
    second = last(visitor).answer
    assert first is not None
    assert second is not None
    assert not {c.passage.id for c in first.citations} & {c.passage.id for c in second.citations}
    assert units(visitor) == {"武汉市文旅局"}  # and some were shown


@pytest.mark.parametrize(
    "question", ["其他单位呢？", "还有别的单位吗？", "那别的地方怎么做的", "what about other units?"]
)
@pytest.mark.parametrize("before", [("剧本杀怎么监管？", "那武汉呢？"), ("武汉剧本杀怎么监管？",)])
def test_other_units_are_asked_for_where_one_was_before(
    visitor: Visitor, before: tuple[str, ...], question: str
) -> None:
    ask(visitor, *before)
    assert "单位改为全部单位" in ask(visitor, question)
    assert {"武汉市文旅局", "通州区文旅局"} <= units(visitor)
    ask(visitor, "那通州呢？")
    assert units(visitor) == {"通州区文旅局"}


def test_other_units_of_a_question_to_all_are_the_next_passages(visitor: Visitor) -> None:
    ask(visitor, "剧本杀怎么监管？")
    first = last(visitor).answer
    assert "接着看后面的段落" in ask(visitor, "还有其他单位吗")
    assert first is not None
    assert last(visitor).followed.skip == len(first.citations)


def test_a_passage_by_its_number_is_shown_whole(visitor: Visitor) -> None:
    ask(visitor, "追责问责了多少人？")
    listed = last(visitor).answer
    shown = ask(visitor, "第二条详细点")
    answer = last(visitor).answer
    assert listed is not None
    assert answer is not None
    assert [c.rank for c in answer.citations] == [listed.citations[1].rank]
    assert "展开第2段" in shown
    assert 'class="rest"' not in shown


def test_a_passage_that_was_not_shown_is_said_to_be_missing(visitor: Visitor) -> None:
    assert "没有第 40 段" in ask(visitor, "追责问责了多少人？", "第四十条详细点")


def test_after_one_passage_the_list_goes_on_where_it_stopped(visitor: Visitor) -> None:
    ask(visitor, "追责问责了多少人？", "第二条详细点", "还有吗")
    answer = last(visitor).answer
    assert answer is not None
    assert answer.citations[0].rank == 9


@pytest.mark.parametrize(
    "question", ["第二条措施是什么时候完成的？", "旅行社监管采取了哪些措施？", "还有哪些单位整改了食堂？"]
)
def test_a_whole_question_stands_alone(visitor: Visitor, question: str) -> None:
    ask(visitor, "通州是怎么保护文物的？", question)
    assert last(visitor).followed.note == ""
    assert last(visitor).followed.question == question


def test_what_was_carried_over_is_undone_with_one_click(visitor: Visitor) -> None:
    ask(visitor, "通州是怎么保护文物的？", "那武汉呢？")
    assert "已沿用" not in visitor.does("undo").regions["result"]
    assert last(visitor).followed.question == "那武汉呢？"


def test_an_earlier_question_opens_again_and_a_new_conversation_forgets(visitor: Visitor) -> None:
    ask(visitor, "通州是怎么保护文物的？", "追责问责了多少人？")
    visitor.does("again", turn="0")
    assert last(visitor).typed == "通州是怎么保护文物的？"
    visitor.does("new")
    assert visitor.session.turns == ()


def test_the_explanation_follows_the_language(visitor: Visitor) -> None:
    ask(visitor, "通州是怎么保护文物的？", "那武汉呢？")
    assert "Unit set to 武汉市文旅局" in visitor.does("language", lang="en").regions["result"]


def test_suggested_follow_ups_are_understood(visitor: Visitor) -> None:
    shown = ask(visitor, "通州是怎么保护文物的？")
    offered = [part.split('"')[0] for part in shown.split('data-question="')[1:]]
    assert offered
    for question in offered:
        visitor.does("new")
        ask(visitor, "通州是怎么保护文物的？", question)
        assert last(visitor).followed.note, question


ENGLISH = "How did Tongzhou protect cultural relics?"


@pytest.mark.parametrize("question", ["What about Wuhan?", "and Wuhan?", "only Wuhan", "how about wuhan"])
def test_in_english_another_place_keeps_the_topic(visitor: Visitor, question: str) -> None:
    shown = ask(visitor, ENGLISH, question)
    assert units(visitor) == {"武汉市文旅局"}
    assert "单位改为武汉市文旅局" in shown
    assert "Tongzhou" not in last(visitor).followed.question


@pytest.mark.parametrize(
    ("question", "label"),
    [("only 2023", "年份改为2023"), ("just the rectified ones", "整改状态改为已整改"), ("and the result?", "改问结果"),
     ("What about intangible heritage?", "主题改为intangible heritage"), ("the second one in detail", "展开第2段"),
     ("Anything else?", "接着看后面的段落"), ("more", "接着看后面的段落"), ("passage 3 please", "展开第3段")],
)  # fmt: skip
def test_the_other_rules_hold_in_english(visitor: Visitor, question: str, label: str) -> None:
    assert label in ask(visitor, ENGLISH, question)


@pytest.mark.parametrize(
    "question",
    ["What about the money that was spent on cars?", "How are travel agencies supervised?",
     "What did Wuhan do about training?", "Which second-hand goods were sold?"],
)  # fmt: skip
def test_a_whole_english_question_stands_alone(visitor: Visitor, question: str) -> None:
    ask(visitor, ENGLISH, question)
    assert last(visitor).followed.note == ""
    assert last(visitor).followed.question == question


@pytest.mark.parametrize("asked", ["What about Wuhan?", "那武汉呢？"])
@pytest.mark.parametrize(
    ("before", "after"),
    [("通州是怎么保护文物的？", "武汉是怎么保护文物的？"), (ENGLISH, "How did Wuhan protect cultural relics?")],
)
def test_the_new_place_is_written_in_the_script_of_the_question_before(
    visitor: Visitor, before: str, after: str, asked: str
) -> None:
    ask(visitor, before, asked)
    assert last(visitor).followed.question == after


def test_more_after_not_found_goes_on_behind_the_few_that_were_shown(visitor: Visitor) -> None:
    first = ask(visitor, "今年世界杯谁赢了？")
    drawn = first.count('class="card"')
    then = ask(visitor, "还有吗")
    assert "未找到依据" in first
    assert f'id="passage-{drawn}"' in first
    assert f'id="passage-{drawn + 1}"' in then
    assert f"只有 {drawn} 段" in ask(visitor, "今年世界杯谁赢了？", "第七条详细点")


@pytest.mark.parametrize("question", ["那结果呢？", "结果如何？", "整改措施是什么？"])
def test_what_is_asked_about_a_topic_changes_and_the_topic_stays(visitor: Visitor, question: str) -> None:
    ask(visitor, "通州是怎么保护文物的？", question)
    assert last(visitor).followed.question.startswith("通州是怎么保护文物的？ ")


def test_one_aspect_after_another_does_not_pile_up(visitor: Visitor) -> None:
    ask(visitor, "通州是怎么保护文物的？", "那结果呢？", "那措施呢？")
    assert last(visitor).followed.question == "通州是怎么保护文物的？ 措施"


def test_suggested_english_follow_ups_are_understood(visitor: Visitor) -> None:
    visitor.does("language", lang="en")
    shown = ask(visitor, "How are cultural relics protected?")
    offered = [part.split('"')[0] for part in shown.split('data-question="')[1:]]
    assert offered
    assert all(question.isascii() for question in offered)
    for question in offered:
        visitor.does("new")
        ask(visitor, "How are cultural relics protected?", question)
        assert last(visitor).followed.note, question
