"""What is read from each notice, against files that were checked by eye beside the source."""

from __future__ import annotations

import pytest
from listing import GOLDEN, all_notices, listing, spans

NOTICES = all_notices()


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_metadata_and_items_are_as_reviewed(name: str) -> None:
    assert listing(NOTICES[name]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "count"), [("tongzhou", 32), ("binhai", 30), ("wuhan", 27), ("qinyuan", 12), ("kaifeng", 17)]
)
def test_every_published_problem_is_an_item(name: str, count: int) -> None:
    assert len(NOTICES[name].items) == count


def test_status_is_stated_only_by_kaifeng_among_the_bundled() -> None:
    items = [i for name in ("tongzhou", "binhai", "wuhan", "qinyuan", "kaifeng") for i in NOTICES[name].items]
    stated = [i.status.value for i in items if i.status_quote]
    assert sorted(stated) == ["已整改"] * 15 + ["正在整改"] * 2
    assert sum(i.status.value == "未载明" for i in items) == 101


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_every_span_is_a_slice_and_ids_are_unique(name: str) -> None:
    notice = NOTICES[name]
    assert all(notice.text[s.start : s.end] == s.text for s in spans(notice))
    assert len({i.id for i in notice.items}) == len(notice.items)


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_items_follow_each_other_without_overlap_inside_the_body(name: str) -> None:
    notice = NOTICES[name]
    bounds = [notice.body_start, *(edge for i in notice.items for edge in (i.start, i.end)), notice.body_end]
    assert bounds == sorted(bounds)
    for item in notice.items:
        assert all(item.start <= m.start and m.end <= item.end for m in item.measures)
        assert item.start <= item.problem.start <= item.problem.end <= item.end


def test_items_keep_their_numbers_as_printed() -> None:
    kaifeng = {i.id: i.number for i in NOTICES["kaifeng"].items}
    assert kaifeng["开封·二(一)1(3)"] == "（3）"
    assert NOTICES["qinyuan"].items[0].number == "1、"
