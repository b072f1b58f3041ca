"""The section tree follows each notice's own numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_clean import GOLDEN, NOTICES, compare

from data.clean import clean
from data.corpus import bundled
from data.errors import UnreadableNotice
from data.outline import outline
from data.types import Notice, Section


@pytest.fixture(scope="module")
def notices() -> dict[str, Notice]:
    return {notice.id: notice for notice in bundled()}


def sections(text: str) -> list[Section]:
    return [s for top in outline(text, 0, len(text)) for s in top.walk()]


def shape(text: str) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in sections(text)]


@pytest.mark.parametrize("name", NOTICES)
def test_the_outline_of_the_five_notices_is_as_reviewed(name: str, notices: dict[str, Notice]) -> None:
    lines = (f"{'    ' * (s.level - 1)}{s.number} {s.title}\n" for s in notices[name].walk())
    compare(Path(GOLDEN) / f"outline_{name}.txt", "".join(lines))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("kaifeng", [f"（{n}）" for n in range(1, 18)]),
        ("qinyuan", [f"{n}、" for n in range(1, 13)]),
        ("wuhan", [f"{n}." for n in range(1, 28)]),
    ],
)
def test_problem_headings_keep_their_printed_numbers(name: str, numbers: list[str], notices: dict[str, Notice]) -> None:
    deepest = max(s.level for s in notices[name].walk() if s.start > notices[name].sections[1].start)
    assert [s.number for s in notices[name].sections[1].walk() if s.level == deepest] == numbers


@pytest.mark.parametrize(("name", "count"), [("tongzhou", 32), ("binhai", 30)])
def test_restarting_numbers_give_every_task_a_heading(name: str, count: int, notices: dict[str, Notice]) -> None:
    leaves = [s for s in notices[name].sections[1].walk() if not s.children]
    assert len(leaves) == count


def test_gaps_stay_as_printed(notices: dict[str, Notice]) -> None:
    numbers = [s.number for s in notices["kaifeng"].walk() if s.level == 3]
    assert numbers == ["1.", "2.", "3.", "4.", "6.", "8.", "9.", "11."]


def test_the_level_order_is_the_notices_own() -> None:
    text = "1、总体情况\n（一）部署。召开会议。\n（二）落实。建台账。\n2、整改情况\n（一）学习。已整改。"
    assert [(level, number) for level, number, _ in shape(text)] == [
        (1, "1、"), (2, "（一）"), (2, "（二）"), (1, "2、"), (2, "（一）"),
    ]  # fmt: skip


def test_a_form_met_again_in_another_part_takes_its_old_level() -> None:
    text = "一、甲\n（一）乙\n1.丙\n二、丁\n1.戊\n（二）己\n1.庚"
    assert [level for level, _, _ in shape(text)] == [1, 2, 3, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("一、政治理论学习不够深入", "政治理论学习不够深入"),
        ("一、统一思想。召开会议3次。", "统一思想。"),
        ("一、统一思想：召开会议3次。", "统一思想："),
        ("一、关于“站位不高，落实不力”的问题，强化学习。", "关于“站位不高，落实不力”的问题"),
        ("一、关于“学习不深。落实不力”问题的整改情况", "关于“学习不深。落实不力”问题的整改情况"),
        ("一、关于“监管缺失、有‘盲区’问题", "关于“监管缺失、有‘盲区’问题"),
        ("一、落实《规定。办法》不力。已整改。", "落实《规定。办法》不力。"),
    ],
)
def test_a_title_ends_where_its_body_begins(line: str, title: str) -> None:
    assert sections(f"{line}\n二、其他")[0].title == title


@pytest.mark.parametrize(
    "line",
    ["2023.5完成整改", "1.5亿元资金", "85.8%的网吧", "一、二季度工作", "3、4号楼", "一是加强学习。",
     "2024年5月6日召开会议", "①加强学习。", "第一议题制度落实", "《一、二》", "99.远处的数字"],
)  # fmt: skip
def test_false_friends_are_no_headings(line: str) -> None:
    assert [number for _, number, _ in shape(f"一、甲\n{line}\n二、乙")] == ["一、", "二、"]


def test_ordinals_on_bare_lines_are_headings_but_measures_are_not() -> None:
    text = "第一，关于学习不深入的问题\n召开会议。\n第二，关于作风不实的问题\n通报批评。"
    assert [number for _, number, _ in shape(text)] == ["第一，", "第二，"]
    assert shape("一、甲\n第一，召开会议，研究部署。\n第二，通报批评，完善制度。\n二、乙")[1:] == [(1, "二、", "乙")]


def test_headings_run_into_one_paragraph_are_found_and_lists_in_prose_are_not() -> None:
    text = "现通报如下。一、站位。（一）思想。开会。（二）责任。分解。二、整改。学习。"
    assert [(level, number) for level, number, _ in shape(text)] == [
        (1, "一、"),
        (2, "（一）"),
        (2, "（二）"),
        (1, "二、"),
    ]
    assert shape("对照（一）项要求。（三）另行处理。") == []


def test_a_notice_without_numbers_has_its_bare_lines_as_headings_or_none() -> None:
    text = "工作开展情况\n局党组高度重视，召开会议。\n下一步打算\n持续巩固整改成果，完善机制。"
    assert shape(text) == [(1, "", "工作开展情况"), (1, "", "下一步打算")]
    assert shape("我们开了会，研究了方案。\n问题都改了。") == []


def test_traditional_script_and_full_width_digits_are_read() -> None:
    text = "一、提高站位\n１．關於學習不深入的問題，加強學習。\n２．關於作風不實的問題。"
    assert [(n, t) for _, n, t in shape(text)][1:] == [
        ("１．", "關於學習不深入的問題"),
        ("２．", "關於作風不實的問題。"),
    ]


def nested(found: tuple[Section, ...], start: int, end: int, level: int) -> Iterator[str]:
    for section in found:
        assert start <= section.start <= section.heading.start <= section.heading.end <= section.end <= end
        assert section.level == level
        yield from nested(section.children, section.heading.end, section.end, level + 1)
        start = section.end


NUMBERS = ["一、", "二、", "（一）", "(二)", "1.", "2．", "3、", "（1）", "(2)", "①", "②", "一是", "第一，", "第二部分"]
WORDS = ["1.1", "问题1：", "关于“", "”的问题", "整改", "2023.5", "1.5亿", "联系电话：1", "x", "局党组"]
PIECES = st.sampled_from([*NUMBERS, *WORDS, *"。：，《》“” \n\n"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_sections_nest_and_are_slices_whatever_the_text(text: str) -> None:
    try:
        cleaned = clean(text)
    except UnreadableNotice:
        return
    found = outline(cleaned.text, cleaned.body_start, cleaned.body_end)
    list(nested(found, cleaned.body_start, cleaned.body_end, 1))
    for section in (s for top in found for s in top.walk()):
        assert cleaned.text[section.heading.start : section.heading.end] == section.heading.text
        assert section.heading.text.startswith(section.number)
