"""Sentences of any text: where they end, and that nothing is lost between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.sentences import pieces


@given(st.text(alphabet="巡察。；;！!？?\n”》) a", max_size=60))
def test_the_pieces_of_any_text_join_to_it_again_and_none_is_empty(text: str) -> None:
    found = pieces(text)
    assert "".join(text[a:b] for a, b in found) == text
    assert all(a < b for a, b in found)


def test_a_sentence_ends_at_marks_of_both_widths_and_takes_its_closing_quote_along() -> None:
    text = "修订制度；约谈三人;党组说:“立行立改。”整改完成！"
    assert [text[a:b] for a, b in pieces(text)] == ["修订制度；", "约谈三人;", "党组说:“立行立改。”", "整改完成！"]
