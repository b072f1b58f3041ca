"""The same notice on two sites is linked; a copy by another issuer, or another inspection's notice, is not."""

from dataclasses import replace

import pytest
from bureaus import EDUCATION, HEALTH, notice, three
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import MemoryEngine

from data import corpus
from index.cards import card
from qa.answer import ask
from qa.duplicates import SAME, groups, links, mirror, near_links, once, share
from qa.export import to_csv
from qa.ledger import ledger
from qa.overlap import Band
from qa.render import answer_text
from qa.texts import met
from qa.types import Copy, Filters

NAVIGATION = "首页 > 政务公开\n"
FIVE = corpus.bundled()


def test_a_mirror_with_other_navigation_and_widths_is_linked():
    other = notice(NAVIGATION + HEALTH.replace(",", "，").replace("(", "（").replace(")", "）"), "copy")
    assert groups([*three(), other]) == (("health", "copy"),)
    assert mirror(other, three()) == ("health", pytest.approx(1.0, abs=0.02))


def test_another_issuers_copy_is_copying_and_stays_apart():
    copy = notice(HEALTH.replace("青禾市", "石桥市"), "copy")
    assert copy.metadata.unit != three()[0].metadata.unit
    assert groups([*three(), copy]) == ()


def test_a_later_inspection_of_the_same_bureau_in_the_same_words_is_another_notice():
    later = notice(HEALTH.replace("2024年3月1日至4月20日", "2021年3月1日至4月20日"), "later")
    assert groups([*three(), later]) == ()
    assert mirror(later, three()) == ("", 0.0)


def test_the_five_notices_are_five():
    assert groups(FIVE) == ()


def test_groups_keep_the_order_given():
    pair = [notice(EDUCATION, "b"), notice(EDUCATION + "\n", "a")]
    assert groups(pair) == (("b", "a"),)
    assert [c.notice_id for c in once([card(n, "") for n in pair], links(pair))] == ["b"]


@settings(max_examples=30)
@given(
    st.sets(st.integers(0, len(FIVE[0].text) - 1), max_size=len(FIVE[0].text) // 500), st.sampled_from(["", NAVIGATION])
)
def test_one_character_in_five_hundred_may_differ(places, front):
    """Each takes at most eight stretches of 8 characters with it, and one in eight of them is sampled."""
    own = FIVE[0]
    edited = "".join("某" if i in places and "\u4e00" <= c <= "\u9fff" else c for i, c in enumerate(own.text))
    assert share(own, replace(own, id="copy", text=front + edited)) >= SAME


@settings(max_examples=10)
@given(st.permutations(range(5)))
def test_different_notices_of_one_unit_share_too_little_whatever_they_state(order):
    bare = [replace(n, title="通报", metadata=replace(n.metadata, unit=None, feedback=None, inspected_from=None,
                                                    inspected_to=None)) for n in FIVE]  # fmt: skip
    assert groups([bare[i] for i in order]) == ()


def test_a_mirror_does_not_turn_sentences_into_set_phrases():
    sentence = "推行食材统一配送,建立家长陪餐制度,公开每周带量食谱,"
    library = [notice(EDUCATION, "one"), notice(EDUCATION + "\n", "two"), notice(EDUCATION + "\n\n", "three")]
    found = met(MemoryEngine(library), sentence, ["one"]).overlaps["one"]
    assert found.band is Band.HIGH


@pytest.fixture(scope="module")
def mirrored():
    """Three notices, the first of them loaded once more from another site."""
    return MemoryEngine([*three(), notice(NAVIGATION + HEALTH, "mirror", "https://example.org/h")])


ELSEWHERE = (Copy("mirror", "中共青禾市卫生健康委员会党组关于巡察整改进展情况的通报", "https://example.org/h"),)


@pytest.mark.parametrize("of", [["mirror"], ["health"], ["firm"], ["health", "education"], []])
def test_looking_a_few_up_finds_what_reading_all_finds(mirrored, of):
    found, every = near_links(mirrored, of), links(mirrored.notices())
    assert {i: found.get(i) for i in of} == {i: every.get(i) for i in of}


def test_an_answer_shows_each_passage_of_a_linked_notice_once_with_both_addresses(mirrored):
    answer = ask(mirrored, "考勤纪律松散怎么整改的?", top=20)
    texts = [c.passage.text for c in answer.citations]
    assert len(texts) == len(set(texts))
    assert {c.passage.notice_id for c in answer.citations} == {"health", "education", "firm"}
    assert answer.citations[0].also == ELSEWHERE
    assert all(c.also == ELSEWHERE for c in answer.citations if c.passage.notice_id == "health")
    assert "同一通报另载于:https://example.org/h" in answer_text(answer)


def test_what_only_the_second_copy_says_is_found_there():
    signed = "中共青禾市卫生健康委员会党组\n2024"
    more = HEALTH.replace(signed, f"四、其他\n另建成智能药柜17台。\n{signed}")
    answer = ask(MemoryEngine([*three(), notice(more, "mirror")]), "智能药柜建成多少台?")
    assert "智能药柜17台" in answer.citations[0].passage.text
    assert answer.citations[0].also == ()


def test_without_the_first_copy_the_second_is_shown_as_any_other_notice(mirrored):
    alone = MemoryEngine([n for n in mirrored.notices() if n.id != "health"])
    answer = ask(alone, "考勤纪律松散怎么整改的?")
    assert answer.citations[0].passage.notice_id == "mirror"
    assert answer.citations[0].also == ()


def test_a_linked_notice_is_counted_and_listed_once(mirrored):
    plain = ledger(MemoryEngine(three()))
    rows = ledger(mirrored)
    assert [r.item.id for r in rows] == [r.item.id for r in plain]
    assert [r.also for r in rows if r.item.notice_id == "health"] == [ELSEWHERE] * 3
    assert "https://example.org/h" in to_csv(rows).decode("utf-8-sig")
    asked = [ask(engine, "一共多少条问题?").text for engine in (MemoryEngine(three()), mirrored)]
    assert asked[0] == asked[1]


def test_a_filter_that_leaves_only_the_second_copy_shows_it():
    own, other = three()[0], notice(HEALTH.replace("2024年11月5日", "2025年1月5日"), "mirror")
    engine = MemoryEngine([own, other])
    assert [r.item.notice_id for r in ledger(engine, Filters(year="2025"))] == ["mirror"] * 3
