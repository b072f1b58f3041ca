"""Readers' remarks on passages: kept whole, read back, turned into judged questions."""

import multiprocessing
import os
import sys

import pytest

from data.errors import BadRequest
from eval.collect import gather
from eval.judgements import load_questions
from eval.plain import Texts
from eval.types import HAS_ANSWER
from qa import feedback
from qa.cli import main
from qa.feedback import FILE, LARGEST, Remark, Verdict, record, remarks, writable
from qa.library import open_library
from qa.types import Filters

EVIL = '换行\n引号" \x00 \u2028 <script>'


def remark(question="文物怎么保护?", start=0, verdict=Verdict.USEFUL, quote="甲", **more):
    return Remark(
        question,
        more.get("filters", Filters()),
        more.get("notice", "a"),
        start,
        start + 5,
        quote,
        verdict,
        "2026-01-01T00:00:00+00:00",
    )


def test_remarks_come_back_as_they_were_given_and_the_latest_verdict_counts(tmp_path):
    first, second = remark(EVIL, 0), remark(filters=Filters(unit="某局"), start=9)
    changed = remark(EVIL, 0, Verdict.IRRELEVANT)
    for one in (first, second, changed):
        record(tmp_path, one)
    assert remarks(tmp_path) == (changed, second)


def test_no_file_means_no_remarks(tmp_path):
    assert remarks(tmp_path) == ()


def test_a_line_cut_off_by_a_crash_costs_that_line_only(tmp_path):
    record(tmp_path, remark("一"))
    with (tmp_path / FILE).open("a") as file:
        file.write('{"question": "半')
    record(tmp_path, remark("二"))
    assert [r.question for r in remarks(tmp_path)] == ["一", "二"]


@pytest.mark.parametrize("line", ["[]", "null", '{"question": 1}', "\ufeff", "x" * 99, '{"filters": 3}'])
def test_lines_that_are_no_remarks_are_passed_over(tmp_path, line):
    (tmp_path / FILE).write_text(line + "\n", encoding="utf-8")
    record(tmp_path, remark("一"))
    assert len(remarks(tmp_path)) == 1


def _many(folder, name):
    for number in range(50):
        record(folder, remark(f"{name}-{number}" + "长" * 2000))


def test_several_processes_at_once_lose_and_mix_nothing(tmp_path):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_many, args=(tmp_path, name)) for name in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(remarks(tmp_path)) == 100


def test_a_full_file_and_a_missing_folder_are_refused_in_one_line(tmp_path):
    with (tmp_path / FILE).open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(BadRequest, match="已满"):
        record(tmp_path, remark())
    with pytest.raises(BadRequest, match="不能写入"):
        record(tmp_path / "none", remark())


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_known_before_anyone_clicks(tmp_path):
    tmp_path.chmod(0o555)
    assert not writable(tmp_path)
    tmp_path.chmod(0o755)
    assert writable(tmp_path)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    engine = open_library(folder)
    yield folder, engine
    engine.close()


def passage(engine, notice, number):
    return engine.passages_of(notice)[number]


def said(question, passage, verdict=Verdict.USEFUL, shift=0, **more):
    at = passage.start + shift
    return Remark(
        question,
        more.get("filters", Filters()),
        passage.notice_id,
        at,
        at + len(passage.text),
        passage.text,
        verdict,
        "",
    )


def test_a_useful_passage_becomes_evidence_and_an_irrelevant_one_does_not(library, tmp_path):
    _, engine = library
    yes, no = passage(engine, "wuhan", 5), passage(engine, "wuhan", 8)
    path, texts = tmp_path / "mine.jsonl", Texts(engine.notices())
    given = [said("怎么问责?", yes), said("怎么问责?", no, Verdict.IRRELEVANT), said("别的?", no, Verdict.IRRELEVANT)]
    made = gather(given, "measure", path, texts)
    (question,) = load_questions(path, texts)
    assert [(j.notice, j.grade) for j in question.evidence] == [("wuhan", HAS_ANSWER)]
    assert question.evidence[0].quote == yes.text.strip()
    assert len(made.lines) == 1
    assert made.left == ("别的?:没有标为有用的段落",)


def test_gathering_twice_writes_nothing_twice_and_filters_are_kept(library, tmp_path):
    _, engine = library
    path, texts = tmp_path / "mine.jsonl", Texts(engine.notices())
    given = [said("怎么问责?", passage(engine, "wuhan", 5), filters=Filters(unit="武汉市文旅局"))]
    assert len(gather(given, "measure", path, texts).lines) == 1
    assert gather(given, "measure", path, texts).left == ("怎么问责?:已在文件中",)
    assert load_questions(path, texts)[0].filters == Filters(unit="武汉市文旅局")


def test_a_passage_that_moved_is_found_by_its_words_and_one_that_is_gone_is_said(library, tmp_path):
    _, engine = library
    texts, there = Texts(engine.notices()), passage(engine, "wuhan", 5)
    moved = gather([said("甲?", there, shift=7)], "measure", tmp_path / "m.jsonl", texts)
    assert len(moved.lines) == 1
    gone = gather([remark("乙?", quote="早已改掉的话")], "measure", tmp_path / "n.jsonl", texts)
    assert gone.lines == ()
    assert "找不到" in gone.left[0]


def test_the_command_writes_into_the_library_and_the_check_accepts_it(library, capsys):
    folder, engine = library
    feedback.record(folder, said("怎么问责?", passage(engine, "wuhan", 5)))
    assert main(["eval", "--index", str(folder), "add", "--from-feedback"]) == 0
    assert "写入 1 题" in capsys.readouterr().err
    assert main(["eval", "--index", str(folder), "check", str(folder / "questions.jsonl")]) == 0
    assert main(["eval", "--index", str(folder), "add", "--from-feedback"]) == 1
    assert main(["eval", "--index", str(folder), "add", "--from-feedback", "--mark", "x"]) == 2
    assert main(["eval", "--index", str(folder), "add"]) == 2
