"""Checkable facts, over one notice and over all."""

from __future__ import annotations

from data.corpus import bundled
from data.types import Role
from qa.facts import facts

NOTICES = bundled()
ALL = facts(NOTICES)


def test_every_title_mark_of_the_bodies_is_listed_once() -> None:
    listed = {(d.place.notice_id, d.document.name.start) for d in ALL.documents}
    printed = {
        (n.id, at)
        for n in NOTICES
        for at in range(n.body_start, n.body_end)
        if n.text[at] == "《" and "》" in n.text[at : at + 80]
    }
    assert len(listed) == len(ALL.documents)
    assert listed == printed


def test_promises_are_the_dated_ones_that_lie_ahead_of_the_notice() -> None:
    dated = {(p.place.notice_id, p.iso) for p in ALL.promises}
    assert dated == {("binhai", "2025-02-01"), ("binhai", "2026"), ("wuhan", "2024")}


def test_masked_values_keep_their_place_and_have_no_number() -> None:
    wuhan = facts([n for n in NOTICES if n.id == "wuhan"])
    assert [m.span.text for m in wuhan.masked] == ["*****.09", "********", "******", "**********"]
    assert wuhan.masked[0].place.item_id == "武汉·二1"
    assert [f.figure.value for f in wuhan.figures if "*" in f.figure.quote.text] == [None]


def test_facts_of_all_are_the_facts_of_each() -> None:
    parts = [facts([n]) for n in NOTICES]
    assert ALL.documents == tuple(d for p in parts for d in p.documents)
    assert any(d.document.role is Role.REVISED for d in ALL.documents)
    for fact in ALL.promises:
        notice = next(n for n in NOTICES if n.id == fact.place.notice_id)
        assert notice.text[fact.clause.start : fact.clause.end] == fact.clause.text
        assert fact.clause.start <= fact.date.start < fact.date.end <= fact.clause.end
