"""Records survive a round trip, the gate catches a real loss only, and the page needs no network."""

import re
from dataclasses import replace

import eval_world as world
import pytest

from data.errors import BadRequest
from eval import gate, record, scoring, summary, table
from eval.page import page
from eval.run import Task, corpus_hash, judgements_hash
from eval.types import NOTHING, Ranking, Record, Setup, SystemResult


@pytest.fixture(scope="module")
def task():
    return Task(world.questions(), world.comparables(), world.texts())


def system(name, task, spoil=lambda key, ranking: ranking):
    asked = {q.id: spoil(q.id, world.by_overlap(q.question)) for q in task.questions}
    compared = {c.id: world.by_overlap(c.query.quote, exclude=c.query.notice) for c in task.comparables}
    return SystemResult(
        name,
        f"{name}<b>",
        scoring.score_questions(task.questions, asked, task.texts),
        scoring.score_comparables(task.comparables, compared, task.texts),
        1.5,
    )


def made(task, *systems):
    setup = Setup(
        "tongbao eval", "abc", "2026-01-01", "e", "h", "i", corpus_hash(task.texts), judgements_hash(task), 5, 9, 1
    )
    shown = {h for s in systems for o in (*s.questions, *s.comparables) for h in o.hits[: record.SHOWN_KEPT]}
    return Record(setup, systems, 3.0, {h.id: task.texts.slice(h.notice, h.start, h.end) for h in shown})


def lose_every(n):
    """Nothing is found for every n-th question."""
    return lambda key, ranking: NOTHING if int(key[1:]) % n == 0 else ranking


@pytest.fixture(scope="module")
def pair(task):
    return made(
        task,
        system("worse", task, lambda key, ranking: world.worsened(ranking, key)),
        system("hybrid", task),
    )


def test_a_record_comes_back_from_its_file_with_every_figure(pair, tmp_path):
    path = tmp_path / "deep" / "r.json"
    record.write(pair, path)
    back = record.read(path)
    assert back.setup == pair.setup
    assert summary.tables(back) == summary.tables(replace(pair, systems=tuple(map(_rounded, pair.systems))))
    assert [c.difference.mean for c in gate.changes(pair, back, "hybrid")] == [0] * 11


def _rounded(result):
    return replace(result, seconds=round(result.seconds, 2))


def test_a_baseline_holds_one_system_and_no_passages(pair, tmp_path):
    path = tmp_path / "baseline.json"
    record.write(record.slim(pair, "hybrid"), path)
    back = record.read(path)
    assert [s.name for s in back.systems] == ["hybrid"]
    assert not back.passages
    assert path.stat().st_size < 60_000


@pytest.mark.parametrize("text", ["", "[]", '{"format": 0}', '{"format": 1}', '{"format": 1, "setup": {}}'])
def test_a_file_that_is_no_record_is_refused_in_one_line(text, tmp_path):
    path = tmp_path / "r.json"
    path.write_text(text)
    with pytest.raises(BadRequest, match=r"r\.json") as caught:
        record.read(path)
    assert "\n" not in str(caught.value)


def test_a_missing_record_is_refused(tmp_path):
    with pytest.raises(BadRequest, match="读不到评测记录"):
        record.read(tmp_path / "none.json")


def test_the_gate_lets_an_unchanged_system_through(pair):
    assert not any(c.worse for c in gate.changes(pair, pair, "hybrid"))


def test_the_gate_stops_a_system_that_lost_answers(task, pair):
    now = made(task, system("hybrid", task, lose_every(8)))
    fallen = {c.headline.key for c in gate.changes(pair, now, "hybrid") if c.worse}
    assert {"hit@1000", "rec@2000", "mrr@10", "ndcg@10"} <= fallen
    assert not any(key.startswith("similar") for key in fallen)


def test_the_gate_lets_the_loss_of_a_single_answer_through(task, pair):
    lost = next(o.id for o in pair.systems[1].questions if o.answerable and o.values["hit@1000"])
    now = made(task, system("hybrid", task, lambda key, ranking: NOTHING if key == lost else ranking))
    changes = gate.changes(pair, now, "hybrid")
    assert next(c for c in changes if c.headline.key == "hit@1000").difference.mean < 0
    assert not any(c.worse for c in changes)


def test_the_gate_stops_more_refusals_of_answerable_questions(task, pair):
    refusing = system("hybrid", task, lambda key, r: Ranking(r.hits, 0.1, int(key[1:]) % 8 != 0))
    fallen = {c.headline.key for c in gate.changes(pair, made(task, refusing), "hybrid") if c.worse}
    assert "refused_answerable" in fallen
    assert "hit@1000" not in fallen


def test_the_gate_refuses_to_compare_different_judgements_and_unknown_systems(task, pair):
    other = replace(pair, setup=replace(pair.setup, judgements="other"))
    with pytest.raises(BadRequest, match="判断不同"):
        gate.changes(other, pair, "hybrid")
    with pytest.raises(BadRequest, match="没有检索方案 dense"):
        gate.changes(pair, pair, "dense")


def test_a_changed_judgement_changes_the_hash_and_a_moved_quote_does_not(task):
    one = replace(task, questions=(replace(task.questions[0], type="cross"), *task.questions[1:]))
    assert judgements_hash(one) != judgements_hash(task)
    moved = replace(task.questions[0], evidence=tuple(replace(j, start=0) for j in task.questions[0].evidence))
    assert judgements_hash(replace(task, questions=(moved, *task.questions[1:]))) == judgements_hash(task)
    assert judgements_hash(Task(task.questions, task.comparables, task.texts)) == judgements_hash(task)


def test_the_page_asks_nothing_of_any_network(pair, task):
    html = page(pair, task)
    assert not re.search(r"""(src|href|action|xlink:href)\s*=""", html)
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", html)
    for link in set(re.findall(r"https?://[^\s\"<]+", html)):
        assert any(link in notice.text for notice in task.texts.notices.values()), link


def test_the_page_escapes_what_it_shows(pair, task):
    html = page(pair, task)
    assert "hybrid<b>" not in html
    assert "hybrid&lt;b&gt;" in html
    assert html.count("</script>") == 2


def test_the_page_leaves_no_placeholder_and_plots_every_metric(pair, task):
    html = page(pair, task)
    assert not re.search(r"<!--[A-Z]+-->", html)
    assert html.count("<figure data-metric=") == len(scoring.QUESTION_METRICS)
    assert html.count("<svg") == html.count("</svg>") == len(scoring.QUESTION_METRICS) + 2


def test_the_pair_table_calls_the_planted_worse_ranker_worse(pair):
    ((_, _, _, _, verdict),) = summary.pair_table(pair).rows
    assert verdict == "更好"


def test_only_changed_questions_are_listed_as_moved(task, pair):
    now = system("hybrid", task, lose_every(20))
    moved = summary.moved_table("变化", pair.systems[1], now, {q.id: q.question for q in task.questions})
    assert {row[0] for row in moved.rows} <= {"B020", "B040", "B060", "B080"}
    assert moved.rows


def test_tables_line_up_with_wide_characters():
    lines = table.text(table.Table("题", ("方案", "值"), (("词语检索", "1"), ("a", "22")))).split("\n")
    assert {table.width(line) for line in lines[1:]} == {12}
    assert table.markdown(table.Table("题", ("a",), (("x|y",),))).endswith("| x\\|y |")


def test_a_table_row_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        table.Table("题", ("a", "b"), (("x",),))
