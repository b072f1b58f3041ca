"""A planted worse ranker is told from chance, two equal ones are not, and all of it is repeatable."""

import random

import eval_world as world
import pytest

from eval import headlines, scoring
from eval.significance import Estimate, column, compare, estimate
from eval.types import Ranking, SystemResult


def result(rankings) -> SystemResult:
    return SystemResult("x", "x", scoring.score_questions(world.questions(), rankings, world.texts()), ())


@pytest.fixture(scope="module")
def good():
    return {q.id: world.by_overlap(q.question) for q in world.questions()}


def values(rankings, metric):
    return [o.values[metric] for o in result(rankings).questions if o.answerable]


@pytest.mark.parametrize("metric", ["mrr@10", "ndcg@10"])
def test_a_ranker_with_its_order_shuffled_is_significantly_worse(good, metric):
    worse = {key: world.worsened(ranking, key) for key, ranking in good.items()}
    difference = compare(values(good, metric), values(worse, metric))
    assert difference.significant
    assert difference.estimate.high < 0
    assert difference.losses > difference.wins


def test_two_equal_rankers_are_not_told_apart(good):
    difference = compare(values(good, "ndcg@10"), values(dict(good), "ndcg@10"))
    assert not difference.significant
    assert difference.p == 1
    assert difference.ties == 77


def test_two_rankers_that_differ_by_chance_alone_are_rarely_told_apart():
    rng = random.Random(11)
    false_alarms = 0
    for _ in range(100):
        both = [(rng.random(), rng.random()) for _ in range(40)]
        false_alarms += compare([a for a, _ in both], [b for _, b in both]).significant
    assert false_alarms <= 10


def test_p_of_a_one_sided_sweep_is_that_of_the_exact_test():
    difference = compare([0.0] * 8, [1.0] * 8)
    assert difference.p == pytest.approx(2 / 2**8, abs=0.002)


def test_swapping_the_systems_flips_the_sign_only():
    forth, back = (
        compare([0.1, 0.5, 0.2, 0.9], [0.3, 0.5, 0.1, 1.0]),
        compare([0.3, 0.5, 0.1, 1.0], [0.1, 0.5, 0.2, 0.9]),
    )
    assert forth.estimate.mean == pytest.approx(-back.estimate.mean)
    assert (forth.wins, forth.losses, forth.ties) == (back.losses, back.wins, back.ties)
    assert forth.p == back.p


def test_the_interval_holds_the_mean_and_narrows_with_more_queries():
    rng = random.Random(2)
    few = [rng.random() for _ in range(20)]
    small, large = estimate(column(few)), estimate(column(few * 16))
    assert small.low < small.lower < small.mean < small.upper < small.high
    assert (large.high - large.low) < 0.5 * (small.high - small.low)
    assert small.high - small.low == pytest.approx(4 * 0.29 / 20**0.5, rel=0.35)


def test_the_same_seed_gives_the_same_digits(good):
    first, second = (headlines.figure(h, result(good)) for h in headlines.HEADLINES[:1] * 2)
    assert isinstance(first, Estimate)
    assert first == second


def test_unequal_query_counts_are_refused():
    with pytest.raises(ValueError, match="same queries"):
        compare([1.0], [1.0, 0.0])


def test_nothing_found_scores_zero_and_stands_below_every_certainty():
    outcomes = result({}).questions
    assert all(set(o.values.values()) == {0.0} for o in outcomes if o.answerable)
    assert {o.certainty for o in outcomes} == {Ranking(()).certainty}


@pytest.mark.parametrize(
    ("lost", "won", "fails"), [(4, 0, True), (3, 0, False), (8, 2, True), (8, 3, False), (0, 4, False)]
)
def test_the_noise_of_the_gate_is_what_the_documentation_says(lost, won, fails):
    delta = column([-1.0] * lost + [1.0] * won + [0.0] * (77 - lost - won))
    assert headlines.Change(headlines.HEADLINES[0], 0.8, 0.8, estimate(delta)).worse == fails
