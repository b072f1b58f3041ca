"""Our figures against two scorers that share no code with ours."""

import json
import random
import subprocess
import sys
from pathlib import Path

import eval_world as world
import ir_measures
import pytest
from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG

from eval import judgements, scoring
from eval.headlines import HEADLINES, figure
from eval.metrics.auroc import wins
from eval.metrics.mrr import reciprocal_rank
from eval.metrics.ndcg import ndcg
from eval.metrics.recall import recall
from eval.metrics.success import success
from eval.reading import Step
from eval.types import Ranking, SystemResult

ROOT = Path(__file__).parents[2]
ORACLE = ROOT / "tests" / "oracle"
NOTICES = ROOT / "data" / "notices"


def run_oracle(script: str, judged: Path, rankings: dict[str, Ranking], folder: Path) -> dict[str, object]:
    results = folder / "results.jsonl"
    with results.open("w", encoding="utf-8") as out:
        for key, ranking in rankings.items():
            hits = [
                {"notice": h.notice, "text": world.texts().slice(h.notice, h.start, h.end), "score": h.score}
                for h in ranking.hits
            ]
            row = {"id": key, "hits": hits}
            if ranking.answered is not None:
                row |= {"confidence": ranking.confidence, "answered": ranking.answered}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    command = [sys.executable, str(ORACLE / script), str(judged), str(results), str(NOTICES), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def question_rankings(max_chars: int) -> dict[str, Ranking]:
    return {q.id: world.by_overlap(q.question, max_chars) for q in world.questions()}


def mean(result: SystemResult, key: str) -> float:
    headline = next(h for h in HEADLINES if h.key == key)
    return round(figure(headline, result).mean, 4)


def result_of(rankings: dict[str, Ranking]) -> SystemResult:
    return SystemResult("x", "x", scoring.score_questions(world.questions(), rankings, world.texts()), ())


@pytest.mark.parametrize("max_chars", [120, 240, 2000])
def test_question_figures_agree_with_the_independent_scorer_at_every_passage_size(max_chars, tmp_path):
    rankings = question_rankings(max_chars)
    theirs = run_oracle("score.py", judgements.QUESTIONS, rankings, tmp_path)
    ours = result_of(rankings)
    for key in ("hit@1000", "rec@2000", "mrr@10", "ndcg@10"):
        assert mean(ours, key) == theirs["all"][key], key
    assert mean(ours, "auroc") == theirs["auroc"]
    assert theirs["missing"] == 0
    assert theirs["unlocated_share"] == 0


def test_figures_of_every_type_agree_with_the_independent_scorer(tmp_path):
    rankings = question_rankings(240)
    theirs = run_oracle("score.py", judgements.QUESTIONS, rankings, tmp_path)["by_type"]
    ours = result_of(rankings)
    assert {o.group for o in ours.questions if o.answerable} == set(theirs)
    for group, row in theirs.items():
        part = SystemResult("x", "x", tuple(o for o in ours.questions if o.group == group), ())
        assert {key: mean(part, key) for key in row if key != "n"} == {k: v for k, v in row.items() if k != "n"}


def test_a_missing_result_counts_zero_as_the_independent_scorer_counts_it(tmp_path):
    rankings = dict(list(question_rankings(240).items())[::2])
    theirs = run_oracle("score.py", judgements.QUESTIONS, rankings, tmp_path)
    ours = result_of(rankings)
    assert theirs["missing"] == len(world.questions()) - len(rankings)
    assert mean(ours, "ndcg@10") == theirs["all"]["ndcg@10"]
    assert mean(ours, "auroc") == theirs["auroc"]


def test_refused_shares_agree_with_the_independent_scorer(tmp_path):
    rng = random.Random(3)
    rankings = {
        key: Ranking(ranking.hits, round(rng.random(), 1), rng.random() < 0.6)
        for key, ranking in question_rankings(240).items()
    }
    theirs = run_oracle("score.py", judgements.QUESTIONS, rankings, tmp_path)
    ours = result_of(rankings)
    for key in ("auroc", "refused_unanswerable", "refused_answerable"):
        assert mean(ours, key) == theirs[key], key


@pytest.mark.parametrize("max_chars", [120, 240, 2000])
def test_comparable_figures_agree_with_the_independent_scorer(max_chars, tmp_path):
    rankings = {c.id: world.by_overlap(c.query.quote, max_chars, exclude=c.query.notice) for c in world.comparables()}
    theirs = run_oracle("score_similar.py", judgements.COMPARABLES, rankings, tmp_path)
    ours = SystemResult("x", "x", (), scoring.score_comparables(world.comparables(), rankings, world.texts()))
    for key in ("ndcg@10", "succ@5", "rec@10"):
        assert mean(ours, f"similar {key}") == theirs[key], key
    assert theirs["self"] == 0


@pytest.mark.parametrize("seed", range(20))
def test_ranking_measures_agree_with_ir_measures(seed):
    rng = random.Random(seed)
    grades = (*rng.choices((1, 2, 3), k=rng.randint(1, 14)), 2)
    order = [*range(len(grades)), *["noise"] * rng.randint(0, 30)]
    rng.shuffle(order)
    order = order[: rng.randint(1, len(order))]
    steps = [Step(slot, (doc,) if isinstance(doc, int) else ()) for slot, doc in enumerate(order, 1)]
    qrels = [Qrel("q", str(index), grade) for index, grade in enumerate(grades)]
    run = [ScoredDoc("q", str(doc) if isinstance(doc, int) else f"n{at}", -at) for at, doc in enumerate(order)]
    gain = {0: 0, 1: 1, 2: 3, 3: 7}
    best = max(grades)
    wanted = {
        nDCG(gains=gain) @ 10: ndcg(steps, grades, 10),
        RR(rel=2) @ 10: reciprocal_rank(steps, grades, 10),
        R(rel=2) @ 10: recall(steps, grades, 10),
        Success(rel=best) @ 5: success(steps, grades, 5),
    }
    theirs = ir_measures.calc_aggregate(list(wanted), qrels, run)
    for measure, ours in wanted.items():
        assert ours == pytest.approx(theirs[measure], abs=5e-5), measure


def test_auroc_is_the_mann_whitney_statistic():
    from scipy.stats import mannwhitneyu

    rng = random.Random(5)
    yes = [round(rng.gauss(0.6, 0.2), 1) for _ in range(40)]
    no = [round(rng.gauss(0.4, 0.2), 1) for _ in range(13)]
    assert wins(yes, no).mean() == pytest.approx(mannwhitneyu(yes, no).statistic / (len(yes) * len(no)))
