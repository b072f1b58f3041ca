"""What every engine promises: the embedded one and the one on a Milvus server, against brute force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from data import corpus
from data.errors import IndexProblem
from data.types import Notice
from index.types import Engine, Hit, Scope
from tests.index.conftest import Open
from tests.index.reference import Reference

NOTICES = corpus.bundled()
LEGS = ("dense", "lexical", "bigrams")
QUESTIONS = ("文物保护巡查", "追责问责了多少人", "党费收缴", "How is overtime paid?", "没有这样的内容", "")
SCOPES = (
    Scope(),
    Scope(notices=("wuhan", "tongzhou")),
    Scope(exclude=("wuhan",)),
    Scope(units=("通州", "沁源")),
    Scope(regions=("天津",)),
    Scope(years=("2020", "2024")),
    Scope(statuses=("正在整改",)),
    Scope(years=("2022",), exclude=("qinyuan",)),
    Scope(units=("没有这个单位",)),
    Scope(units=('%_"\\',)),
)


def part(number: int, start: int = 0, length: int = 700) -> Notice:
    """A notice of a few passages."""
    notice = NOTICES[number]
    return replace(corpus.parse(notice.text[start : start + length].encode(), notice.source.file), id=notice.id)


SMALL = tuple(part(i) for i in range(len(NOTICES)))


@cache
def expected() -> Reference:
    reference = Reference()
    reference.add(NOTICES)
    return reference


@cache
def wanted(leg: str, question: str, scope: Scope = Scope()) -> tuple[Hit, ...]:
    return tuple(getattr(expected(), leg)(question, 1000, scope))


@pytest.fixture(scope="module")
def five(libraries: Open) -> Engine:
    """The five bundled notices."""
    engine = libraries("five")
    engine.add(NOTICES)
    return engine


def assert_same(found: Sequence[Hit], right: Sequence[Hit]) -> None:
    """The same ids in the same order; neighbours whose scores differ by rounding alone may stand either way round."""
    assert [h.score for h in found] == pytest.approx([h.score for h in right], abs=1e-4)
    for a, b in zip(found, right, strict=True):
        if a.passage_id != b.passage_id:
            score = {h.passage_id: h.score for h in right}
            assert score[a.passage_id] == pytest.approx(b.score, abs=2e-5)


def assert_answers_like(engine: Engine, reference: Reference) -> None:
    for leg in LEGS:
        for question in ("巡察整改文物", "党组"):
            assert_same(getattr(engine, leg)(question, 1000), getattr(reference, leg)(question, 1000))


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_leg_equals_brute_force(five: Engine, leg: str, question: str) -> None:
    assert_same(getattr(five, leg)(question, 1000), wanted(leg, question))


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_scope_holds_inside_the_search(five: Engine, scope: Scope) -> None:
    for leg in LEGS:
        for k in (7, 1000):
            assert_same(getattr(five, leg)("整改落实情况", k, scope), wanted(leg, "整改落实情况", scope)[:k])


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_come_best_first_with_ties_by_id_and_a_shorter_list_is_the_beginning(five: Engine, question: str) -> None:
    for leg in LEGS:
        hits = getattr(five, leg)(question, 1000)
        assert hits == sorted(hits, key=lambda h: (-h.score, h.passage_id))
        assert [h.passage_id for h in getattr(five, leg)(question, 3)] == [h.passage_id for h in hits[:3]]


def test_passages_and_notices_come_back_as_they_went_in(five: Engine) -> None:
    assert five.notices() == list(NOTICES)
    assert five.ids() == [n.id for n in NOTICES]
    for notice in NOTICES:
        assert five.text(notice.id) == five.notice(notice.id).text == notice.text
        held = five.passages_of(notice.id)
        assert [p.start for p in held] == sorted(p.start for p in held)
        assert five.passages([p.id for p in held]) == held
        assert five.texts([p.id for p in held]) == [p.text for p in held]
        assert "".join(p.text for p in held) == notice.text[notice.body_start : notice.body_end]
    assert (five.manifest.notices, five.manifest.passages) == (5, sum(len(five.passages_of(n.id)) for n in NOTICES))


def test_a_head_is_of_the_kind_and_the_section_of_its_passage(five: Engine) -> None:
    held = [p for n in NOTICES for p in five.passages_of(n.id)]
    heads = five.heads([p.id for p in held])
    assert [h.kind for h in heads] == [p.kind for p in held]
    sections = {(h.section, p.notice_id, p.path) for h, p in zip(heads, held, strict=True)}
    assert len(sections) == len({h.section for h in heads}) == len({(p.notice_id, p.path) for p in held})
    with pytest.raises(IndexProblem):
        five.heads([held[0].id, f"{NOTICES[0].id}:999999-1000000"])


def test_a_card_says_what_its_notice_states(five: Engine) -> None:
    assert [c.notice_id for c in five.cards()] == five.ids()
    for card, notice in zip(five.cards(), NOTICES, strict=True):
        stated, m = card.stated, notice.metadata
        assert (stated.title, card.size) == (notice.title, len(notice.text))
        fields = (m.unit, m.issuer, m.region, m.inspected_from, m.inspected_to, m.feedback)
        said = (stated.unit, stated.issuer, stated.region, stated.inspected_from, stated.inspected_to, stated.feedback)
        assert said == tuple(f.value if f else "" for f in fields)
        assert all(year in notice.text for year in card.years)
    assert five.cards()[0].years


def test_cards_follow_what_is_added_replaced_and_removed_and_stay_the_same_object_until_then(fresh: Engine) -> None:
    fresh.add(SMALL[:2])
    first, second = before = fresh.cards()
    assert fresh.cards() is before
    fresh.add([part(1, 700)])
    assert fresh.cards()[0] == first
    assert fresh.cards()[1].version != second.version
    fresh.remove([SMALL[0].id])
    assert [c.notice_id for c in fresh.cards()] == [SMALL[1].id]


def test_evidence_is_the_nearest_window_in_the_order_asked_for(five: Engine) -> None:
    ids = [h.passage_id for h in five.dense("城墙修缮", 20)][::-1]
    found = five.evidence("城墙修缮", ids)
    assert [e.passage_id for e in found] == ids
    for evidence, passage in zip(found, five.passages(ids), strict=True):
        assert passage.start <= evidence.start < evidence.end <= passage.end
        assert -1.001 <= evidence.score <= 1.001


def test_the_same_notice_again_changes_nothing_and_a_changed_one_replaces(fresh: Engine) -> None:
    assert [a.outcome for a in fresh.add(SMALL[:2])] == ["added", "added"]
    assert [a.outcome for a in fresh.add(SMALL[:2])] == ["unchanged", "unchanged"]
    changed = part(1, 700)
    assert [a.outcome for a in fresh.add([changed])] == ["replaced"]
    assert fresh.notices() == [SMALL[0], changed]
    reference = Reference()
    reference.add([SMALL[0], changed])
    assert_answers_like(fresh, reference)


def test_of_two_notices_with_one_id_in_one_call_the_later_holds(fresh: Engine) -> None:
    assert [a.outcome for a in fresh.add([SMALL[3], part(3, 700)])] == ["added"]
    assert fresh.notices() == [part(3, 700)]


def test_what_is_removed_leaves_no_trace(fresh: Engine) -> None:
    fresh.add(SMALL)
    assert fresh.remove([SMALL[1].id, "nowhere", SMALL[4].id]) == [SMALL[1].id, SMALL[4].id]
    reference = Reference()
    reference.add([SMALL[0], SMALL[2], SMALL[3]])
    assert fresh.notices() == reference.held
    assert fresh.passages_of(SMALL[1].id) == []
    assert_answers_like(fresh, reference)
    with pytest.raises(IndexProblem, match="没有编号为"):
        fresh.notice(SMALL[1].id)


def test_an_empty_library_finds_nothing(fresh: Engine) -> None:
    assert fresh.notices() == []
    assert (fresh.manifest.notices, fresh.manifest.passages) == (0, 0)
    assert fresh.remove(["nowhere"]) == []
    for leg in LEGS:
        assert getattr(fresh, leg)("文物", 5) == []
    fresh.add(SMALL[:1])
    fresh.remove([SMALL[0].id])
    for leg in LEGS:
        assert getattr(fresh, leg)("文物", 5) == []


def test_copies_of_one_text_tie_and_stand_in_the_order_of_their_ids(fresh: Engine) -> None:
    copies = [replace(SMALL[0], id=f"copy{i}", items=()) for i in (3, 1, 2)]
    fresh.add(copies)
    for leg in LEGS:
        hits = getattr(fresh, leg)("巡察整改", 1000)
        best = [h for h in hits if h.score == hits[0].score]
        assert len(best) >= 3
        assert [h.passage_id for h in best] == sorted(h.passage_id for h in best)


def test_a_library_opens_again_as_it_was(libraries: Open) -> None:
    made = libraries("again")
    made.add(SMALL[:3])
    before = (made.manifest, made.notices(), *(getattr(made, leg)("文物", 50) for leg in LEGS))
    made.close()
    again = libraries("again")
    assert (again.manifest, again.notices(), *(getattr(again, leg)("文物", 50) for leg in LEGS)) == before
    assert [a.outcome for a in again.add(SMALL[:4])] == ["unchanged"] * 3 + ["added"]
    again.close()


def test_progress_counts_every_notice(fresh: Engine) -> None:
    seen: list[tuple[int, int]] = []
    fresh.add(SMALL[:3], lambda done, total: seen.append((done, total)))
    assert seen[-1] == (3, 3)
