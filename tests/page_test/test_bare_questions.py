"""Follow-ups without a subject (后来呢？ 是哪个单位的？) are asked of the question before; others stand alone."""

from __future__ import annotations

import pytest

from qa.followup_bare import bare
from tests.page_test.conftest import Visitor
from tests.page_test.test_conversation import ask, last


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        ("农家书屋管理员每月补助多少？", "是哪个单位的？", "每人每月60元"),
        ("塘沽大剧院底商二房东是怎么回事？", "后来呢？", "2026年合同结束停止委托出租"),
        ("豫剧院搬到哪里了？", "哪天的事？", "2020年6月9日"),
        ("人民会场改制完成了吗？", "为什么？", "大相国寺市场片区提升改造项目"),
        ("武汉图书馆新馆的进度怎么样？", "什么时候完工", "2024年年底基本完工"),
        ("Was the city reading room fund of 2 million yuan paid?", "Why?", "200万元至今未到位"),
    ],
)
def test_a_question_without_a_subject_is_about_the_one_before(
    visitor: Visitor, before: str, question: str, said: str
) -> None:
    shown = ask(visitor, before, question)
    answer = last(visitor).answer
    assert answer is not None
    assert answer.answered
    assert any(said in c.passage.text for c in answer.citations[:2])
    assert f"改问{question}" in shown


def test_such_questions_one_after_another_keep_the_first_subject(visitor: Visitor) -> None:
    ask(visitor, "豫剧院搬到哪里了？", "哪天的事？", "谁负责？")
    assert last(visitor).followed.question == "豫剧院搬到 谁负责"


def test_what_it_carried_over_can_be_undone(visitor: Visitor) -> None:
    ask(visitor, "豫剧院搬到哪里了？", "花了多少钱？")
    visitor.does("undo")
    assert last(visitor).followed.question == "花了多少钱？"


@pytest.mark.parametrize(
    "question",
    ["那怎么办呢", "多少钱", "一共几个？", "最后怎么样了", "怎么处理的？", "When?", "and who is responsible?",
     "How many were replaced?"],
)  # fmt: skip
def test_question_words_talk_and_bare_verbs_name_no_subject(question: str) -> None:
    assert bare(question)


@pytest.mark.parametrize(
    "question",
    ["有哪些单位？", "处理了多少人？", "文物怎么办", "哪些单位没整改完", "谁来管安全", "图书馆在哪里", "产权证", "了吗",
     "", "How many people were punished?", "Which bureau was inspected in 2023?", "When will the library open?"],
)  # fmt: skip
def test_a_question_with_a_subject_or_for_the_table_stands_alone(question: str) -> None:
    assert not bare(question)
