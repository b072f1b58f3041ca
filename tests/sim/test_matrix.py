"""Topics against notices: cited cells, empty ones honest."""

import pytest
from bureaus import HEALTH, notice, three
from memory import MemoryEngine, bundled

from data.errors import BadRequest
from qa.matrix import confidence, matrix
from qa.themes import parse, themes, topic
from qa.types import Filters


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine(three())


def cells(found, row=0):
    return {c.notice_id: c for c in found.cells[row]}


def test_a_topic_finds_who_did_something_and_leaves_the_others_empty(engine):
    found = cells(matrix(engine, [topic("食堂食材配送和陪餐制度")]))
    assert found["education"].filled
    assert "陪餐" in found["education"].citations[0].passage.text
    assert not found["health"].filled
    assert not found["firm"].filled


def test_every_cited_passage_is_from_its_column(engine):
    found = matrix(engine, themes())
    for row in found.cells:
        assert tuple(c.notice_id for c in row) == found.notices
        for cell in row:
            assert {c.passage.notice_id for c in cell.citations} <= {cell.notice_id}
            assert 0 <= cell.strength < 1


def test_a_filled_cell_has_a_passage_even_where_the_best_stands_below_the_average(engine):
    found = matrix(engine, themes(), threshold=0.0)  # every cell that has any passage counts as filled
    cells = [cell for row in found.cells for cell in row if cell.filled]
    assert min(cell.strength for cell in cells) == 0  # a standing of zero or less
    assert all(cell.citations for cell in cells)


def test_the_heat_map_is_zero_exactly_where_a_cell_is_empty(engine):
    found = matrix(engine, themes())
    for values, row in zip(found.heat().values, found.cells, strict=True):
        assert [v > 0 for v in values] == [c.filled for c in row]


def test_the_export_says_of_an_empty_cell_that_nothing_was_found(engine):
    grid = matrix(engine, [topic("食堂食材配送和陪餐制度")]).grid()
    assert grid.heads[1:] == ("青禾市卫健委", "沙河县教育局", "临江水务集团")
    assert grid.rows[0][1] == "未见"
    assert "陪餐" in grid.rows[0][2]


def test_a_higher_threshold_empties_cells_and_never_fills_one(five_notices):
    low, high = (matrix(five_notices, themes(), threshold=t) for t in (0.2, 0.95))
    for some, few in zip(low.cells, high.cells, strict=True):
        assert all(a.filled or not b.filled for a, b in zip(some, few, strict=True))
    filled = [sum(c.filled for row in found.cells for c in row) for found in (low, high)]
    assert filled[0] > filled[1]


@pytest.fixture(scope="module")
def five_notices() -> MemoryEngine:
    return bundled()


def test_the_filter_leaves_fewer_columns(five_notices):
    assert matrix(five_notices, themes()[:1], Filters(unit="沁源")).notices == ("qinyuan",)


def test_a_mirror_gets_no_column():
    mirrored = MemoryEngine([*three(), notice(HEALTH + "\n", "mirror")])
    assert matrix(mirrored, themes()[:1]).notices == ("health", "education", "firm")


def test_a_threshold_outside_zero_to_one_is_refused(engine):
    with pytest.raises(BadRequest, match="阈值"):
        matrix(engine, themes()[:1], threshold=1.5)


def test_an_empty_topic_is_refused():
    with pytest.raises(BadRequest, match="主题为空"):
        topic("  ")


def test_confidence_rises_with_both_kinds_of_evidence():
    assert confidence(7, 0.5) == 0.5
    assert confidence(9, 0.5) > 0.5 > confidence(9, 0.0)
    assert confidence(5, 1.0) > confidence(5, 0.5)


def test_a_topic_counts_a_synonym_as_the_thing_itself():
    assert topic("慵懒散拖").named("有人出工不出力") == 1.0
    assert topic("慵懒散拖").named("按时发放工资") == 0.0


def test_a_topic_with_the_name_of_a_theme_stands_for_it():
    assert topic("考勤、作风与群众诉求办理").keywords == next(t for t in themes() if t.name.startswith("作风")).keywords
    assert topic("氧气站排查").definition == ""


def test_a_theme_line_with_a_missing_column_is_named():
    with pytest.raises(BadRequest, match="第 7 行"):
        parse("只有名称", 7)


def test_a_theme_file_of_ones_own_is_read(tmp_path):
    file = tmp_path / "themes.tsv"
    file.write_text("# 说明\n食堂\t校园食堂管理\t食材|陪餐|食谱\n", encoding="utf-8")
    assert [t.name for t in themes(file)] == ["食堂"]
    with pytest.raises(BadRequest, match="无法读取主题文件"):
        themes(tmp_path / "nowhere.tsv")
