"""Comparable measures: found in other notices only, with the overlap beside each."""

import json

import pytest
from bureaus import EDUCATION, HEALTH, notice, three
from memory import MemoryEngine, bundled

from data.errors import BadRequest
from qa import wire
from qa.concepts import shared, shared_words
from qa.overlap import Band
from qa.similar import similar, similar_draft, split
from qa.types import Filters

ATTENDANCE = "一是启用人脸识别签到,每月在办公系统通报出勤情况。"


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine(three())


@pytest.fixture(scope="module")
def five() -> MemoryEngine:
    return bundled()


def test_a_measure_finds_what_others_did_about_the_same_problem(engine):
    best = similar(engine, ATTENDANCE, "health")[0]
    assert best.passage.notice_id == "education"
    assert "签到" in best.passage.text


def test_the_notice_a_text_is_from_gives_no_hit(five):
    for one in five.notices():
        text = one.items[0].measures[0].text
        assert one.id not in {m.passage.notice_id for m in similar(five, text, one.id, 20)}


def test_a_text_without_its_notice_may_find_itself_and_says_so(engine):
    best = similar(engine, ATTENDANCE)[0]
    assert best.passage.notice_id == "health"
    assert best.overlap.band is Band.HIGH
    assert best.here == 1.0


def test_matches_are_ranked_from_one_and_point_into_their_notice(five):
    found = similar(five, "加强农家书屋管理,定期更新图书", top=10)
    assert [m.rank for m in found] == list(range(1, 11))
    for m in found:
        text = five.notice(m.passage.notice_id).text
        assert text[m.passage.start : m.passage.end] == m.passage.text
        assert all(m.passage.start <= a < b <= m.passage.end for a, b in m.marks)
        assert m.why


def test_each_notice_near_the_best_leads_once_before_second_passages(five):
    led = []
    for text in ("落实第一议题制度,加强理论学习中心组学习", "排查消防安全隐患", "规范招标采购程序", "开展警示教育"):
        found = similar(five, text, top=40)
        ranked = sorted(found, key=lambda m: -m.score)
        leads = {}
        for match in ranked[:12]:
            if match.score >= 0.7 * ranked[0].score:
                leads.setdefault(match.passage.notice_id, match.passage.id)
        rest = [m.passage.id for m in ranked if m.passage.id not in leads.values()]
        assert [m.passage.id for m in found] == [*leads.values(), *rest]
        led.append(len(leads))
    assert max(led) >= 2  # else no lead was ever put before anything


def test_the_filter_keeps_to_one_unit(five):
    found = similar(five, "规范招标采购", filters=Filters(unit="沁源"))
    assert {m.passage.notice_id for m in found} == {"qinyuan"}


def test_copied_stretches_are_the_same_words_in_both_texts(engine):
    text = "我们也推行食材统一配送,建立家长陪餐制度。"
    best = similar(engine, text)[0]
    source = engine.notice("education").text
    assert [text[r.start : r.end] for r in best.overlap.runs] == [
        source[r.other_start : r.other_end] for r in best.overlap.runs
    ]
    assert best.overlap.band is Band.HIGH


def test_a_mirror_of_the_notice_is_left_out_and_no_copying(engine):
    mirrored = MemoryEngine([*three(), notice("首页 > 通报\n" + HEALTH, "mirror", "https://example.org/h")])
    found = similar(mirrored, ATTENDANCE, "health", 20)
    assert not {"health", "mirror"} & {m.passage.notice_id for m in found}


def test_of_two_mirrors_only_one_is_shown_and_names_the_other():
    mirrored = MemoryEngine([*three(), notice("首页 > 通报\n" + EDUCATION, "mirror")])
    found = similar(mirrored, ATTENDANCE, "health", 20)
    shown = {m.passage.notice_id for m in found} & {"education", "mirror"}
    assert len(shown) == 1
    best = next(m for m in found if m.passage.notice_id in shown)
    assert {*(c.notice_id for c in best.also), *shown} == {"education", "mirror"}


def test_a_draft_is_matched_measure_by_measure_without_its_headings(engine):
    draft = (
        "整改方案\n一、关于采购的问题\n一是单价二十万元以上的设备一律公开招标。二是评审全程录像存档备查。\n"
        "二、关于出勤的问题\n推行人脸识别签到,缺勤情况每月通报一次。\n"
    )
    parts = similar_draft(engine, draft)
    assert [p.text[:4] for p in parts] == ["一是单价", "二是评审", "推行人脸"]
    assert all(draft[p.start : p.end] == p.text for p in parts)
    assert "签到" in parts[2].matches[0].passage.text + parts[2].matches[1].passage.text


@pytest.mark.parametrize("end", "。；！;")
def test_long_prose_is_split_at_sentence_ends(end):
    draft = f"加强设备采购管理,严格论证{end}" * 60
    spans = split(draft)
    assert len(spans) > 1
    assert "".join(draft[a:b] for a, b in spans) == draft
    assert all(b - a <= 250 for a, b in spans)


@pytest.mark.parametrize("text", ["asdf qwer", "qwertyuiop 99999", "zzz xxx"])
def test_letters_that_mean_nothing_have_nothing_comparable(five, text):
    assert similar(five, text) == ()


def test_an_english_measure_that_shares_no_word_has(five):
    assert similar(five, "Patrols protect cultural relics")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_to_compare_is_refused(engine, text):
    with pytest.raises(BadRequest, match="没有可比对的文字"):
        similar(engine, text)


def test_a_draft_of_headings_only_is_refused(engine):
    with pytest.raises(BadRequest, match="没有可比对的措施"):
        similar_draft(engine, "整改方案\n")


def test_the_same_question_gives_the_same_order_twice(five):
    ids = [[m.passage.id for m in similar(five, "开展警示教育", top=20)] for _ in range(2)]
    assert ids[0] == ids[1]


def test_shared_concepts_keep_the_wording_of_each_side():
    found = shared("整治慵懒散拖的作风", "有人上班偷懒、出工不出力")
    assert ("慵懒散拖", "出工不出力") in {(c.mine, c.theirs) for c in found}


def test_the_json_of_a_match_holds_the_contract(engine):
    found = similar(engine, ATTENDANCE, "health")
    row = json.loads(json.dumps(wire.matches(ATTENDANCE, found, text_id="S1"), ensure_ascii=False))
    assert (row["id"], row["text"]) == ("S1", ATTENDANCE)
    for hit in row["hits"]:
        assert {"rank", "passage", "notice", "title", "unit", "path", "start", "end", "text", "score", "url"} <= set(
            hit
        )
        assert 0 <= hit["overlap"] <= 1
        assert all(len(span) == 2 for span in hit["copied"])


def test_words_that_say_how_much_or_that_any_measure_uses_are_no_shared_concept():
    mine, theirs = "落实不到位的问题整改", "要求每月巡查不少于3次,完成整改"
    assert not shared(mine, theirs)
    assert shared("聘请文物保护员巡查文物", "文物保护员每月巡查文物")


def test_words_in_common_say_what_was_done_before_words_that_any_measure_uses():
    mine, theirs = "二是加强消防检查,落实责任。", "二是加强巡查,更换消防器材,落实整改。"
    assert shared_words(mine, theirs) == ("消防",)
    assert shared_words("一是加强管理。", "一是加强培训管理。") == ("加强", "管理")


def test_a_word_of_a_shared_concept_is_not_named_again(five):
    for match in similar(five, "落实意识形态工作责任制,定期研判。"):
        concepts = "".join(why for why in match.why if why.startswith("相通概念:"))
        common = [why.removeprefix("共同用语:").split("、") for why in match.why if why.startswith("共同用语:")]
        assert not [word for words in common for word in words if word in concepts]
