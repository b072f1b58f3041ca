"""`tongbao eval` from the command line, on the real index with the bundled encoder."""

import json

import pytest

from qa.cli import main


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A library of the bundled notices that all commands of this file share."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def small(tmp_path):
    """Three of the bundled questions and two comparables, so that a run takes a moment only."""
    from eval import judgements

    def some(path, picked):
        out = tmp_path / path.name
        lines = path.read_text(encoding="utf-8").splitlines()
        out.write_text("\n".join(lines[i] for i in picked) + "\n", encoding="utf-8")
        return str(out)

    return [
        "--questions",
        some(judgements.QUESTIONS, (0, 30, 80)),
        "--similar",
        some(judgements.COMPARABLES, (0, 1)),
    ]


@pytest.fixture
def evaluate(home, small):
    return lambda *options: main(["eval", "--index", str(home), *small, *options])


def test_one_command_prints_all_systems_and_writes_record_and_page(evaluate, tmp_path, capsys):
    record, html = tmp_path / "r.json", tmp_path / "r.html"
    assert evaluate("-o", str(record), "--html", str(html)) == 0
    printed = capsys.readouterr().out
    for words in ("词语检索", "向量检索", "通报问答", "ndcg@10", "auroc", "两两比较"):
        assert words in printed
    setup = json.loads(record.read_text())["setup"]
    assert setup["notices"] == 5
    assert all(setup[key] for key in ("index", "corpus", "judgements", "encoder", "encoder_hash"))
    assert html.read_text().startswith("<!doctype html>")


def test_the_same_run_twice_passes_the_gate_and_a_better_past_stops_it(evaluate, tmp_path, capsys):
    baseline = tmp_path / "b.json"
    assert evaluate("--systems", "hybrid", "--save-baseline", str(baseline)) == 0
    assert evaluate("--systems", "hybrid", "--against", str(baseline), "--compare", str(baseline)) == 0
    assert "通过:" in capsys.readouterr().out
    past = json.loads(baseline.read_text())
    for row in past["systems"][0]["questions"]:
        row["values"] = dict.fromkeys(row["values"], 2.0)  # better than can be, so that every question lost
    baseline.write_text(json.dumps(past))
    assert evaluate("--systems", "hybrid", "--against", str(baseline)) == 1
    assert "未通过:hit@1000" in capsys.readouterr().out


def test_another_passage_length_is_another_index(evaluate, tmp_path, capsys):
    record = tmp_path / "r.json"
    assert evaluate("--systems", "hybrid", "--passage-chars", "60", "-o", str(record)) == 0
    assert "通报问答(60 字)" in capsys.readouterr().out
    cut, usual = (s for s in json.loads(record.read_text())["systems"] if s["name"].startswith("hybrid"))
    assert cut["index"] != usual["index"]
    longest = [max(end - start for q in s["questions"] for _, start, end, _ in q["hits"]) for s in (cut, usual)]
    assert longest[0] <= 60 < longest[1]


def test_a_run_without_the_product_still_reports(evaluate, capsys):
    assert evaluate("--systems", "lexical", "--markdown") == 0
    assert "| 指标 | 词语检索 | 说明 |" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--systems", "magic"], "没有检索方案 magic"),
        (["--passage-chars", "0"], "段落长度 0 应为正整数"),
        (["--against", "none.json"], "读不到评测记录"),
        (["--questions", "none.jsonl"], "读不到判断文件"),
    ],
)
def test_a_wrong_option_is_one_line_and_exit_2(options, words, evaluate, capsys):
    assert evaluate(*options) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_a_judged_line_is_added_checked_and_evaluated(home, tmp_path, capsys):
    mine = tmp_path / "mine.jsonl"
    quote = "检查剧本杀、密室逃脱等剧本娱乐场所654家次"
    index = ["--index", str(home)]
    assert (
        main(["eval", *index, "add", "查了多少家剧本杀?", "--type", "number", "--mark", quote, "--to", str(mine)]) == 0
    )
    assert main(["eval", *index, "add", "局长叫什么?", "--to", str(mine)]) == 0
    assert main(["eval", *index, "check", str(mine)]) == 0
    assert "2 题可用,0 处错误" in capsys.readouterr().out
    assert main(["eval", *index, "--questions", str(mine), "--systems", "hybrid"]) == 0
    mine.write_text(mine.read_text() + "{\n")
    assert main(["eval", *index, "check", str(mine)]) == 2
    assert "第 3 行:不是 JSON" in capsys.readouterr().out
    assert main(["eval", *index, "--questions", str(mine)]) == 2
