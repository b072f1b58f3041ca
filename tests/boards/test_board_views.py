"""The tabs that are tables, as markup: every fact in it comes from a value, every button says what it opens."""

from dataclasses import replace

import pytest
from bureaus import EDUCATION, HEALTH, notice, three
from markup import seen
from memory import MemoryEngine

from data.documents import Failure
from qa.answer import ask
from qa.check import check
from qa.compare import compare
from qa.duplicates import linked
from qa.facts import facts
from qa.intake import Incoming, Received, Standing
from qa.ledger import ledger
from qa.matrix import matrix
from qa.overlap import HIGH_FROM, PARTIAL_FROM
from qa.page import beside, cards, comparable, figures, heat, shelf, tables
from qa.page.audit import audit
from qa.page.boards import Boards
from qa.page.lines import told
from qa.similar import similar, similar_draft
from qa.similar_grid import grid
from qa.themes import topic
from qa.types import Filters

COPIED = "家长代表占评审小组的一半以上,评审全程录像存档。"
HOSTILE = '<img src=x onerror="alert(1)">${alert(2)}'


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine(three())


@pytest.fixture(scope="module")
def parts(engine):
    draft = f"一是推行物资公开招标,{COPIED}\n二是开展拉网排查,组织夜间疏散演练。"
    return draft, similar_draft(engine, draft)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_match_stands_under_its_unit_with_the_thresholds_beside_it(parts, lang):
    draft, found = parts
    page = seen(comparable.similar(comparable.Asked(draft), found, (), lang))
    assert f"{round(PARTIAL_FROM * 100)}%" in page.words
    assert f"{round(HIGH_FROM * 100)}%" in page.words
    for part in found:
        for match in part.matches:
            assert match.passage.text[:20] in page.words
            assert match.unit in page.words
    assert len(page.orders("similar")) == sum(len(part.matches) for part in found)


def test_reasons_are_labelled_in_the_language_of_the_page(parts, engine):
    draft, found = parts
    cited = ask(engine, "怎么组织夜间疏散演练?").citations
    shown = {
        lang: seen(comparable.similar(comparable.Asked(draft), found, (), lang)).words
        + "".join(str(cards.card(one, cards.ALONE, lang)) for one in cited)
        for lang in ("zh", "en")
    }
    for chinese, english in (("共同用语:", "Words in common: "), ("语义相近", "close in meaning"), ("含", "contains ")):
        assert chinese in shown["zh"]
        assert english in shown["en"]
    assert "共同用语:" not in shown["en"]
    assert "语义相近" not in shown["en"]


def test_copied_words_are_marked_in_both_texts(parts):
    draft, found = parts
    page = seen(comparable.similar(comparable.Asked(draft), found, (), "zh"))
    marked = [text for kind, text in page.marks if kind == "same"]
    assert sum("评审全程录像存档" in text for text in marked) >= 3  # in the draft, in the passage, in the list of runs
    assert "高度雷同" in page.words


def test_a_text_from_a_notice_names_it(engine):
    text = engine.notice("health").items[0].measures[0].text
    found = similar_draft(engine, text, exclude="health")
    page = seen(comparable.similar(comparable.Asked(text, "health", "卫健委通报"), found, (), "zh"))
    assert "摘自《卫健委通报》" in page.words
    assert all(order["data-notice"] != "health" for order in page.orders("read"))


def test_the_export_has_one_row_per_match_and_the_shares_of_the_page(parts):
    _, found = parts
    table = grid(found)
    assert len(table.rows) == sum(len(part.matches) for part in found)
    assert {len(row) for row in table.rows} == {len(table.heads)}
    shares = [row[table.heads.index("与该通报逐字相同")] for row in table.rows]
    assert shares == [f"{m.overlap.net:.0%}" for part in found for m in part.matches]


def test_the_export_links_a_row_to_its_source_where_it_has_an_address(parts):
    _, (first, *_) = parts
    one, other = first.matches[:2]
    there, nowhere = replace(one, url="https://example.org/a"), replace(other, url="")
    table = grid([replace(first, matches=(nowhere, there))])
    assert table.links == ((1, table.heads.index("出处"), "https://example.org/a"),)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_ledger_offers_text_comparison_and_pick_for_every_row(engine, lang):
    rows = ledger(engine)
    page = seen(tables.ledger(tables.Part(rows, len(rows)), 3, lang))
    keys = [f"{r.item.notice_id}:{r.item.id}" for r in rows]
    assert page.having("data-pick") == keys
    assert [f"{o['data-notice']}:{o['data-item']}" for o in page.orders("similar")] == keys
    assert len(page.orders("read")) == len(rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_comparison_shows_every_entry_and_says_where_nothing_is_stated(engine, lang):
    keys = [f"{r.item.notice_id}:{r.item.id}" for r in ledger(engine) if "采购" in r.item.problem.text]
    value = compare(engine, keys)
    page = seen(beside.comparison(value, lang))
    for line in value.lines:
        for cell in line.cells:
            for entry in cell:
                assert entry.span.text in page.words
    empty = sum(not cell for line in value.lines for cell in line.cells)
    assert page.words.count("未载明" if lang == "zh" else "not stated") >= empty
    assert {o["data-items"] for o in page.orders("save-compare")} == {"\n".join(keys)}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_cell_is_shaded_exactly_when_it_is_filled_and_every_cell_opens(engine, lang):
    value = matrix(engine, [topic("食堂食材配送和陪餐制度"), topic("物资公开招标")])
    page = seen(heat.matrix(value, "", lang))
    squares = [a for tag, a in page.elements if tag == "button" and a.get("class", "")[:1] == "s"]
    cells = [cell for row in value.cells for cell in row]
    assert [a["class"] == "s0" for a in squares] == [not cell.filled for cell in cells]
    assert [a["data-notice"] for a in squares] == [cell.notice_id for cell in cells]
    assert all(a["aria-label"].startswith(("食堂", "物资")) for a in squares)


def test_the_nearest_passages_of_an_empty_cell_are_no_finding(engine):
    value = matrix(engine, [topic("管网漏损和听漏")], threshold=1.0)  # nothing is that certain
    empty = next(cell for cell in value.cells[0] if cell.citations)
    page = seen(heat.cell(value.topics[0], "某单位", empty, "zh"))
    assert "可能相关,不作为依据" in page.words
    assert empty.citations[0].passage.text[:20] in page.words


def brought(standing, other="", text=EDUCATION):
    one = Incoming(notice(text, "学校"), 9, standing, other)
    return Received("学校.txt", (one,), ())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("standing", "orders"),
    [
        (Standing.NEW, {"keep": 1, "replace": 0, "discard": 1}),
        (Standing.CHANGED, {"keep": 1, "replace": 1, "discard": 1}),
        (Standing.MIRROR, {"keep": 1, "replace": 1, "discard": 1}),
        (Standing.LOADED, {"keep": 0, "replace": 0, "discard": 1}),
    ],
)
def test_a_preview_offers_what_its_standing_allows(standing, orders, lang):
    other = "" if standing is Standing.NEW else "别的"
    page = seen(shelf.intake([brought(standing, other)], (), lang))
    assert {do: len(page.orders(do)) for do in orders} == orders
    tree = "关于“校服招标采购程序不严”问题的整改情况"
    assert (tree in page.words) is (standing is not Standing.LOADED)  # of what is loaded nothing is to be decided


def test_files_that_could_not_be_read_can_be_cleared_away():
    failed = Received("坏.pdf", (), (Failure("坏.pdf", "PDF 已损坏"),))
    page = seen(shelf.intake([failed], (), "zh"))
    assert len(page.orders("discard-all")) == 1
    assert not page.orders("keep-all")


def test_an_empty_library_says_so_on_every_tab_and_leads_to_where_notices_are_added():
    boards = Boards(MemoryEngine([]))
    for page in (
        boards.ledger(Filters(), "zh"),
        boards.matrix("", Filters(), "zh"),
        boards.similar("抽查", None, Filters(), "zh"),
    ):
        assert "还没有载入通报" in seen(page).words
        assert [o["data-tab"] for o in seen(page).orders("open")] == ["notices"]


def test_no_file_name_or_title_becomes_markup():
    hostile = HEALTH.replace("公开招标", HOSTILE)
    one = brought(Standing.CHANGED, HOSTILE, hostile)
    received = [replace(one, file=HOSTILE + ".txt", failures=())]
    page = seen(shelf.intake(received, (HOSTILE,), "zh"))
    assert not [tag for tag, _ in page.elements if tag == "img"]
    assert HOSTILE in page.words
    loaded = seen(shelf.notices([notice(hostile, "x")], "zh"))
    assert not [tag for tag, _ in loaded.elements if tag == "img"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_other_address_of_a_linked_notice_stands_on_card_and_shelf(lang):
    mirrored = MemoryEngine([*three(), notice("首页\n" + HEALTH, "mirror", "https://example.org/h")])
    cited = ask(mirrored, "考勤纪律松散怎么整改的?").citations[0]
    page = seen(cards.card(cited, cards.ALONE, lang))
    assert "https://example.org/h" in [a.get("href") for tag, a in page.elements if tag == "a"]
    loaded = seen(shelf.notices(mirrored.notices(), lang, same=linked(mirrored)))
    assert ("与 mirror 为同一通报" if lang == "zh" else "The same notice as mirror") in loaded.words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_copy_without_an_address_is_named_by_its_title_and_can_be_opened_here(lang):
    mirrored = MemoryEngine([*three(), notice("首页\n" + HEALTH, "mirror")])
    page = seen(cards.card(ask(mirrored, "考勤纪律松散怎么整改的?").citations[0], cards.ALONE, lang))
    assert "mirror" in [order["data-notice"] for order in page.orders("read")]
    assert mirrored.notice("mirror").title in page.words


def test_removing_takes_two_clicks(engine):
    page = seen(shelf.notices(engine.notices(), "zh"))
    assert len(page.orders("remove")) == 3
    assert [a for tag, a in page.elements if tag == "details"] == [{"class": "confirm"}] * 6  # closed at first


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_stands_with_its_interval(lang):
    one = figures.Figure("ndcg@10", "前 10 名的分级排序质量", 0.7731, 0.71, 0.8343, 77)
    report = figures.Report("随附基准", "2026-01-02T03:04:05", "abc", 5, 435, 89, 25, (one,), (), ())
    stored = figures.Stored((report,), figures.Own(4, 2, 1), ("读不到",))
    page = seen(figures.evaluation(stored, (), figures.Step("通报问答", 3, 114), lang))
    assert "0.773 [0.71, 0.83]" in page.words
    assert "3/114" in page.words
    assert "读不到" in page.words
    assert not page.orders("evaluate")  # not while it runs
    assert len(page.orders("gather")) == 1


def test_a_single_line_is_compared_as_it_is(engine):
    text = COPIED
    found = similar(engine, text)
    assert found[0].unit.startswith("沙河县")


def test_a_long_ledger_comes_in_pages_and_loses_no_row(engine):
    rows = ledger(engine)
    first = seen(tables.ledger(tables.Part(rows[:2], len(rows), 2), 3, "zh"))
    assert len(first.having("data-pick")) == 2
    assert f"共 {len(rows)} 项" in first.words
    (button,) = first.orders("more-ledger")
    rest = seen(tables.ledger(tables.Part(rows, len(rows), int(button["data-shown"])), 3, "zh"))
    assert len(rest.having("data-pick")) == len(rows)
    assert not rest.orders("more-ledger")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_and_fact_leads_to_its_place(lang):
    one = notice(HEALTH.replace("136台", "***台").replace("一是修订", "二是修订"), "health")
    page = seen(audit(one, lang))
    places = {(o["data-start"], o["data-end"]) for o in page.orders("read")}
    findings, documents = check(one), facts([one]).documents
    assert findings
    assert documents
    for finding in findings:
        assert told(finding.message, lang) in page.words
        assert {(str(s.start), str(s.end)) for s in finding.spans} <= places
    for named in documents:
        assert (str(named.document.name.start), str(named.document.name.end)) in places


def test_of_many_notices_that_share_words_with_a_draft_the_first_stand_open_and_the_others_folded(parts):
    draft, found = parts
    overlap = next(m.overlap for part in found for m in part.matches)
    wholes = [comparable.Whole(f"某县{n}局", "通报", overlap) for n in range(100)]
    page = str(comparable.similar(comparable.Asked(draft), found, wholes, "zh"))
    folded = page.index("另有 95 份")
    assert page.index("某县4局") < folded < page.index("某县5局") < page.index("某县99局")


def test_of_very_many_notices_only_some_are_drawn_and_that_is_said(engine):
    value = matrix(engine, [topic("物资公开招标")])
    many = replace(value, notices=value.notices * 20, units=value.units * 20, cells=(value.cells[0] * 20,))
    page = seen(heat.matrix(many, "", "zh"))
    assert len(page.orders("cell")) == heat.WIDEST + sum(c.filled for c in many.cells[0][: heat.WIDEST])
    assert "共 60 份" in page.words
