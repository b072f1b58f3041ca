"""Which lines on a page are a table, and what stands in its cells."""

from __future__ import annotations

from collections.abc import Sequence

from data.readers.pdf_lines import Glyph
from data.readers.pdf_rules import Rule
from data.readers.pdf_table import joined, lines_and_rows

HEAD = ("序号", "问题", "整改措施")


def printed(text: str, left: float, middle: float) -> list[Glyph]:
    """Characters of ten points."""
    return [Glyph(left + 10 * n, middle - 5, left + 10 * n + 10, middle + 5, char) for n, char in enumerate(text)]


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """Every line of a grid from edge to edge."""
    upright = [Rule(x, min(ys), x, max(ys)) for x in xs]
    return [*upright, *(Rule(min(xs), y, max(xs), y) for y in ys)]


def read(glyphs: list[Glyph], rules: list[Rule]) -> list[str]:
    return [line.text for line in lines_and_rows(glyphs, rules)]


CELLS = [
    *printed("序号", 102, 185), *printed("问题", 142, 185), *printed("整改措施", 212, 185),
    *printed("1", 112, 150), *printed("学习不", 142, 158), *printed("够", 142, 142), *printed("学习12次。", 212, 158),
    *printed("2.再学习", 212, 142),
]  # fmt: skip
RULES = grid((100, 140, 210, 300), (130, 170, 200))
ROWS = ["| 序号 | 问题 | 整改措施 |", "| 1 | 学习不够 | 学习12次。 2.再学习 |"]


def test_the_lines_of_a_cell_are_one_text_between_those_above_and_below_the_table() -> None:
    around = [*printed("现将情况公布如下。", 100, 300), *printed("某局党组", 100, 100)]
    assert read([*CELLS, *around], RULES) == ["现将情况公布如下。", *ROWS, "某局党组"]


def test_rules_drawn_cell_by_cell_or_as_thin_boxes_are_the_same_table() -> None:
    boxes = [
        *(Rule(x, b, x, t) for x in (100, 140, 210, 300) for b, t in ((130, 170), (170, 200))),
        *(Rule(a, y + d, b, y + d) for y in (130, 170, 200) for d in (0, 0.7) for a, b in ((100, 140), (140, 210), (210, 300))),
    ]  # fmt: skip
    assert read(CELLS, boxes) == ROWS


def test_dashed_rules_are_the_same_table_and_scattered_strokes_are_none() -> None:
    dashes = [
        *(Rule(x, y, x, y + 3) for x in (100, 140, 210, 300) for y in range(130, 200, 6)),
        *(Rule(x, y, x + 3, y) for y in (130, 170, 200) for x in range(100, 300, 6)),
    ]
    assert read(CELLS, dashes) == ROWS
    scattered = [Rule(x, y, x + 3, y) for x in range(100, 300, 20) for y in range(130, 200, 10)]
    assert read(CELLS, scattered) == read(CELLS, [])


def test_a_cell_over_two_rows_is_printed_once() -> None:
    rules = [
        *(Rule(x, 130, x, 200) for x in (100, 140, 300)),
        *(Rule(100, y, 300, y) for y in (130, 200)), Rule(140, 165, 300, 165),
    ]  # fmt: skip
    glyphs = [*printed("方面", 110, 165), *printed("甲问题", 150, 182), *printed("乙问题", 150, 148)]
    assert read(glyphs, rules) == ["| 方面 | 甲问题 |", "|  | 乙问题 |"]


def test_a_frame_an_underline_and_a_box_in_a_column_are_no_tables() -> None:
    prose = [*printed("现将情况公布如下。", 100, 160), *printed("请予监督。", 100, 140)]
    plain = read(prose, [])
    assert read(prose, grid((90, 300), (120, 180))) == plain
    assert read(prose, [Rule(100, 154, 190, 154)]) == plain
    assert read(prose, grid((90, 145, 300), (120, 180))) != plain  # the same lines with an upright between
    beside = [*CELLS, *printed("右栏的文字在这里接着往下写很长很长", 310, 180), *printed("还有一行", 310, 140)]
    assert read(beside, RULES) == read(beside, [])


def test_a_row_cut_by_the_end_of_a_page_is_whole_again_and_a_head_is_printed_once() -> None:
    above = [HEAD, ("1", "学习不够", "学习12次，")]
    assert joined(above, [HEAD, ("", "", "谈话3次。"), ("2", "管理不严", "整改。")]) == [
        HEAD, ("1", "学习不够", "学习12次，谈话3次。"), ("2", "管理不严", "整改。"),
    ]  # fmt: skip
    assert joined([("方面", "问题")], [("", "又一个问题")]) == [("方面", "问题"), ("", "又一个问题")]
    assert joined([], [HEAD]) == [HEAD]
