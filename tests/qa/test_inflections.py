"""English words in any form are looked up under one key."""

import pytest

from qa.inflections import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("discipline", "disciplines", "disciplined", "disciplining"),
        ("rate", "rates", "rated", "rating"),
        ("plan", "plans", "planned", "planning"),
        ("study", "studies", "studied"),
        ("flood", "floods", "flooded", "flooding"),
        ("house", "houses"),
        ("process", "processes", "processed"),
    ],
    ids=lambda forms: forms[0],
)
def test_all_inflections_of_a_word_meet(forms):
    assert len(set(map(stem, forms))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("rate", "rat"), ("care", "car"), ("inspect", "inspection"), ("need", "nee"), ("sing", "s")]
)
def test_different_words_stay_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["was", "bus", "status", "crisis", "red", "king"])
def test_a_word_that_only_looks_inflected_is_left_alone(word):
    assert stem(word) == word
