"""What a notice said before stays readable, and what changed is shown sentence by sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data import corpus
from qa.cli import main
from qa.history import Change, changes, marked

BEFORE = "一、巡查文物631处。整改完成。\n二、补缴党费。"


def test_a_changed_sentence_is_shown_with_what_stands_in_its_place() -> None:
    after = BEFORE.replace("631", "632")
    assert changes(BEFORE, after) == [Change("一、巡查文物631处。", "一、巡查文物632处。")]
    assert marked(changes(BEFORE, after)[0]) == "- 一、巡查文物631处。\n+ 一、巡查文物632处。"


def test_the_same_text_has_no_change_and_one_that_is_gone_is_all_removed() -> None:
    assert changes(BEFORE, BEFORE) == []
    assert changes(BEFORE, "") == [Change(BEFORE, "")]


def test_the_history_of_a_replaced_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = next(n for n in corpus.bundled() if n.id == "qinyuan")
    file = tmp_path / "qinyuan.txt"
    library = ["--index", str(tmp_path / "library"), "--no-bundled"]
    for text in (source.text, source.text.replace("631处", "632处")):
        file.write_text(text, encoding="utf-8")
        assert main(["add", str(file), *library]) == 0
    capsys.readouterr()
    assert main(["notices", "--history", "qinyuan", *library[:2]]) == 0
    shown = capsys.readouterr().out
    assert "改动 1 处" in shown
    assert any(line.startswith("+ ") and "632处" in line for line in shown.splitlines())
    assert main(["notices", "--history", "qinyuan", "--json", *library[:2]]) == 0
    (version,) = json.loads(capsys.readouterr().out)
    assert "631处" in version["text"]


def test_a_notice_that_never_changed_has_no_earlier_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notices", "--history", "wuhan", "--index", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "wuhan:没有以前的版本\n"
    assert main(["notices", "--history", "wuhan", "--json", "--index", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_an_unknown_notice_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notices", "--history", "nowhere", "--index", str(tmp_path)]) == 2
    assert "没有编号为 nowhere" in capsys.readouterr().err
