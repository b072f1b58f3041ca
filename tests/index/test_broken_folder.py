"""A folder that cannot be read or written is told in one line, and what it held is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import index
from data import corpus
from data.errors import IndexBusy, IndexProblem
from index.store import FILE

NOTICE = corpus.bundled()[0]


def filled(folder: Path) -> Path:
    made = index.open_engine(folder)
    made.add([NOTICE])
    made.close()
    return folder / FILE


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_told_in_one_line(tmp_path: Path, part: float) -> None:
    file = filled(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(IndexProblem) as caught:
        index.open_engine(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_manifest_that_is_no_manifest_is_told_in_one_line(tmp_path: Path) -> None:
    with sqlite3.connect(filled(tmp_path)) as db:
        db.execute("UPDATE manifest SET value = '{\"format\"'")
    db.close()
    with pytest.raises(IndexProblem) as caught:
        index.open_engine(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_file_where_the_folder_should_be_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(IndexProblem, match="无法打开") as caught:
            index.open_engine(folder)
        assert "\n" not in str(caught.value)


def test_a_write_that_is_not_allowed_is_not_called_busy_and_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    engine = index.open_engine(tmp_path)
    engine._store._db.execute("PRAGMA query_only = 1")  # type: ignore[attr-defined]
    with pytest.raises(IndexProblem) as caught:
        engine.remove([NOTICE.id])
    assert not isinstance(caught.value, IndexBusy)
    assert [n.id for n in engine.notices()] == [NOTICE.id]
    engine.close()


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.WAIT", 0.1)
    first = sqlite3.connect(filled(tmp_path), isolation_level=None)
    engine = index.open_engine(tmp_path)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(IndexBusy, match="稍后"):
        engine.remove([NOTICE.id])
    first.execute("ROLLBACK")
    first.close()
    assert engine.remove([NOTICE.id]) == [NOTICE.id]
    engine.close()


def test_a_vector_of_the_wrong_length_is_told_in_one_line(tmp_path: Path) -> None:
    with sqlite3.connect(filled(tmp_path)) as db:
        db.execute("UPDATE passages SET vectors = x'00000000'")
    db.close()
    with pytest.raises(IndexProblem, match="已损坏") as caught:
        index.open_engine(tmp_path)
    assert "\n" not in str(caught.value)
