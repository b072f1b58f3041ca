"""What is on disk: one SQLite file (WAL) holding notices, passages, terms, vectors and the manifest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np

from data.errors import IndexBusy, IndexProblem
from data.types import Notice
from index import codec
from index.rows import Row
from index.types import Manifest

FORMAT = 1
FILE = "tongbao.sqlite3"
WAIT = 5.0  # seconds a second writer waits for the first before it is told so

_SCHEMA = """
CREATE TABLE IF NOT EXISTS manifest (one INTEGER PRIMARY KEY CHECK (one = 1), value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS notices (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, sha256 TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, notice TEXT NOT NULL REFERENCES notices(id), start INTEGER NOT NULL, value TEXT NOT NULL,
    words TEXT NOT NULL, pairs TEXT NOT NULL, vectors BLOB NOT NULL, spans TEXT NOT NULL, windows BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS of_notice ON passages (notice, start);
"""


class Store:
    """One folder. Readers are never blocked; a write is one transaction."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / FILE, timeout=WAIT, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise IndexProblem(f"索引文件夹 {folder} 无法打开({error});请检查权限,或用 --index 换一个文件夹") from error

    def manifest(self) -> Manifest | None:
        """The manifest, or None in a new folder."""
        with self._reading():
            row = self._db.execute("SELECT value FROM manifest").fetchone()
            return Manifest(**json.loads(row[0])) if row else None

    def notices(self) -> list[Notice]:
        """All notices in the order they were added."""
        with self._reading():
            return [codec.notice(v) for (v,) in self._db.execute("SELECT value FROM notices ORDER BY position")]

    def rows(self, dim: int) -> list[Row]:
        """All passages, ordered by id."""
        query = "SELECT value, words, pairs, vectors, spans, windows FROM passages ORDER BY id"
        with self._reading():
            return [
                Row(
                    codec.passage(value),
                    json.loads(words),
                    json.loads(pairs),
                    np.frombuffer(vectors, dtype=np.float32).reshape(-1, dim),
                    tuple((a, b) for a, b in json.loads(spans)),
                    np.frombuffer(windows, dtype=np.float32).reshape(-1, dim),
                )
                for value, words, pairs, vectors, spans, windows in self._db.execute(query)
            ]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What SQLite, JSON or a vector's length says about damaged content, as one line."""
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError) as error:
            line = f"索引文件夹 {self._folder} 的内容已损坏({type(error).__name__});请删除该文件夹后重建"
            raise IndexProblem(line) from error

    def write(self, put: Sequence[tuple[Notice, Sequence[Row]]], drop: Sequence[str], manifest: Manifest) -> None:
        """Replace, add and drop notices and set the manifest, all or nothing."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):  # low byte: the kind
                raise IndexBusy("另一个进程正在写入索引;请稍后再试") from error
            raise IndexProblem(f"索引无法写入({error});请检查权限与磁盘空间,原有内容未改动") from error
        try:
            for notice_id in [*drop, *(n.id for n, _ in put)]:
                self._db.execute("DELETE FROM passages WHERE notice = ?", (notice_id,))
            for notice_id in drop:
                self._db.execute("DELETE FROM notices WHERE id = ?", (notice_id,))
            for notice, rows in put:
                self._put(notice, rows)
            self._db.execute("INSERT OR REPLACE INTO manifest VALUES (1, ?)", (json.dumps(asdict(manifest)),))
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._db.execute("ROLLBACK")
            raise IndexProblem(f"索引无法写入({error});原有内容未改动") from error

    def _put(self, notice: Notice, rows: Sequence[Row]) -> None:
        self._db.execute(
            "INSERT INTO notices VALUES (?, (SELECT COALESCE(MAX(position), 0) + 1 FROM notices), ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, value = excluded.value",
            (notice.id, notice.source.sha256, codec.dump(notice)),
        )
        values = [
            (
                row.passage.id,
                notice.id,
                row.passage.start,
                codec.dump(row.passage),
                json.dumps(row.words, ensure_ascii=False),
                json.dumps(row.pairs, ensure_ascii=False),
                row.vectors.astype(np.float32).tobytes(),
                json.dumps(row.spans),
                row.windows.astype(np.float32).tobytes(),
            )
            for row in rows
        ]
        self._db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def close(self) -> None:
        self._db.close()
