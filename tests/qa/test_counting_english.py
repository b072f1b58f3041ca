"""Counting questions in English: understood word by word, or left to the search."""

from __future__ import annotations

import pytest
from memory import bundled

from qa.answer import ask
from qa.counting_english import chinese

PLACES = [("开封", "kaifeng"), ("武汉", "wuhan"), ("河", "he")]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many items in Kaifeng are unfinished?", "开封多少条问题没整改完"),
        ("How many problems did Kaifeng have?", "开封多少条问题"),
        ("Which items haven't been rectified yet?", "哪些问题没整改完"),
        ("Which units still have unfinished items?", "哪些单位没整改完"),
        ("How many issues are being rectified in Wuhan and Kaifeng?", "开封、武汉多少条问题正在整改"),
        ("How many measures were published in 2023?", "2023年多少条措施"),
        ("how many notices are loaded", "多少份通报"),
        ("List the completed items of the Wuhan bureau", "武汉哪些问题整改完"),
        ("What items are not stated?", "哪些问题未载明"),
        ("How many items have no status?", "多少条问题未载明"),
    ],
)
def test_a_counting_question_is_put_in_the_words_of_the_chinese_rules(question: str, said: str) -> None:
    assert chinese(question, PLACES) == said


@pytest.mark.parametrize(
    "question",
    [
        "How many people were held accountable?",
        "How many venues were inspected?",
        "How many items did Shanghai have?",
        "How many problems concern finance?",
        "What problems did Kaifeng have?",
        "Which measures were taken in Wuhan?",
        "List the problems",
        "Which unit revised its rules?",
        "How many items between 2020 and 2023?",
        "How many?",
        "多少条问题？",
        "",
    ],
)
def test_a_question_with_one_word_more_is_left_to_the_search(question: str) -> None:
    assert chinese(question, PLACES) == question


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("How many items are unfinished?", "有多少条没整改完的问题"),
        ("Which units have unfinished items?", "哪些单位有没整改完的问题"),
        ("How many problems did Kaifeng have?", "开封有多少条问题"),
        ("How many notices are loaded?", "库里有多少份通报"),
    ],
)
def test_both_languages_are_counted_alike(english: str, other: str) -> None:
    counted = ask(bundled(), english).counting
    assert counted is not None
    assert counted == ask(bundled(), other).counting
