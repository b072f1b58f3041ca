"""The SQLite file of a folder, made where there is none; what is not ours or has lost its notices is refused. The only
door to sqlite3."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from data import reasons
from data.errors import IndexProblem
from index import files

Connection = sqlite3.Connection
Error = sqlite3.Error

FILE = "tongbao.sqlite3"
_SAID = {
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_READONLY: "没有权限",
    sqlite3.SQLITE_CANTOPEN: "数据库文件打不开",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
}
_WAY_OUT = "请用备份恢复这个文件,或删除该文件夹后重新加入通报"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS manifest (one INTEGER PRIMARY KEY CHECK (one = 1), value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS notice (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, position INTEGER NOT NULL,
    digest TEXT NOT NULL, passages INTEGER NOT NULL, facts TEXT NOT NULL, text TEXT NOT NULL, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS card (notice INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS path (
    notice INTEGER NOT NULL, number INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (notice, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passage (
    notice INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, kind TEXT NOT NULL, path INTEGER NOT NULL,
    item TEXT NOT NULL, PRIMARY KEY (notice, start)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS segment (name TEXT PRIMARY KEY, rows INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS version (
    id TEXT NOT NULL, until TEXT NOT NULL, text TEXT NOT NULL, value BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS version_of ON version (id);
"""


def opened(folder: Path, wait: float) -> Connection:
    """A connection on the folder's file, which waits so many seconds for others. Raises IndexProblem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_lost(folder)
        return _prepared(folder / FILE, wait)
    except (OSError, sqlite3.OperationalError) as error:
        line = f"索引文件夹 {folder} 无法打开({reason(error)});请检查权限,或用 --index 换一个文件夹"
        raise IndexProblem(line) from error
    except sqlite3.Error as error:
        raise IndexProblem(f"{folder / FILE} 已损坏或不是索引的数据库,读不出其中的通报;{_WAY_OUT}") from error


def _refuse_lost(folder: Path) -> None:
    """Segments without what names them: going on as in a new folder would hide that the notices are gone."""
    file = folder / FILE
    if files.beside(folder) and not (file.exists() and file.stat().st_size):
        raise IndexProblem(f"{file} 不见了或是空的,旁边的索引段里没有通报原文;{_WAY_OUT}")


def _prepared(file: Path, wait: float) -> Connection:
    try:
        db = connected(file, wait)
        db.execute("PRAGMA journal_mode=WAL")
        db.executescript(_SCHEMA)
        return db
    except sqlite3.OperationalError:
        if not file.exists():
            raise
    # A folder that may only be read: no log can be laid beside the file, and nobody can be writing to it.
    db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    db.execute("SELECT COUNT(*) FROM notice").fetchone()
    return db


def connected(file: Path, wait: float) -> Connection:
    """A connection that any thread may use, with no transaction but those it is told to begin."""
    return sqlite3.connect(file, timeout=wait, isolation_level=None, check_same_thread=False)


def busy(error: Error) -> bool:
    """Whether it is only that somebody else is writing."""
    return _kind(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def reason(error: OSError | Error) -> str:
    """Why the disk or SQLite refused: what there is a word for, else what the system says."""
    return reasons.reason(error) if isinstance(error, OSError) else _SAID.get(_kind(error), str(error))


def _kind(error: Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF  # the rest says more of the same kind
