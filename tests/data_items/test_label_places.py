"""Where labels are looked for: the same matches as when every character is tried."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data import labels

PIECES = (
    "\n",
    " ",
    "问题",
    "整改措施",
    "整改",
    "情况",
    ":",
    "。",
    "】",
    "【",
    "1.",
    "一、",
    "(",
    "责任单位",
    "①",
    "•",
    "结果",
    "已完成)",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(TEXTS, st.integers(0, 60), st.integers(0, 90))
def test_labels_are_found_where_trying_every_character_finds_them(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    for found, pattern in ((labels._at_lines, labels._AT_LINE), (labels._in_lines, labels._IN_LINE)):
        assert [m.span() for m in found(text, start, end)] == [m.span() for m in pattern.finditer(text, start, end)]
