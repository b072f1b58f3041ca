"""What holds for any text whatever."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st
from listing import all_notices, spans

from data.corpus import parse
from data.dates import dates
from data.errors import UnreadableNotice
from data.facts import documents, figures, masked
from data.numerals import integer
from data.script import fold
from data.types import Notice
from tests.originals import original

PIECES = (
    *("一、", "（一）", "(1)", "1.", "①", "一是", "第一，", "问题1：", "关于", "的问题", "整改措施：", "整改结果："),
    *(
        "已整改",
        "【整改情况】",
        "整改状态",
        "完成",
        "\n",
        "。",
        "，",
        "《",
        "》",
        "“",
        "”",
        "2023年",
        "13月",
        "2月30日",
    ),
    *("至", "*", "**", "万人次", "3个方面12个问题", "中共", "市委第一巡察组", "巡察", "反馈", "县", "市", "局党组"),
    *("|", "\t", "序号", "  ", "电话：", "下一步", "整改完成率76%", "10", "〇", "百千万"),
)
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=80).map("".join))


def _parsed(text: str) -> Notice | None:
    try:
        return parse(text.encode("utf-8", "surrogatepass"), "x.txt")
    except UnreadableNotice:
        return None


@given(texts)
@settings(max_examples=300)
def test_no_text_crashes_the_parser_and_every_span_is_a_slice(text: str) -> None:
    notice = _parsed(text)
    if notice:
        assert all(notice.text[s.start : s.end] == s.text for s in spans(notice))
        assert len({i.id for i in notice.items}) == len(notice.items)
        assert all((i.status.value == "未载明") == (i.status_quote is None) for i in notice.items)


@given(texts)
@settings(max_examples=200)
def test_facts_are_slices_of_any_text(text: str) -> None:
    found = [*(d.name for d in documents(text, 0, len(text))), *(f.quote for f in figures(text, 0, len(text)))]
    found += [*(d.quote for d in dates(text, 0, len(text))), *masked(text, 0, len(text))]
    assert all(text[s.start : s.end] == s.text for s in found)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.integers(0, 99_999))
def test_digits_read_back_in_either_width(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert integer(fold(wide)) == integer(f"{number:,}") == number


def test_parsing_a_notice_depends_on_no_other() -> None:
    notice = all_notices()["kaifeng"]
    alone = parse(original("kaifeng").encode(), "kaifeng.txt")
    assert alone.items == notice.items
    assert dataclasses.asdict(alone.metadata) == dataclasses.asdict(notice.metadata)
