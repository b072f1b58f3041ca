"""A question and marked sentences become a line that the validator accepts."""

import json

import eval_world as world
import pytest

from data.errors import BadJudgements, BadRequest
from eval.collect import Draft, add
from eval.judgements import load_questions
from eval.plain import Texts

TEXT = "一是清查库房。二是清查库房,登记台账36件。"


@pytest.fixture
def texts():
    return Texts([world.notice("a", TEXT), world.notice("b", "对馆藏逐件建账。")])


def draft(*marks, **more):
    return Draft("登记了多少件?", "number", "zh", marks, **more)


def test_a_quote_and_a_passage_id_both_become_evidence_and_read_back(texts, tmp_path):
    path = tmp_path / "mine.jsonl"
    start = TEXT.index("登记")
    add(draft("登记台账36件"), path, texts)
    add(draft(f"a:{start}-{start + 6}", related=("逐件建账",), answer="36件"), path, texts)
    first, second = load_questions(path, texts)
    assert (first.id, second.id) == ("U001", "U002")
    assert [(j.notice, j.grade) for j in second.evidence] == [("a", 2), ("b", 1)]
    assert TEXT[second.evidence[0].start : second.evidence[0].end] == "登记台账36"
    assert second.answer == "36件"


def test_a_question_without_a_mark_becomes_unanswerable(texts, tmp_path):
    assert json.loads(add(draft(), tmp_path / "m.jsonl", texts))["type"] == "unanswerable"


def test_a_file_without_a_final_line_feed_is_continued_on_a_new_line(texts, tmp_path):
    path = tmp_path / "m.jsonl"
    path.write_text(add(draft("登记台账36件"), tmp_path / "other.jsonl", texts))
    add(draft("逐件建账"), path, texts)
    assert len(load_questions(path, texts)) == 2


@pytest.mark.parametrize(
    ("mark", "reason"),
    [("没有的话", "找不到"), ("a:0-999", "超出通报 a"), ("a:5-5", "超出通报 a")],
)
def test_a_mark_that_is_no_sentence_of_a_notice_is_refused(mark, reason, texts, tmp_path):
    with pytest.raises(BadRequest, match=reason):
        add(draft(mark), tmp_path / "m.jsonl", texts)
    assert not (tmp_path / "m.jsonl").exists()


def test_a_mark_that_occurs_twice_is_refused(texts, tmp_path):
    with pytest.raises(BadJudgements, match="出现 2 次"):
        add(draft("清查库房"), tmp_path / "m.jsonl", texts)


def test_a_used_id_is_refused_and_the_file_stays_as_it_was(texts, tmp_path):
    path = tmp_path / "m.jsonl"
    add(draft("登记台账36件", id="x"), path, texts)
    before = path.read_text()
    with pytest.raises(BadRequest, match="已有编号 x"):
        add(draft("逐件建账", id="x"), path, texts)
    assert path.read_text() == before
