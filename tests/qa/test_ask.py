"""From a question to cited passages, on a small real engine in memory."""

import json

import pytest
from memory import MemoryEngine, bundled

from data.errors import BadRequest
from data.types import Status
from qa import answer, render, sentences, wire
from qa.stretches import merged
from qa.types import Filters


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return bundled()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("通州是怎么保护文物的？", ("文物", "保护")),
        ("剧本杀怎么监管？", ("剧本",)),
        ("追责问责了多少人？", ("追责问责10人",)),
    ],
)
def test_the_three_questions_of_the_front_page_find_their_passage_first_or_second(engine, question, words):
    found = answer.ask(engine, question)
    assert any(all(w in c.passage.text for w in words) for c in found.citations[:2])


def test_a_citation_leads_back_to_its_very_sentence(engine):
    for c in answer.ask(engine, "文旅消费券怎么发放?").citations:
        text = engine.notice(c.passage.notice_id).text
        assert text[c.passage.start : c.passage.end] == c.passage.text
        assert all(c.passage.start <= a < b <= c.passage.end for a, b in c.marks)
        assert list(c.marks) == sorted(c.marks)


def test_the_short_answer_is_quoted_from_a_shown_passage(engine):
    found = answer.ask(engine, "剧本杀怎么监管?")
    assert 1 <= len(found.quotes) <= 3
    for q in found.quotes:
        assert engine.notice(q.notice_id).text[q.span.start : q.span.end] == q.span.text
        assert q.span.text in found.citations[q.rank - 1].passage.text


def test_a_year_nobody_has_is_refused_with_its_reason(engine):
    found = answer.ask(engine, "2011年清理了多少名编外人员?")
    assert not found.answered
    assert found.text is None
    assert "2011" in found.reason
    assert found.citations  # still shown, as what may be related


def test_a_city_nobody_has_is_refused_with_its_reason(engine):
    found = answer.ask(engine, "昆明市文旅局怎么管理网吧?")
    assert not found.answered
    assert "昆明" in found.reason


def test_a_filter_leaves_only_its_unit(engine):
    found = answer.ask(engine, "文物保护", 20, Filters(unit="通州"))
    assert {c.passage.notice_id for c in found.citations} == {"tongzhou"}


def test_a_status_leaves_only_passages_of_its_items(engine):
    found = answer.ask(engine, "怎么整改", 20, Filters(status="正在整改"))
    ongoing = {i.id for n in engine.notices() for i in n.items if i.status is Status.ONGOING}
    assert {c.passage.item_id for c in found.citations} == ongoing


def test_a_filter_that_fits_nothing_is_an_honest_empty_answer(engine):
    found = answer.ask(engine, "文物保护", 20, Filters(unit="火星"))
    assert not found.answered
    assert found.citations == ()
    assert found.reason


@pytest.mark.parametrize("filters", [Filters(year="二四"), Filters(status="改好了")])
def test_an_impossible_filter_is_one_clear_line(engine, filters):
    with pytest.raises(BadRequest, match="应为"):
        answer.ask(engine, "文物保护", 8, filters)


def test_an_empty_question_is_refused(engine):
    with pytest.raises(BadRequest, match="问题为空"):
        answer.ask(engine, "  ")


def test_a_question_about_several_notices_leads_with_one_passage_of_each(engine):
    found = answer.ask(engine, "各地的固定资产分别怎么清理?")
    first = [c.passage.notice_id for c in found.citations[:3]]
    assert len(set(first)) == 3


def test_the_same_question_twice_gives_the_same_bytes(engine):
    one, two = (wire.answer(answer.ask(engine, "停车费上缴")) for _ in range(2))
    assert json.dumps(one, ensure_ascii=False) == json.dumps(two, ensure_ascii=False)


def test_the_json_keeps_the_contract(engine):
    row = wire.answer(answer.ask(engine, "停车费上缴", 5), "B1")
    assert list(row)[:6] == ["id", "question", "answered", "confidence", "answer", "hits"]
    hit = row["hits"][0]
    assert set(hit) == {
        "rank", "passage", "notice", "title", "unit", "path", "start", "end", "text", "score", "url", "marks", "also",
    }  # fmt: skip
    assert [h["rank"] for h in row["hits"]] == [1, 2, 3, 4, 5]
    assert 0 <= row["confidence"] <= 1


def test_a_notice_on_the_wire_says_null_for_what_it_does_not_state(engine):
    rows = [wire.notice(n, len(engine.passages_of(n.id))) for n in engine.notices()]
    expected = {"id", "title", "issuer", "region", "published", "url", "sha256", "items", "passages", "quotes"}
    assert expected <= set(rows[0])
    for row, n in zip(rows, engine.notices(), strict=True):
        for quote in row["quotes"].values():
            assert n.text[quote["start"] : quote["end"]] == quote["text"]


def test_markdown_neutralises_markup_from_a_notice():
    assert render.escaped("<script>*x*</script>") == r"\<script\>\*x\*\</script\>"


def test_marks_are_merged_where_they_meet():
    assert merged([(5, 7), (1, 3), (2, 5), (9, 9)]) == ((1, 7),)


def test_sentences_are_slices_in_order(engine):
    for passage in engine.passages_of("wuhan"):
        found = sentences.sentences(passage)
        assert all(passage.text[s.start - passage.start : s.end - passage.start] == s.text for s in found)
        assert found == sorted(found, key=lambda s: s.start)


def test_a_counting_question_is_answered_from_the_item_table_with_its_rows_first(engine):
    found = answer.ask(engine, "开封哪些问题正在整改?")
    assert found.answered
    assert found.counting is not None
    assert found.text == found.counting.answer
    rows = found.counting.rows(engine.notice("kaifeng"))
    assert len(rows) == found.counting.number
    first = [c.passage for c in found.citations[: len(rows)]]
    assert all(any(p.notice_id == r.notice_id and p.start <= r.span.start < p.end for p in first) for r in rows)


def test_a_count_that_the_notices_do_not_allow_is_refused_with_its_reason(engine):
    found = answer.ask(engine, "武汉有多少条问题已整改?")
    assert not found.answered
    assert "无法计数" in found.reason


def test_a_count_keeps_to_the_notices_chosen_and_says_so(engine):
    question, kaifeng = "还有哪些没整改完？", Filters(unit="开封市文广旅局")
    found = answer.ask(engine, question, filters=kaifeng).counting
    assert found.number == answer.ask(engine, question).counting.number == 2
    assert "依据所选范围内的 1 份通报" in found.answer
    assert answer.ask(engine, "一共多少条问题？", filters=Filters(year="2020")).counting.number < 118
    silent = answer.ask(engine, question, filters=Filters(unit="武汉市文旅局"))
    assert not silent.answered
    assert "武汉市文旅局的通报没有逐条载明整改状态" in silent.reason
