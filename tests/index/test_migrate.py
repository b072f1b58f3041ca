"""An embedded index onto a Milvus server: everything arrives, whenever it was cut short, and nothing is overwritten."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import index
from data.types import Notice
from index.engines.milvus.schema import NOTICES
from index.engines.milvus.server import Server
from index.types import Engine
from qa.cli import main
from tests.index.milvus_server import LiteServer
from tests.index.test_contract import LEGS, SMALL, part

QUESTION = "巡察整改文物"


def answers(engine: Engine) -> list[object]:
    """With scores to six digits: the two engines add in different orders."""
    hits = [[(h.passage_id, round(h.score, 4)) for h in getattr(engine, leg)(QUESTION, 1000)] for leg in LEGS]
    return [engine.notices(), engine.manifest.passages, hits]


def many(count: int) -> list[Notice]:
    return [replace(part(i % 5, 300 * (i // 5)), id=f"n{i}", items=()) for i in range(count)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    engine = index.open_engine(tmp_path / "embedded")
    engine.add(many(40))
    engine.close()
    return tmp_path / "embedded"


def test_several_processes_move_everything_and_a_second_run_has_nothing_to_do(
    lite: LiteServer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["migrate", "--index", str(folder), "--to", "milvus", "--uri", lite.uri("moved"), "--workers", "2"]
    assert main(command) == 0
    said = capsys.readouterr()
    assert said.out == "新写入 40 份\n"
    assert said.err.endswith("正在迁移:40/40 份通报\n")
    assert answers(index.open_engine(None, uri=lite.uri("moved"))) == answers(index.open_engine(folder))
    assert main(command) == 0
    assert capsys.readouterr().out == "已在库中 40 份\n"


def test_a_move_killed_in_the_middle_goes_on_and_equals_one_that_was_not(lite: LiteServer, folder: Path) -> None:
    uri = lite.uri("killed")
    command = [sys.executable, "-m", "qa", "migrate", "--index", str(folder), "--uri", uri]
    moving = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    index.open_engine(None, uri=uri).close()
    watcher = Server(uri)
    while not (there := list(watcher.rows(NOTICES, "", ["id"], fresh=True))):
        assert moving.poll() in (None, 0)  # at the end by now, it has written something
        time.sleep(0.02)
    moving.kill()
    moving.wait()
    assert 0 < len(there) <= 40
    outcomes: list[str] = []
    index.migrate(folder, uri, progress=lambda added, total: outcomes.append(added.outcome))
    assert len(outcomes) == 40
    assert "unchanged" in outcomes
    assert answers(index.open_engine(None, uri=uri)) == answers(index.open_engine(folder))


def test_a_notice_that_the_server_holds_with_other_content_is_left_and_named(
    lite: LiteServer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uri = lite.uri("other")
    mine = replace(SMALL[2], id="n7", items=())
    index.open_engine(None, uri=uri).add([mine])
    assert main(["migrate", "--index", str(folder), "--uri", uri]) == 2
    said = capsys.readouterr()
    assert "未覆盖:n7;" in said.err
    assert said.out == "新写入 39 份、未移 1 份\n"
    assert index.open_engine(None, uri=uri).notice("n7") == mine


def test_a_server_that_is_away_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pymilvus")
    assert main(["migrate", "--index", str(folder), "--uri", "http://127.0.0.1:1/away"]) == 2
    assert capsys.readouterr().err.startswith("tongbao: 连不上 Milvus 服务")
