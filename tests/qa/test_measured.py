"""The thing whose figure a question asks for must stand beside a figure."""

import pytest

from qa import query
from qa.fold import fold
from qa.known import Known
from qa.measured import counts, measured

EMPTY = Known((), frozenset(), ())


def asked(question):
    return measured(query.analyse(question, EMPTY))


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("全县有多少亩茶园?", "茶园"),
        ("有多少家药店被吊销执照?", "药店"),
        ("剧场每年租金多少?", "租金"),
        ("建成了几座水塔?", "水塔"),
        ("How many seats does the new hall have?", "座位"),
        ("What is the number of volunteers?", "志愿"),
    ],
)
def test_the_counted_thing_is_the_word_beside_the_asking_word(question, word):
    assert word in asked(question)


@pytest.mark.parametrize(
    "question",
    ["卖了多少?", "降到了多少?", "处理了几个?", "How many people came?", "怎么整改的?", "How was it mended?"],
)
def test_a_verb_or_a_question_of_another_kind_names_no_counted_thing(question):
    assert asked(question) == ()


def test_a_figure_of_something_else_does_not_count_the_thing():
    tea = asked("全县有多少亩茶园?")
    assert counts(tea, fold("全县建成茶园3200亩。"))
    assert counts(tea, fold("茶园规模扩大,今年新增一百二十亩。"))
    assert not counts(tea, fold("复耕土地46亩,约谈5人。"))
    assert not counts(tea, fold("茶园管理不善。复耕土地46亩。"))


def test_a_synonym_of_the_table_stands_for_the_thing():
    assert counts(asked("建了几个群艺馆分馆?"), fold("建成文化馆分馆12个。"))


def test_where_nothing_is_named_any_text_will_do():
    assert counts((), "没有数字")
