"""A broken judgement file is refused with its line and its reason; a whole one is read."""

import json

import eval_world as world
import pytest

from data.errors import BadJudgements
from eval import judgements
from eval.plain import PlainText, Texts

TEXT = "一是清查库房。\n二是清查库房，登记台账３６件…\n三是公开电话:********。"
GOOD = {
    "id": "q1",
    "question": "台账登记了多少件?",
    "type": "number",
    "lang": "zh",
    "evidence": [{"doc": "a", "quote": "登记台账36件", "grade": 2}],
}
SIMILAR = {
    "id": "s1",
    "query": {"doc": "a", "quote": "登记台账36件"},
    "similar": [{"doc": "b", "quote": "逐件建账", "grade": 3}],
}


@pytest.fixture
def texts():
    return Texts([world.notice("a", TEXT), world.notice("b", "对馆藏逐件建账。")])


def written(tmp_path, *lines):
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) for x in lines))
    return path


def evidence(**changes):
    return {**GOOD, "evidence": [{**GOOD["evidence"][0], **changes}]}


BROKEN = {
    "not JSON": ("{'id': 1}", "不是 JSON"),
    "not an object": ("[1, 2]", "应是一个 JSON 对象"),
    "missing field": ({k: v for k, v in GOOD.items() if k != "lang"}, "缺少字段 lang"),
    "unknown field": ({**GOOD, "filter": {}}, "不认识的字段 filter"),
    "unknown type": ({**GOOD, "type": "quiz"}, "不认识的类型 quiz"),
    "bad language": ({**GOOD, "lang": "fr"}, "不认识的语言 fr"),
    "empty question": ({**GOOD, "question": " "}, "字段 question 应是非空文字"),
    "number for text": ({**GOOD, "id": 7}, "字段 id 应是非空文字"),
    "evidence no list": ({**GOOD, "evidence": "登记"}, "evidence 应是列表"),
    "quote not found": (evidence(quote="登记台账37件"), "找不到引文“登记台账37件”"),
    "quote found twice": (evidence(quote="清查库房"), "出现 2 次"),
    "grade out of range": (evidence(grade=3), "等级 3 不在 1–2 之内"),
    "grade no number": (evidence(grade=True), "等级 True 不在 1–2 之内"),
    "unknown notice": (evidence(doc="c"), "没有编号为 c 的通报。已载入:a、b"),
    "no evidence": ({**GOOD, "evidence": []}, "没有 2 级的 evidence"),
    "only related evidence": (evidence(grade=1), "没有 2 级的 evidence"),
    "evidence for no answer": ({**GOOD, "type": "unanswerable"}, "类型为 unanswerable 却有 evidence"),
    "judged twice": ({**GOOD, "evidence": GOOD["evidence"] * 2}, "同一引文判了两次"),
    "unknown filter": ({**GOOD, "filters": {"city": "开封"}}, "不认识的字段 city"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_line_is_named_with_its_reason(kind, texts, tmp_path):
    line, reason = BROKEN[kind]
    with pytest.raises(BadJudgements) as caught:
        judgements.load_questions(written(tmp_path, {**GOOD, "id": "q0"}, "", line), texts)
    message = str(caught.value)
    assert message.startswith("mine.jsonl 第 3 行:")
    assert reason in message
    assert "\n" not in message


def test_a_repeated_id_names_both_lines(texts, tmp_path):
    with pytest.raises(BadJudgements, match="第 3 行:编号 q1 与第 1 行重复"):
        judgements.load_questions(written(tmp_path, GOOD, "", GOOD), texts)


def test_all_faults_are_listed_and_the_good_lines_still_read(texts, tmp_path):
    path = written(tmp_path, GOOD, "{", {**GOOD, "id": "q2"}, evidence(grade=0))
    values, faults = judgements.check_questions(path, texts)
    assert [q.id for q in values] == ["q1", "q2"]
    assert [f.line for f in faults] == [2, 4]
    with pytest.raises(BadJudgements, match="另有 1 处"):
        judgements.load_questions(path, texts)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"similar": []}, "similar 为空"),
        ({"query": "登记"}, "query 应是对象"),
        ({"similar": [{"doc": "b", "quote": "逐件建账", "grade": 4}]}, "等级 4 不在 1–3 之内"),
        ({"similar": [{"doc": "a", "quote": "公开电话", "grade": 3}]}, "同在通报 a"),
    ],
)
def test_a_broken_comparable_is_named_with_its_reason(change, reason, texts, tmp_path):
    with pytest.raises(BadJudgements, match=reason):
        judgements.load_comparables(written(tmp_path, {**SIMILAR, **change}), texts)


def test_a_missing_an_empty_and_a_wrongly_encoded_file_are_refused(texts, tmp_path):
    with pytest.raises(BadJudgements, match="读不到判断文件"):
        judgements.load_questions(tmp_path / "none.jsonl", texts)
    with pytest.raises(BadJudgements, match="没有一行判断"):
        judgements.load_questions(written(tmp_path, "", "  "), texts)
    other = tmp_path / "gb.jsonl"
    other.write_bytes(json.dumps(GOOD, ensure_ascii=False).encode("gb18030"))
    with pytest.raises(BadJudgements, match="不是 UTF-8"):
        judgements.load_questions(other, texts)


def test_a_quote_is_found_whatever_its_spaces_and_widths_and_points_into_the_clean_text(texts, tmp_path):
    spaced = evidence(quote="登记 台账\n３6件...")
    (question,) = judgements.load_questions(written(tmp_path, spaced), texts)
    (found,) = question.evidence
    assert TEXT[found.start : found.end] == "登记台账３６件…"


def test_offsets_of_the_plain_text_lead_back_to_the_original():
    original = "\n 甲 ㎡…乙\u3000丙 "
    plain = PlainText.of(original)
    assert plain.text == "甲m2...乙丙"
    for start in range(len(plain.text)):
        for end in range(start + 1, len(plain.text) + 1):
            a, b = plain.outward(start, end)
            inner = plain.inward(a, b)
            assert inner[0] <= start
            assert inner[1] >= end
            assert not original[a].isspace()
            assert not original[b - 1].isspace()


def test_the_bundled_judgements_fit_the_bundled_notices():
    assert len(world.questions()) == 89
    assert sum(not q.answerable for q in world.questions()) == 12
    assert len(world.comparables()) == 25
    assert (world.questions()[0].id, world.questions()[-1].id) == ("B001", "B089")
