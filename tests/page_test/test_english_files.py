"""Files taken from the English page: our words are English, the notices' words stay as they are."""

from __future__ import annotations

import csv
import io
import re
from base64 import b64decode
from dataclasses import replace
from datetime import date

import pytest

from qa.answer import ask
from qa.model.types import Fault, Sentence, Written
from qa.page.action import Change
from qa.page.desk import Desk
from qa.page.lines import teller
from qa.transcript import Exchange, Kind, blocks
from tests.page_test.conftest import Visitor

HAN = re.compile(r"[\u4e00-\u9fff]")
DAY = date(2026, 3, 1)
DRAFT = "建立文物安全巡查制度，聘请文物保护员，每月巡查一次。"


def handed(change: Change) -> tuple[str, bytes]:
    """(name, content) of the file a change carries."""
    carried = change.regions["delivery"]
    name, content = (carried.split(f'data-{part}="')[1].split('"')[0] for part in ("name", "content"))
    return name, b64decode(content)


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    visitor.session = replace(visitor.session, lang="en")
    return visitor


def table(change: Change) -> tuple[str, list[list[str]]]:
    name, content = handed(change)
    return name, list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_ledger_has_english_heads_states_and_roles(reader: Visitor) -> None:
    name, (heads, *rows) = table(reader.does("save-ledger", kind="csv"))
    assert name == "Rectification ledger.csv"
    assert not [head for head in heads if HAN.search(head)]
    assert not HAN.search("".join(row[heads.index("Status")] for row in rows))
    roles = {line.partition(": ")[0] for row in rows for line in row[heads.index("Documents")].splitlines()}
    assert "made" in roles
    assert not HAN.search("".join(roles))
    assert all(HAN.search(row[heads.index("Problem")]) for row in rows)


def test_comparable_measures_have_english_heads_reasons_and_bands(reader: Visitor) -> None:
    name, (heads, *rows) = table(reader.does("save-similar", kind="csv", text=DRAFT))
    assert name == "Similar measures.csv"
    assert not HAN.search("".join(heads) + "".join(row[heads.index("Band")] for row in rows))
    labels = {line.partition(":")[0] for row in rows for line in row[heads.index("Why it matches")].splitlines()}
    assert labels <= {"Related wording", "Words in common", "close in meaning"}


def test_items_side_by_side_have_english_labels(reader: Visitor, desk: Desk) -> None:
    items = [f"{n.id}:{n.items[0].id}" for n in desk.engine.notices()[:2]]
    name, (_, *rows) = table(reader.does("save-compare", kind="csv", items="\n".join(items)))
    assert name == "Side by side.csv"
    assert not HAN.search("".join(row[0] for row in rows))
    assert "未载明" not in str(rows)


def test_the_matrix_has_english_topics_and_says_none_for_an_empty_cell(reader: Visitor) -> None:
    name, (heads, *rows) = table(reader.does("save-matrix", kind="csv", topics=""))
    assert name == "Topic matrix.csv"
    assert heads[0] == "Topic"
    assert not HAN.search("".join(row[0] for row in rows))
    assert "未见" not in {cell for row in rows for cell in row}


def test_a_conversation_is_taken_away_under_an_english_name(reader: Visitor) -> None:
    reader.does("ask", {"question": "How much did Tongzhou spend on relics?"})
    name, content = handed(reader.does("export", kind="md"))
    assert name == "Tongbao record of questions.md"
    assert b"accessed 20" in content


def test_of_a_conversation_only_the_notices_words_and_the_questions_are_chinese(desk: Desk) -> None:
    found = ask(desk.engine, "追责问责了多少人？", 3)
    bare = replace(found.citations[0], unit="", date="", url="")
    faults = tuple(Fault)
    written = Written("llm.example", "model", (Sentence("99.", (), faults, ("99",)),), done=True)
    missing = replace(found, answered=False, quotes=(), reason="问题中没有可以查找的词", citations=(bare,))
    talk = (
        Exchange("Q1", replace(found, answered=True), written=written),
        Exchange("Q2", missing),
        Exchange("Q3", None, error="问题为空:请输入要问的内容"),
    )
    ours = "\n".join(b.text for b in blocks(talk, DAY, teller("en")) if b.kind not in (Kind.QUOTE,))
    for citation in (*found.citations, bare):
        path = [" ".join(part.split()) for part in citation.passage.path]
        for part in (citation.title, *path, citation.unit, citation.date, *(c.place for c in citation.also)):
            ours = ours.replace(part, "") if part else ours
    for quote in found.quotes:
        ours = ours.replace(quote.span.text.strip(), "")
    assert not HAN.search(ours), HAN.findall(ours)
    assert "No evidence found: The question has no word to search for (5 notices loaded)" in ours
    assert "unit not stated, " in ours


def test_a_cell_too_long_for_a_spreadsheet_ends_in_the_reader_s_words(
    monkeypatch: pytest.MonkeyPatch, reader: Visitor
) -> None:
    monkeypatch.setattr("qa.export._MAX_CELL", 20)
    _, (heads, *rows) = table(reader.does("save-ledger", kind="csv"))
    long = [row[heads.index("Measures")] for row in rows if len(row[heads.index("Measures")]) > 20]
    assert long
    assert all(cell.endswith("… (cut off; the whole text is at the source)") for cell in long)
    reader.session = replace(reader.session, lang="zh")
    assert "…(已截断,全文见出处)" in handed(reader.does("save-ledger", kind="md"))[1].decode()


def test_a_copied_citation_says_in_english_when_it_was_read(reader: Visitor) -> None:
    shown = reader.does("ask", {"question": "How much did Tongzhou spend on relics?"}).regions["result"]
    assert f"Accessed: {date.today().isoformat()}" in shown
    assert "查阅日期" not in shown
