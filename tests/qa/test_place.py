"""Which library a command opens: what is typed comes before what the environment says."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import corpus
from data.errors import BadRequest
from qa.cli import main
from qa.library import Server, open_library, place

URI = "http://127.0.0.1:1/library"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TONGBAO_ENGINE", "TONGBAO_URI", "TONGBAO_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_a_folder_or_a_server_is_taken_as_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert place(Path("here")) == Path("here")
    assert place(None, uri=URI) == Server(URI)
    monkeypatch.setenv("TONGBAO_ENGINE", "milvus")
    monkeypatch.setenv("TONGBAO_URI", URI)
    assert place(Path("here")) == Path("here")
    assert place(None) == Server(URI)
    assert place(None, "milvus", URI + "2") == Server(URI + "2")


def test_the_environment_names_the_folder_of_the_embedded_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGBAO_HOME", "/home/library")
    monkeypatch.setenv("TONGBAO_URI", URI)
    assert place(None) == Path("/home/library")


def test_what_does_not_fit_together_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadRequest, match="需要 --uri"):
        place(None, "milvus")
    with pytest.raises(BadRequest, match="只用于"):
        place(None, "embedded", URI)
    monkeypatch.setenv("TONGBAO_ENGINE", "oracle")
    with pytest.raises(BadRequest, match="没有名为“oracle”"):
        place(None)


def test_a_server_that_is_away_is_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pymilvus")
    assert main(["notices", "--uri", URI]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("tongbao: 连不上 Milvus 服务 http://127.0.0.1:1/library")
    assert said.err.count("\n") == 1


def test_a_new_library_has_the_bundled_notices_and_removed_ones_do_not_come_back(tmp_path: Path) -> None:
    fresh = open_library(tmp_path)
    names = [notice.id for notice in fresh.notices()]
    assert len(names) == 5
    fresh.remove(names)
    assert [notice.id for notice in open_library(tmp_path).notices()] == []


def test_bundled_notices_that_were_removed_are_brought_back_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = open_library(tmp_path)
    library.remove([library.notices()[0].id])
    assert main(["add", "--bundled", "--index", str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("未变化") == 4
    assert {n.id for n in open_library(tmp_path).notices()} == {n.id for n in corpus.bundled()}
