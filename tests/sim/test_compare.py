"""Items side by side: what one has and the others do not is marked."""

import io
from dataclasses import replace

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


def test_every_mark_lies_in_its_entry_and_names_what_no_other_column_has(engine, ids):
    found = compare(engine, ids)
    measures = line(found, "措施")
    for i, cell in enumerate(measures.cells):
        others = "".join(e.span.text for j, c in enumerate(measures.cells) if j != i for e in c)
        text = engine.notice(found.columns[i].item.notice_id).text
        for entry in cell:
            assert text[entry.span.start : entry.span.end] == entry.span.text
            assert all(entry.span.start <= a < b <= entry.span.end for a, b in entry.own)
        assert cell[0].own
        assert "公开招标" not in "".join(text[a:b] for e in cell for a, b in e.own) or "公开招标" not in others


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


def test_the_export_opens_as_a_workbook_with_one_column_per_item(engine, ids):
    openpyxl = pytest.importorskip("openpyxl")
    grid = compare(engine, ids).grid()
    sheet = openpyxl.load_workbook(io.BytesIO(export.grid_xlsx(grid))).active
    assert [c.value for c in sheet[1]][1:] == list(grid.heads[1:])
    assert "【" in sheet.cell(3, 2).value
    assert export.grid_markdown(grid).decode().count("\n") == len(grid.rows) + 2
