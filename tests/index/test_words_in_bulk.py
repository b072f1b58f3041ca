"""The fast way to the words of a passage and the one that questions go are one."""

from __future__ import annotations

from collections import Counter

import pytest

from data import corpus
from data.passages import passages
from index import words

NOTICES = corpus.bundled()


@pytest.mark.parametrize("number", range(len(NOTICES)))
def test_both_segmenters_count_the_same_words(number: int) -> None:
    for p in passages(NOTICES[number]):
        assert Counter(words.many_terms(p.text)) == Counter(words.terms(p.text))


@pytest.mark.parametrize(
    "text", ["0371-23876171", "a@b.gov.cn", "3.5%", "A股 2023-2025年", "", " ", "镕堃㛃", "ＡＢＣ①", "C++ 5G网络"]
)
def test_letters_and_digits_are_cut_alike(text: str) -> None:
    assert Counter(words.many_terms(text)) == Counter(words.terms(text))
