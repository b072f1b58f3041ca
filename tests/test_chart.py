"""The picture of query times shows what was measured."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks import chart

MEASURED = {
    500: {"dense": 0.1, "words": 0.2, "the whole answer": 30.0},
    100_000: {"dense": 2.0, "words": 1.0, "the whole answer": 60.0},
}


def test_every_measured_thing_has_a_line_and_a_dot_for_each_size():
    picture = ElementTree.fromstring(chart.draw(MEASURED))
    circles = [e for e in picture.iter() if e.tag.endswith("circle")]
    assert len(circles) == 6
    assert "1,000" in {e.text for e in picture.iter() if e.tag.endswith("text")}


@pytest.mark.parametrize(("value", "at"), [(1.0, 10.0), (10.0, 15.0), (100.0, 20.0)])
def test_ten_times_as_much_is_always_the_same_way_further(value, at):
    assert chart.scale(value, 0, 2, 10, 20) == pytest.approx(at)
