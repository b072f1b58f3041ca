"""Passages cover the body exactly and are cut where a reader would cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_outline import PIECES

from data.corpus import bundled, parse
from data.errors import UnreadableNotice
from data.passages import DEFAULT, passages
from data.types import Kind, Notice

TEXT = """某局党组关于巡察整改情况的通报
根据部署，现将情况通报如下。
一、提高站位
（一）关于学习不深入的问题
整改措施：一是召开党组会议，专题研究学习计划，明确责任分工和完成时限，确保按时间节点推进落实。二是制定《学习办法》，建立学习台账，每月通报一次学习情况，学习结果纳入年度考核和评先评优。
（二）关于作风不实的问题。通报批评。
欢迎监督。联系电话：12345678。
某局党组
2024年5月6日
"""


@pytest.fixture(scope="module")
def notices() -> tuple[Notice, ...]:
    return bundled()


def notice(text: str) -> Notice:
    return parse(text.encode(), "notice.txt")


@pytest.mark.parametrize("max_chars", [1, 40, DEFAULT, 10_000])
def test_passages_of_the_five_notices_join_back_to_their_bodies(max_chars: int, notices: tuple[Notice, ...]) -> None:
    for each in notices:
        found = passages(each, max_chars)
        assert "".join(p.text for p in found) == each.text[each.body_start : each.body_end]
        assert max(len(p.text) for p in found) <= max_chars
        assert all(each.text[p.start : p.end] == p.text for p in found)
        assert len({p.id for p in found}) == len(found)


def test_each_measure_is_a_passage_that_opens_with_its_headings() -> None:
    found = passages(notice(TEXT))
    assert [p.text.strip()[:9] for p in found] == [
        "根据部署，现将情况",
        "一、提高站位\n（一",
        "二是制定《学习办法",
        "（二）关于作风不实",
        "欢迎监督。联系电话",
    ]
    assert [p.kind for p in found] == [Kind.OPENING, Kind.MEASURE, Kind.MEASURE, Kind.PROBLEM, Kind.CLOSING]
    assert found[1].item_id == found[2].item_id != found[3].item_id != ""
    assert found[2].path == ("一、提高站位", "（一）关于学习不深入的问题")


def test_items_without_headings_do_not_share_a_passage() -> None:
    body = "反馈问题：服务质量不高。\n整改措施：新设站点8个。\n反馈问题：监管有漏洞。\n整改措施：逐人建档。\n"
    parsed = notice(f"某局党组关于巡察整改情况的公告\n根据部署，现将整改情况公告如下。\n{body}")
    assert len(parsed.items) == 2
    for item in parsed.items:
        assert [p.item_id for p in passages(parsed) if p.start <= item.start < p.end] == [item.id]


def test_titles_in_brackets_are_not_cut_when_another_place_is_near() -> None:
    long = (
        "组织学习有关文件精神，" * 8
        + "修订《关于进一步加强局机关及直属单位安全生产工作的通知》，"
        + "完善相关制度机制，" * 8
    )
    for passage in passages(notice(f"一、安全\n{long}。\n二、其他\n无。"), 120):
        assert passage.text.count("《") == passage.text.count("》")


def test_a_passage_the_encoder_cannot_read_whole_is_cut_further(notices: tuple[Notice, ...]) -> None:
    for each in notices:
        found = passages(each, fits=lambda text: len(text) <= 64)
        assert max(len(p.text) for p in found) <= 64
        assert "".join(p.text for p in found) == each.text[each.body_start : each.body_end]


def test_the_same_slice_has_the_same_id_in_every_build(notices: tuple[Notice, ...]) -> None:
    for each in notices:
        assert [p.id for p in passages(each)] == [p.id for p in passages(each)]
        assert all(p.id == f"{each.id}:{p.start}-{p.end}" for p in passages(each))


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)), st.integers(1, 60))
def test_any_text_parses_and_its_passages_join_back(text: str, max_chars: int) -> None:
    try:
        parsed = notice(text.encode("utf-8", "ignore").decode())
    except UnreadableNotice:
        return
    found = passages(parsed, max_chars)
    assert "".join(p.text for p in found) == parsed.text[parsed.body_start : parsed.body_end]
    assert all(0 < len(p.text) <= max_chars for p in found)
