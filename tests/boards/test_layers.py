"""Marks of several kinds in one text."""

from hypothesis import given
from hypothesis import strategies as st
from markup import seen

from qa.page.layers import layered

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5)


@given(st.text("甲乙<>&\"'一", max_size=30), st.integers(0, 9), SPANS, SPANS)
def test_no_character_is_lost_and_the_earlier_kind_wins(body, offset, first, second):
    found = seen(layered(body, offset, [("one", first), ("two", second)]))
    assert found.words == body

    def inside(spans):
        return [any(a <= offset + i < b for a, b in spans) for i in range(len(body))]

    ones, twos = inside(first), inside(second)
    assert "".join(t for kind, t in found.marks if kind == "one") == "".join(
        c for c, one in zip(body, ones, strict=True) if one
    )
    assert "".join(t for kind, t in found.marks if kind == "two") == "".join(
        c for c, one, two in zip(body, ones, twos, strict=True) if two and not one
    )
