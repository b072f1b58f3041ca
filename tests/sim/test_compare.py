"""Items side by side: what one has and the others do not, or what unlike ones share, is marked."""

import io
from dataclasses import replace

import openpyxl
import pytest
from bureaus import three
from memory import MemoryEngine, bundled

from data.errors import BadRequest
from qa import export
from qa.compare import compare


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine(three())


@pytest.fixture(scope="module")
def ids(engine) -> list[str]:
    """The procurement items of the three."""
    items = [i for n in engine.notices() for i in n.items]
    return [i.id for i in items if "采购" in i.problem.text]


def line(found, label):
    return next(one for one in found.lines if one.label == label)


def test_columns_come_in_the_order_asked_for(engine, ids):
    assert len(ids) == 3
    assert [c.item.id for c in compare(engine, ids[::-1]).columns] == ids[::-1]


@pytest.fixture(scope="module")
def reworded(engine, ids):
    """The first procurement item beside the same text with another threshold, as another bureau might have it."""
    source = next(n for n in engine.notices() if any(i.id == ids[0] for i in n.items))
    text = source.text.replace("二十万元", "五十万元").replace("公开招标", "邀请报价")
    assert len(text) == len(source.text)
    item = next(i for i in source.items if i.id == ids[0])
    measures = tuple(replace(m, text=text[m.start : m.end]) for m in item.measures)
    twin = replace(item, notice_id="other", id="他处·1", measures=measures)
    both = MemoryEngine(engine.notices())
    both.add([replace(source, id="other", text=text, items=(twin,))])
    return compare(both, [ids[0], "他处·1"])


def underlined(cell, kind):
    texts = (e.span.text[a - e.span.start : b - e.span.start] for e in cell for a, b in getattr(e, kind))
    return list(texts)


def test_in_a_near_copy_what_was_changed_is_marked_and_nothing_else(reworded):
    mine, theirs = line(reworded, "措施").cells
    assert "公开招标" in "".join(underlined(mine, "own"))
    assert "邀请报价" in "".join(underlined(theirs, "own"))
    assert sum(map(len, underlined(theirs, "own"))) < 0.2 * sum(len(e.span.text) for e in theirs)
    assert not any(e.shared for e in (*mine, *theirs))


def test_between_unlike_items_what_they_share_is_marked_and_not_all_the_rest(engine, ids):
    found = compare(engine, ids)
    cells = line(found, "措施").cells
    assert not any(e.own for cell in cells for e in cell)
    for i, cell in enumerate(cells):
        text = engine.notice(found.columns[i].item.notice_id).text
        others = "".join(e.span.text for j, c in enumerate(cells) if j != i for e in c)
        for entry in cell:
            assert text[entry.span.start : entry.span.end] == entry.span.text
            assert all(entry.span.start <= a < b <= entry.span.end for a, b in entry.shared)
        assert any(words in others for words in underlined(cell, "shared"))
        assert sum(map(len, underlined(cell, "shared"))) < 0.5 * sum(len(e.span.text) for e in cell)


def test_a_row_that_only_one_column_fills_has_no_marks(engine, ids):
    rows = [one for one in compare(engine, ids).lines if sum(bool(cell) for cell in one.cells) == 1]
    assert not any(e.own or e.shared for one in rows for cell in one.cells for e in cell)


def test_a_figure_or_document_of_one_column_only_is_not_common(engine, ids):
    documents = line(compare(engine, ids), "文件")
    assert documents.differs
    assert not any(e.common for cell in documents.cells for e in cell)


def test_an_item_beside_its_own_copy_has_no_differences():
    engine = bundled()
    first = engine.notice("kaifeng").items[0]
    twice = MemoryEngine(engine.notices())
    twin = replace(engine.notice("kaifeng"), id="other", items=(replace(first, notice_id="other", id="他处·1"),))
    twice.add([twin])
    found = compare(twice, [first.id, "他处·1"])
    assert not any(one.differs for one in found.lines)
    assert not any(e.own for one in found.lines for cell in one.cells for e in cell)
    assert all(e.same for cell in line(found, "措施").cells for e in cell if len(e.span.text) > 60)


@pytest.mark.parametrize("few", [[], ["health:x"]])
def test_less_than_two_items_are_refused(engine, few):
    with pytest.raises(BadRequest, match="应为 2 至"):
        compare(engine, few)


def test_an_unknown_item_is_named(engine, ids):
    with pytest.raises(BadRequest, match="没有编号为 不存在"):
        compare(engine, [ids[0], "不存在"])


def test_the_export_opens_as_a_workbook_with_one_column_per_item(reworded):
    grid = reworded.grid()
    sheet = openpyxl.load_workbook(io.BytesIO(export.grid_xlsx(grid))).active
    assert [c.value for c in sheet[1]][1:] == list(grid.heads[1:])
    assert "【" in sheet.cell(3, 2).value
    assert export.grid_markdown(grid).decode().count("\n") == len(grid.rows) + 2
