"""A folder that cannot be read or written is told in one line, and what it held is left alone."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

import index
from data import corpus
from data.errors import IndexBusy, IndexProblem
from index.database import FILE
from index.files import SEGMENT, new_name
from index.types import Manifest

NOBODY = 65534  # the user id that owns nothing
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
    engine._store._writer().execute("PRAGMA query_only = 1")  # type: ignore[attr-defined]
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


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_a_segment_cut_short_is_told_in_one_line_and_rebuilt(tmp_path: Path, part: float) -> None:
    filled(tmp_path)
    (segment,) = tmp_path.glob("*" + SEGMENT)
    whole = segment.read_bytes()
    segment.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(IndexProblem, match=r"已损坏.*tongbao rebuild") as caught:
        index.open_engine(tmp_path)
    assert "\n" not in str(caught.value)
    assert index.rebuild(tmp_path).notices() == [NOTICE]


def test_a_segment_that_is_gone_is_told_in_one_line(tmp_path: Path) -> None:
    filled(tmp_path)
    next(tmp_path.glob("*" + SEGMENT)).unlink()
    with pytest.raises(IndexProblem, match="已损坏") as caught:
        index.open_engine(tmp_path)
    assert "\n" not in str(caught.value)


def test_what_a_killed_writer_left_is_cleared_away_on_opening(tmp_path: Path) -> None:
    filled(tmp_path)
    half = tmp_path / new_name()
    half.write_bytes(b"half")
    engine = index.open_engine(tmp_path)
    assert not half.exists()
    assert engine.notices() == [NOTICE]


def test_files_of_another_program_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    for name in ("film.segment", "music.codes", "0123.segment"):
        (tmp_path / name).write_bytes(b"theirs")
    filled(tmp_path)
    engine = index.open_engine(tmp_path)
    engine.remove([NOTICE.id])
    engine.close()
    assert all((tmp_path / name).read_bytes() == b"theirs" for name in ("film.segment", "music.codes", "0123.segment"))


@pytest.mark.parametrize("content", [bytes(20_000), b"something else " * 1000])
def test_a_database_that_is_none_is_told_in_one_line_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = filled(tmp_path)
    file.write_bytes(content)
    for opened in (index.open_engine, index.rebuild):
        with pytest.raises(IndexProblem, match=r"已损坏或不是索引的数据库.*备份") as caught:
            opened(tmp_path)
        assert "\n" not in str(caught.value)
    assert file.read_bytes() == content
    assert list(tmp_path.glob("*" + SEGMENT))


@pytest.mark.parametrize("emptied", [True, False], ids=["emptied", "gone"])
def test_a_folder_that_lost_its_database_is_not_taken_for_a_new_one(tmp_path: Path, emptied: bool) -> None:
    file = filled(tmp_path)
    if emptied:
        file.write_bytes(b"")
    else:
        file.unlink()
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(IndexProblem, match=r"不见了或是空的.*备份") as caught:
        index.open_engine(tmp_path)
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_library_of_the_first_format_is_told_and_rebuilt(tmp_path: Path) -> None:
    manifest = Manifest(1, "tongbao-static", "", 256, "", "", 1, 1)
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("CREATE TABLE manifest (one INTEGER PRIMARY KEY, value TEXT)")
        db.execute("INSERT INTO manifest VALUES (1, ?)", (json.dumps(asdict(manifest)),))
        db.execute("CREATE TABLE notices (id TEXT, position INTEGER, sha256 TEXT, value TEXT)")
        db.execute("INSERT INTO notices VALUES (?, 1, '', ?)", (NOTICE.id, json.dumps(asdict(NOTICE))))
        db.execute("CREATE TABLE passages (id TEXT)")
    db.close()
    with pytest.raises(IndexProblem, match="tongbao rebuild"):
        index.open_engine(tmp_path)
    assert index.rebuild(tmp_path).notices() == [NOTICE]
    assert index.open_engine(tmp_path).lexical("文物", 1)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A filled folder that this process may read but not change, even when it is root's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder)
        folder.chmod(0o555)
        for path in folder.iterdir():
            path.chmod(0o444)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_folder_that_may_only_be_read_answers_and_says_so_when_written(read_only: Path) -> None:
    engine = index.open_engine(Path(os.path.relpath(read_only)))
    assert engine.notices() == [NOTICE]
    assert engine.lexical("整改", 3)
    with pytest.raises(IndexProblem, match="无法写入") as caught:
        engine.remove([NOTICE.id])
    assert "\n" not in str(caught.value)
    assert engine.notices() == [NOTICE]
    engine.close()


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    filled(tmp_path)
    engine = index.open_engine(tmp_path)
    before = sorted(path.name for path in tmp_path.glob("*" + SEGMENT))
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))  # a file may not grow beyond: as on a full disk
    try:
        with pytest.raises(IndexProblem, match="无法写入") as caught:
            engine.add(corpus.bundled())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert "\n" not in str(caught.value)
    assert "文件超过允许的大小" in str(caught.value)
    assert sorted(path.name for path in tmp_path.glob("*" + SEGMENT)) == before  # what fills the disk goes at once
    assert engine.notices() == [NOTICE]
    assert len(engine.add(corpus.bundled())) == 5
    engine.close()
    assert index.verify(tmp_path) == []
