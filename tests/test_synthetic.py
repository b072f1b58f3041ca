"""The made-up notices of the benchmarks are notices like others, and the same every time."""

from __future__ import annotations

from statistics import mean

from benchmarks import synthetic
from data.passages import passages


def test_made_up_notices_have_the_size_the_benchmarks_name() -> None:
    cut = [passages(n) for n in synthetic.notices(20)]
    assert 50 <= mean(map(len, cut)) <= 70
    assert 140 <= mean(len(p.text) for found in cut for p in found) <= 165
    assert all(n.items and n.metadata.unit and n.metadata.signed for n in synthetic.notices(20))


def test_a_made_up_notice_depends_on_its_number_and_the_seed_alone() -> None:
    assert list(synthetic.notices(2, first=3)) == list(synthetic.notices(5))[3:]
    assert next(synthetic.notices(1, seed=2)) != next(synthetic.notices(1, seed=1))


def test_the_passages_given_to_other_programs_are_as_many_as_asked_for() -> None:
    found = list(synthetic.texts(150))
    assert len(found) == len({i for i, _ in found}) == 150
