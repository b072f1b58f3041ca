"""A notice checked against itself: what is there is found, what is not there is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.corpus import bundled, parse
from data.errors import UnreadableNotice
from data.types import Notice
from qa.check import Kind, check
from qa.cli import main

FRAME = "某市教育局党组关于巡察整改情况的通报\n根据部署，现将整改情况通报如下。\n{}\n某市教育局党组\n"


@pytest.fixture(scope="module")
def notices() -> dict[str, Notice]:
    return {n.id: n for n in bundled()}


def messages(notice: Notice, kind: Kind) -> list[str]:
    return [f.message for f in check(notice) if f.kind is kind]


def found(body: str, kind: Kind) -> list[str]:
    return messages(parse(FRAME.format(body).encode(), "n.txt"), kind)


def test_stated_totals_are_set_beside_what_is_published(notices: dict[str, Notice]) -> None:
    problems, measures = messages(notices["binhai"], Kind.COUNT)
    assert "53" in problems
    assert "30" in problems
    assert "117" in measures
    assert messages(notices["qinyuan"], Kind.COUNT) == []


def test_gaps_in_headings_are_named_with_the_missing_numbers(notices: dict[str, Notice]) -> None:
    found = messages(notices["kaifeng"], Kind.NUMBERING)
    assert [m.split("缺 ")[1][:2].strip("(") for m in found] == ["5", "7", "10"]
    for name in ("binhai", "qinyuan", "tongzhou"):
        assert messages(notices[name], Kind.NUMBERING) == []


def test_a_list_that_begins_in_the_middle_is_named(notices: dict[str, Notice]) -> None:
    assert len(messages(notices["wuhan"], Kind.NUMBERING)) == 1
    assert found("一、甲\n开展检查。三是完善制度。\n二、乙\n其他。", Kind.NUMBERING)


def test_masked_values_are_listed_as_printed(notices: dict[str, Notice]) -> None:
    (finding,) = [f for f in check(notices["wuhan"]) if f.kind is Kind.MASKED]
    assert [s.text.count("*") for s in finding.spans] == [5, 8, 6, 10]
    assert [n for n in notices if messages(notices[n], Kind.MASKED)] == ["wuhan"]
    assert found("一、甲\n内容。\n******\n二、乙\n内容。", Kind.MASKED) == []


def test_a_quotation_mark_without_partner_is_shown_with_its_surroundings(notices: dict[str, Notice]) -> None:
    (message,) = messages(notices["qinyuan"], Kind.PAIR)
    assert "监管缺失" in message
    assert [n for n in notices if messages(notices[n], Kind.PAIR)] == ["qinyuan"]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("落实《办法》（试行)。", 0),
        ("1)学习don’t stop。", 0),
        ("落实“《办法》。", 1),
        ("落实》办法《。", 2),
        ("（一）落实。\n（二）检查。", 0),
        ("规划(2025-2027)。", 0),
    ],
)
def test_marks_are_paired_within_a_paragraph(body: str, count: int) -> None:
    assert len(found(f"一、甲\n{body}\n二、乙\n其他。", Kind.PAIR)) == count


def test_intervals_between_the_dates_are_counted_in_days(notices: dict[str, Notice]) -> None:
    assert messages(notices["tongzhou"], Kind.INTERVAL)[-1] == "反馈(2023-02-10)与网上发布(2026-01-16)相距 1071 天"
    assert all(messages(n, Kind.ORDER) == [] for n in notices.values())


def test_dates_in_reverse_order_are_named() -> None:
    page = "某市教育局党组关于巡察整改情况的通报\n发布时间：2023-01-05\n现将整改情况通报如下。\n一、甲\n已整改。\n"
    notice = parse(f"{page}某市教育局党组\n2023年5月1日".encode(), "n.txt")
    assert messages(notice, Kind.ORDER) == ["落款(2023-05-01)与网上发布(2023-01-05)先后相反,相差 116 天"]


@pytest.mark.parametrize(
    ("body", "remarks"),
    [
        ("一、甲\n1.子\n2.丑\n二、乙\n1.子\n2.丑", 0),  # restarts
        ("一、甲\n1.子\n2.丑\n二、乙\n3.子\n4.丑", 0),  # runs on
        ("一、甲\n1.子\n3.丑", 1),  # skips
        ("一、甲\n1.子\n2.丑\n2.寅", 1),  # repeats
        ("一、甲\n三、乙", 1),
        (
            "一、甲\n整改措施：（1）子。\n（2）丑。\n二、乙\n整改措施：（1）子。\n（2）丑。",
            0,
        ),  # the first stands in the line
    ],
)
def test_numbers_may_restart_or_run_on_but_not_skip_or_repeat(body: str, remarks: int) -> None:
    assert len(found(body, Kind.NUMBERING)) == remarks


def test_a_notice_with_nothing_to_remark_gives_nothing() -> None:
    body = (
        "一、组织情况\n召开会议“部署”。\n二、整改情况\n（一）关于学习不深的问题。一是学习。二是检查。\n"
        "（二）关于作风的问题。已整改。"
    )
    assert check(parse(FRAME.format(body).encode(), "n.txt")) == ()


@given(st.text(alphabet="一二三、（）()“”‘’《》1234.)①②是。，：\n*整改问题措施 x", min_size=1, max_size=120))
def test_every_finding_points_to_its_characters_whatever_the_text(text: str) -> None:
    try:
        notice = parse(text.encode(), "n.txt")
    except UnreadableNotice:
        return
    for finding in check(notice):
        assert finding.spans
        assert "\n" not in finding.message
        for span in finding.spans:
            assert notice.text[span.start : span.end] == span.text


def test_the_command_checks_a_file_without_any_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "通报.txt"
    path.write_text(FRAME.format("一、甲\n已整改。\n三、乙\n正在整改。"), encoding="utf-8")
    assert main(["check", str(path), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["notice"] == "通报"
    (finding,) = printed["findings"]
    assert finding["kind"] == "编号"
    assert finding["spans"][0]["text"] == "三、乙"
    assert main(["check", str(path)]) == 0
    assert "缺 2" in capsys.readouterr().out


def test_the_command_names_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    assert main(["check", str(tmp_path / "空.txt")]) == 2
    assert "空文件" in capsys.readouterr().err
