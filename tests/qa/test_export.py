"""The ledger in four formats: complete, openable, inert."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from memory import MemoryEngine

from data.corpus import bundled, parse
from data.errors import BadRequest
from data.types import Notice, Status
from qa import ledger as ledgers
from qa.export import FORMATS, HEADS, cells, to_csv, to_json, to_markdown, to_xlsx
from qa.ledger import Row
from qa.types import Filters

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EVIL = """某局党组关于整改情况的通报
根据部署，现将整改情况通报如下。
一、整改落实情况
（一）=HYPERLINK("http://example.com","点我")的问题。
整改措施：一是开展检查。二是完善制度|加强<b>管理</b>。
（二）+1不规范的问题。整改措施：已制定《办法》。
"""


@pytest.fixture(scope="module")
def notices() -> tuple[Notice, ...]:
    return bundled()


def rows(notices: Sequence[Notice], filters: Filters = Filters()) -> tuple[Row, ...]:
    return ledgers.ledger(MemoryEngine(notices), filters)


@pytest.fixture(scope="module")
def ledger(notices: tuple[Notice, ...]) -> tuple[Row, ...]:
    return rows(notices)


def sheet(content: bytes) -> list[list[str]]:
    """The cells of a workbook's first sheet, read without the library that wrote it."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(root.iter(f"{MAIN}f"))  # no cell holds a formula
    return [["".join(t.text or "" for t in cell.iter(f"{MAIN}t")) for cell in row] for row in root.iter(f"{MAIN}row")]


def evil() -> tuple[Row, ...]:
    return rows([parse(EVIL.encode(), "evil.txt")])


def test_every_published_item_is_a_row(ledger: tuple[Row, ...]) -> None:
    assert Counter(r.item.notice_id for r in ledger) == {
        "tongzhou": 32, "binhai": 30, "wuhan": 27, "kaifeng": 17, "qinyuan": 12,
    }  # fmt: skip


def test_filters_narrow_the_ledger(notices: tuple[Notice, ...]) -> None:
    assert {r.item.notice_id for r in rows(notices, Filters(region="开封"))} == {"kaifeng"}
    assert {r.item.notice_id for r in rows(notices, Filters(unit="武汉市文化和旅游局"))} == {"wuhan"}
    assert {r.item.notice_id for r in rows(notices, Filters(year="2026"))} == {"tongzhou"}
    ongoing = rows(notices, Filters(status="正在整改"))
    assert {r.item.status for r in ongoing} == {Status.ONGOING}
    assert len(ongoing) == 2
    assert rows(notices, Filters(region="不存在的地方")) == ()
    with pytest.raises(BadRequest):
        rows(notices, Filters(status="改好了"))


@pytest.mark.parametrize("filters", [Filters(), Filters(status="已整改"), Filters(year="2023"), Filters(unit="无")])
def test_the_beginning_of_a_ledger_is_of_the_whole_and_says_how_long_that_is(
    notices: tuple[Notice, ...], filters: Filters
) -> None:
    engine, whole = MemoryEngine(notices), rows(notices, filters)
    for shown in (0, 1, 20, 1000):
        assert ledgers.beginning(engine, filters, shown) == (whole[:shown], len(whole))


def test_json_rows_follow_the_contract_and_point_into_the_text(
    ledger: tuple[Row, ...], notices: tuple[Notice, ...]
) -> None:
    texts = {n.id: n.text for n in notices}
    found = json.loads(to_json(ledger))
    assert len(found) == 118
    contract = {"id", "notice", "unit", "number", "path", "problem", "measures", "result", "status", "status_quote"}
    for row in found:
        assert contract | {"documents", "figures", "dates"} <= set(row)
        quotes = [row["problem"], *row["measures"], *row["documents"], *row["figures"], *row["dates"], *row["hints"]]
        for quote in [*quotes, *filter(None, (row["result"], row["status_quote"]))]:
            assert texts[row["notice"]][quote["start"] : quote["end"]] == quote["text"]


def test_csv_opens_in_a_spreadsheet_with_every_row(ledger: tuple[Row, ...]) -> None:
    content = to_csv(ledger)
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert tuple(table[0]) == HEADS
    assert table[1:] == [cells(row) for row in ledger]


def test_xlsx_gives_back_every_cell_to_another_reader(ledger: tuple[Row, ...]) -> None:
    table = sheet(to_xlsx(ledger))
    assert tuple(table[0]) == HEADS
    assert table[1:] == [cells(row) for row in ledger]


def test_xlsx_has_a_frozen_header_wrapped_text_and_links_to_known_sources(ledger: tuple[Row, ...]) -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(ledger))) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
        links = book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
        assert 'state="frozen"' in xml
        assert 'wrapText="1"' in book.read("xl/styles.xml").decode()
    for row in ledger:
        assert not row.url or row.url in links
    assert links.count("<Relationship ") == sum(bool(row.url) for row in ledger)


def test_a_cell_that_begins_like_a_formula_is_inert() -> None:
    problems = [row[HEADS.index("问题")] for row in sheet(to_xlsx(evil()))[1:]]
    assert [p[:2] for p in problems] == ["'=", "'+"]
    table = list(csv.reader(io.StringIO(to_csv(evil()).decode("utf-8-sig"), newline="")))
    assert not [cell for line in table for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_markdown_keeps_one_line_per_row_whatever_the_cells_hold() -> None:
    lines = to_markdown(evil()).decode().splitlines()
    assert len(lines) == 2 + len(evil())
    assert all(line.replace("\\|", "").count("|") == len(HEADS) + 1 for line in lines)
    assert "<b>" not in "\n".join(lines)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_characters_no_file_format_allows_do_not_stop_an_export(name: str) -> None:
    row = evil()[0]
    item = replace(row.item, path=("上\x01级\x0b", "\ufffe"))
    assert FORMATS[name]([replace(row, item=item)])
    assert FORMATS[name]([])
