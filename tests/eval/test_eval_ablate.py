"""What a part is worth: an engine without it finds as the engine would, and the table says gain and noise."""

import pytest

from eval.ablate import LABELS, Without, ablations, table
from eval.judgements import QUESTIONS, load_questions
from eval.muted import Muted, OneView, Refielded
from eval.plain import Texts
from eval.run import Task, measure
from eval.systems import PRODUCT, Leg, build
from eval.types import TYPES
from index.types import Scope

ASKED = "图书馆停车费上缴"


@pytest.fixture(scope="module")
def task(bundled):
    texts = Texts(bundled.notices())
    return Task(load_questions(QUESTIONS, texts), (), texts)


def test_without_nothing_a_leg_worked_out_anew_is_the_engines_own(bundled):
    near = Scope(units=("武汉",))
    for scope in (Scope(), near):
        anew = Refielded(bundled, "nothing")
        assert [h.passage_id for h in anew.lexical(ASKED, 50, scope)] == [
            h.passage_id for h in bundled.lexical(ASKED, 50, scope)
        ]
        assert [h.passage_id for h in anew.bigrams(ASKED, 50, scope)] == [
            h.passage_id for h in bundled.bigrams(ASKED, 50, scope)
        ]


def test_the_two_views_together_are_the_dense_leg(bundled):
    best: dict[str, float] = {}
    for view in ("alone", "context"):
        for hit in OneView(bundled, view).dense(ASKED, 1000):
            best[hit.passage_id] = max(best.get(hit.passage_id, -1.0), hit.score)
    assert best == pytest.approx({h.passage_id: h.score for h in bundled.dense(ASKED, 1000)}, abs=1e-5)


def test_a_silenced_leg_is_named_right():
    with pytest.raises(ValueError, match="lexicon"):
        Muted(None, "lexicon")


def test_every_part_has_a_row_with_its_gain_and_its_interval(bundled, task):
    few = Task(task.questions[::12], (), task.texts)
    without = [Without(part, measure(few, system)) for part, system in ablations(bundled)]
    product = measure(few, build(bundled, (PRODUCT,))[0])
    made = table(product, without)
    assert [row[0] for row in made.rows] == [LABELS[w.part] for w in without]
    assert {w.part for w in without} == set(LABELS)
    assert all("[" in row[1] for row in made.rows)


def test_no_type_of_question_does_worse_than_with_the_best_single_leg(bundled, task):
    """Fusing may cost a type of question at most 0.02 of nDCG@10 against asking one leg alone."""

    def by_type(system):
        result = measure(task, system)
        of = {t: [o.values["ndcg@10"] for o in result.questions if o.answerable and o.group == t] for t in TYPES}
        return {t: sum(values) / len(values) for t, values in of.items() if values}

    *legs, product = map(by_type, build(bundled, ("lexical", "bigrams", "dense", PRODUCT)))
    assert len(legs) == 3
    assert all(isinstance(s, Leg) for s in build(bundled, ("lexical", "bigrams", "dense")))
    for kind, value in product.items():
        assert value >= max(leg[kind] for leg in legs) - 0.02, kind
