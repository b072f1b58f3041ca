"""A question that is but a word or two of the notices is looked up: where the word stands comes first."""

from __future__ import annotations

import pytest

from index.types import Engine
from qa import answer, query
from qa.fold import fold
from qa.known import known
from qa.types import Answer


def _has(answered: Answer, rank: int, *words: str) -> bool:
    passage = answered.citations[rank - 1].passage
    return all(word in fold("".join(passage.path) + passage.text) for word in words)


@pytest.mark.parametrize("word", ["火灾", "党代会", "水系", "杂技团", "产权证", "飞行", "专家论证?", "双龙巷"])
def test_a_word_of_the_notices_is_found_where_it_stands(bundled: Engine, word: str) -> None:
    said = answer.ask(bundled, word)
    assert said.answered
    assert _has(said, 1, word.strip("?"))


def test_of_two_words_the_passage_that_has_both_comes_first(bundled: Engine) -> None:
    said = answer.ask(bundled, "网吧 赌场")
    assert said.answered
    assert _has(said, 1, "网吧", "赌场")


@pytest.mark.parametrize("word", ["票决", "地铁", "高铁站"])
def test_a_word_no_notice_has_is_still_not_found(bundled: Engine, word: str) -> None:
    assert not answer.ask(bundled, word).answered


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("产权证", ("产权证",)),
        ("产权证?", ("产权证",)),
        ("网吧 赌场", ("网吧", "赌场")),
        ("网吧 地铁", ()),  # one of them stands nowhere
        ("产权证办下来了没有", ()),
        ("网吧 赌场 消防", ()),
        ("parking", ()),
        ("的", ()),
    ],
)
def test_only_a_bare_word_or_two_of_the_notices_are_looked_up(
    bundled: Engine, question: str, words: tuple[str, ...]
) -> None:
    assert query.analyse(fold(question), known(bundled)).looked_up == words
