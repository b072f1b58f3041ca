"""Lists inside a text are split at their members and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.measures import leaves, measures


def texts(text: str) -> list[str]:
    return [m.text for m in measures(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("整改措施：一是学习。二是检查；三是整改。", ["一是学习。", "二是检查；", "三是整改。"]),
        ("①学习。②检查。", ["①学习。", "②检查。"]),
        ("第一，学习。第二，检查。", ["第一，学习。", "第二，检查。"]),
        ("(1)针对甲的问题。学习。(2)针对乙的问题。检查。", ["(1)针对甲的问题。学习。", "(2)针对乙的问题。检查。"]),
        ("原因：一是不重视，二是不会。", ["一是不重视，", "二是不会。"]),
        ("制定方案，确保到位。①学习。②检查。", ["制定方案，确保到位。", "①学习。", "②检查。"]),
        ("一是学习。三是整改。", ["一是学习。", "三是整改。"]),
        ("一要学习。二要检查。", ["一要学习。", "二要检查。"]),
        ("召开会议，研究部署。", ["召开会议，研究部署。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_span_is_split_at_the_members_of_its_list(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "他一是为了好看，二是为了好吃。",
        "落实“第一，稳妥”原则。",
        "学习《①②制度》。",
        "自2023.5起，投入1.5亿元。",
        "按照（一）项要求办理。",
    ],
)
def test_numbers_in_running_text_are_not_members(text: str) -> None:
    assert texts(text) == [text]


def test_an_inner_list_stays_inside_and_leaves_split_it() -> None:
    text = "(1)针对甲。一是学习。二是检查。(2)针对乙。一是整改。二是督查。"
    assert [m.number for m in measures(text, 0, len(text))] == ["(1)", "(2)"]
    assert [m.text for m in leaves(text, 0, len(text))] == [
        "(1)针对甲。", "一是学习。", "二是检查。", "(2)针对乙。", "一是整改。", "二是督查。",
    ]  # fmt: skip


PIECES = st.sampled_from(
    [
        "一是",
        "二是",
        "三是",
        "①",
        "②",
        "(1)",
        "(2)",
        "第一，",
        "第二，",
        "。",
        "；",
        "，",
        "：",
        "\n",
        " ",
        "学习",
        "《",
        "》",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_measures_are_slices_in_order_and_lose_only_lead_ins(text: str) -> None:
    for split in (measures, leaves):
        found = split(text, 0, len(text))
        at = 0
        for measure in found:
            assert at <= measure.start < measure.end <= len(text)
            assert text[measure.start : measure.end] == measure.text
            assert measure.text.startswith(measure.number)
            at = measure.end
        if found:
            assert found[-1].end == len(text.rstrip())
        else:
            assert not text.strip()
