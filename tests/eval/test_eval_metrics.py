"""Small worked examples, each by hand."""

import math

import eval_world as world
import pytest

from eval.metrics.auroc import wins
from eval.metrics.ndcg import ndcg
from eval.metrics.recall import capped_recall, recall
from eval.metrics.refusal import refusal
from eval.metrics.risk import aurc, risk_coverage
from eval.plain import Texts
from eval.reading import Step, read
from eval.types import Judgement, Ranking, Shown


@pytest.fixture
def texts():
    return Texts([world.notice("a", "甲" * 3000)])


def judged(*places):
    return [Judgement("a", "甲" * (end - start), grade, start, end) for start, end, grade in places]


def shown(*places):
    return Ranking(tuple(Shown("a", start, end, 1.0) for start, end in places))


def test_a_quote_belongs_to_the_first_passage_that_holds_half_of_it(texts):
    reading = read(shown((0, 14), (15, 40), (0, 40)), judged((10, 20, 2)), texts, 30)
    assert [step.covers for step in reading.steps] == [(), (0,), ()]


def test_a_long_passage_takes_the_ranks_of_the_short_ones_it_replaces(texts):
    reading = read(shown((0, 1300), (2000, 2010)), judged((2000, 2010, 2)), texts, 30)
    assert [step.slot for step in reading.steps] == [1, 4]
    assert reading.rank() == 4


def test_a_reader_sees_the_passage_that_crosses_the_limit_up_to_the_limit(texts):
    reading = read(shown((0, 900), (1000, 1300)), judged((1000, 1100, 2), (1200, 1300, 2)), texts, 30)
    assert reading.seen(1000) == {0}
    assert reading.seen(979) == set()
    assert reading.seen(980) == {0}
    assert reading.seen(1200) == {0, 1}


def test_a_quote_split_over_two_passages_is_seen_when_both_are_read(texts):
    reading = read(shown((0, 50), (50, 100)), judged((30, 70, 2)), texts, 30)
    assert reading.seen(50) == set()
    assert reading.seen(100) == {0}


def test_gain_is_exponential_and_discounted_by_the_logarithm_of_the_rank():
    steps = [Step(1, (1,)), Step(2, ()), Step(3, (0,))]
    ideal = 3 + 1 / math.log2(3)
    assert ndcg(steps, (2, 1), 10) == pytest.approx((1 + 3 / 2) / ideal)
    assert ndcg(steps, (2, 1), 2) == pytest.approx(1 / ideal)


def test_a_passage_gains_its_best_grade_once():
    assert ndcg([Step(1, (0, 1))], (2, 2), 10) == pytest.approx(3 / (3 + 3 / math.log2(3)))


def test_recall_counts_answers_only_and_the_capped_form_can_reach_one():
    steps = [Step(slot, (slot - 1,)) for slot in range(1, 13)]
    grades = (2,) * 12 + (1,)
    assert recall(steps, grades, 10) == pytest.approx(10 / 12)
    assert capped_recall(steps, grades, 10) == 1


def test_equal_certainties_are_half_a_win_and_one_step_of_the_curve():
    assert wins([0.9, 0.5], [0.5, 0.1]).mean() == pytest.approx(3.5 / 4)
    points = risk_coverage([0.9, 0.5, 0.5, 0.1], [False, True, False, True])
    assert [(p.coverage, p.risk) for p in points] == [(0.25, 0), (0.75, pytest.approx(1 / 3)), (1, 0.5)]
    assert aurc(points) == pytest.approx(0.5 / 3 + 0.25 * 0.5)


def test_a_perfect_order_of_certainty_has_no_risk_until_the_wrong_ones_come():
    points = risk_coverage([0.9, 0.8, 0.2], [False, False, True])
    assert [p.risk for p in points] == [0, 0, pytest.approx(1 / 3)]


def test_only_an_explicit_refusal_is_one():
    assert [refusal(x) for x in (False, True, None)] == [1, 0, 0]
