"""Folding a text and telling repeats apart take short cuts; what comes out is what the long way gives."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from data import script
from qa.fold import fold
from qa.repeats import _alike, _first, _rarest_first

EVERY = "".join(chr(c) for c in range(0x30000) if not 0xD800 <= c < 0xE000)


def test_every_character_is_folded_as_the_table_says():
    table = script._table()
    upper = {chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}
    narrow = "".join(table.get(c, c) for c in EVERY)
    assert fold(EVERY) == "".join(upper.get(c, c) for c in narrow)
    assert len(fold(EVERY)) == len(EVERY)


@given(st.text("ab文物", min_size=1, max_size=60), st.data())
@example("", None)
def test_texts_that_are_alike_have_one_of_their_first_pairs_in_common(text, data):
    at = data.draw(st.integers(0, len(text))) if data else 0
    one = frozenset(pairwise(text))
    other = frozenset(pairwise(text[:at] + "某" + text[at:]))
    if _alike(one, other):
        rank = _rarest_first([one, other])
        assert not _first(one, rank).isdisjoint(_first(other, rank))
