"""The fast way to the words of a passage and the one that questions go are one."""

from __future__ import annotations

import pytest

from data import corpus
from data.passages import passages
from index import words

NOTICES = corpus.bundled()


def by_jieba(text: str) -> list[str]:
    return [term for term in words.cut(text) if term not in words.stop_words()]


@pytest.mark.parametrize("number", range(len(NOTICES)))
def test_both_segmenters_count_the_same_words(number: int) -> None:
    for p in passages(NOTICES[number]):
        assert words.many_terms(p.text) == by_jieba(p.text)


@pytest.mark.parametrize(
    "text", ["0371-23876171", "a@b.gov.cn", "3.5%", "A股 2023-2025年", "", " ", "镕堃㛃", "ＡＢＣ①", "C++ 5G网络"]
)
def test_letters_and_digits_are_cut_alike(text: str) -> None:
    assert words.many_terms(text) == by_jieba(text)


def test_a_question_is_cut_alike_before_and_after_passages_were(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "0371-23876171 镕堃㛃党费收缴使用管理"
    words._bulk.cache_clear()
    before = words.terms(text)
    monkeypatch.setattr(words, "_cutter", None)  # not asked again
    assert words.many_terms("党费")
    assert words.terms(text) == before


@pytest.mark.parametrize("word", ["供应商", "党费", "第一议题", "结了", "局是", ""])
def test_both_segmenters_know_the_same_words(word: str) -> None:
    words._bulk.cache_clear()
    alone = words.whole(word)
    assert words.many_terms("党费")
    assert words.whole(word) == alone
    assert alone == (word not in ("结了", "局是", ""))
