"""What is on disk: one SQLite file with the notices, and beside it the segments that it names.

The SQLite file is the truth. A segment is written whole before the transaction that names it commits, and
a file that is named by none is left over from a writer that died: whoever writes next removes it. So a
process killed at any moment leaves the state before its transaction or after it.
"""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path

from data.errors import IndexBusy, IndexProblem
from data.types import Notice, Passage
from index import cards, codec, files, reading
from index.database import FILE, Connection, Error, busy, connected, opened, reason
from index.recent import Recent
from index.scope import Facts
from index.types import Card, Head, Manifest, Version
from index.writer import Writer, numbers, segments

FORMAT = 3
WAIT = 30.0  # seconds a second writer waits for the first before it is told so: longer than any merge

_PATIENT = f"PRAGMA busy_timeout = {int(WAIT * 1000)}"
_CARDS = """
SELECT n.number, n.id, n.digest, c.value FROM notice n LEFT JOIN card c ON c.notice = n.number ORDER BY n.position
"""


class Store:
    """One folder. Readers are never blocked; a write is one transaction."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()  # one connection for all threads that read
        self._writing = threading.RLock()  # and one for those that write, so that reading goes on meanwhile
        self._second: Connection | None = None
        self._cards: tuple[int, tuple[Card, ...]] = (-1, ())  # and the generation they are of
        self._texts: reading.Texts = Recent(reading.TEXTS)
        self._db = opened(folder, WAIT)
        self._clean()

    def generation(self) -> int:
        """Changes whenever another process has committed."""
        with self._reading() as db:
            return int(db.execute("PRAGMA data_version").fetchone()[0])

    def manifest(self) -> Manifest | None:
        """The manifest, or None in a new folder. One of another format has only what this one knows."""
        with self._reading() as db:
            row = db.execute("SELECT value FROM manifest").fetchone()
            if row is None:
                return None
            held = json.loads(row[0])
            return Manifest(**{field.name: held[field.name] for field in fields(Manifest)})

    def faults(self) -> list[str]:
        """What SQLite finds wrong with its own file."""
        with self._reading() as db:
            return [line for (line,) in db.execute("PRAGMA quick_check") if line != "ok"]

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is of one generation."""
        with self._reading() as db:
            db.execute("BEGIN")
            try:
                yield
            finally:
                db.execute("COMMIT")

    def segments(self) -> list[str]:
        """File names, in the order they were written."""
        with self._reading() as db:
            return segments(db)

    def numbers(self) -> list[tuple[int, str]]:
        """(number, id) of every notice, in the order they were first added."""
        with self._reading() as db:
            return numbers(db)

    def facts(self) -> list[Facts]:
        """What scopes ask of each notice, in the order of `numbers`."""
        with self._reading() as db:
            rows = db.execute("SELECT facts FROM notice ORDER BY position")
            return [Facts(tuple(names), frozenset(years)) for names, years in (json.loads(v) for (v,) in rows)]

    def cards(self) -> tuple[Card, ...]:
        """See `Engine.cards`. Those that an earlier program wrote no card for are read."""
        with self._reading() as db:
            generation = self.generation()
            if generation != self._cards[0]:
                found = db.execute(_CARDS).fetchall()
                held = {number: cards.load(i, digest, value or "[]") for number, i, digest, value in found}
                absent = [(number, digest) for number, _, digest, _ in found if held[number] is None]
                made = {number: cards.card(self.notice(number), digest) for number, digest in absent}
                self._cards = generation, tuple(card or made[number] for number, card in held.items())
                if made:
                    self._keep(made)
            return self._cards[1]

    def _keep(self, made: Mapping[int, Card]) -> None:
        """Cards by their notices' numbers, written down if that can be done at once: they are made again otherwise."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            db = self._writer()
            db.execute("PRAGMA busy_timeout = 0")
            db.execute("BEGIN IMMEDIATE")
            put = "INSERT OR REPLACE INTO card SELECT number, ? FROM notice WHERE number = ?"
            db.executemany(put, [(cards.dump(card), number) for number, card in made.items()])
            db.execute("COMMIT")
        except (Error, OSError):
            if self._second is not None:
                _undo(self._second)
        finally:
            if self._second is not None:
                self._second.execute(_PATIENT)
            self._writing.release()

    def digest(self, notice_id: str) -> str:
        """Of the notice as it was added, "" where it is not held."""
        with self._reading() as db:
            row = db.execute("SELECT digest FROM notice WHERE id = ?", (notice_id,)).fetchone()
            return str(row[0]) if row else ""

    def notice(self, number: int) -> Notice:
        with self._reading() as db:
            (value,) = db.execute("SELECT value FROM notice WHERE number = ?", (number,)).fetchone()
            return codec.notice(zlib.decompress(value).decode("utf-8", "surrogatepass"), self.text(number))

    def text(self, number: int) -> str:
        """Of a notice, without the rest of it."""
        return self.texts([number])[number]

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """As `text`, by number."""
        with self._reading() as db:
            return reading.read(db, self._texts, numbers)

    def versions(self, notice_id: str) -> list[Version]:
        """What a notice said before, the oldest first."""
        query = "SELECT until, value, text FROM version WHERE id = ? ORDER BY rowid"
        with self._reading() as db:
            rows = db.execute(query, (notice_id,)).fetchall()
            packed = [
                (until, zlib.decompress(value).decode("utf-8", "surrogatepass"), text) for until, value, text in rows
            ]
            return [Version(until, codec.notice(value, text).title, text) for until, value, text in packed]

    def replaced(self) -> bool:
        """Whether any notice was ever replaced or removed."""
        with self._reading() as db:
            return db.execute("SELECT 1 FROM version LIMIT 1").fetchone() is not None

    def passages(self, wanted: Sequence[reading.Place]) -> list[Passage]:
        """Those that start at the (notice number, start) given, in no order; unknown ones are absent."""
        with self._reading() as db:
            return reading.passages(db, self._texts, wanted)

    def passages_of(self, number: int) -> list[Passage]:
        """In reading order."""
        with self._reading() as db:
            return reading.passages_of(db, self._texts, number)

    def heads(self, wanted: Sequence[reading.Place]) -> dict[reading.Place, Head]:
        """As `passages`, without reading a text."""
        with self._reading() as db:
            return reading.heads(db, wanted)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """What SQLite, JSON or a vector's length says about damaged content, as one line."""
        with self._lock:
            try:
                yield self._db
            except (Error, ValueError, TypeError, KeyError, zlib.error) as error:
                raise self.damaged(error) from error

    def damaged(self, error: Exception) -> IndexProblem:
        """The line for content that cannot be read."""
        kind = type(error).__name__
        return IndexProblem(
            f"索引文件夹 {self.folder} 的内容已损坏({kind});请运行 tongbao rebuild 由保存的通报重建,"
            "仍不能打开时请删除该文件夹后重新加入"
        )

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction, all or nothing; other writers wait, readers go on with what they have."""
        with self._writing:
            try:
                db = self._writer()
                db.execute("BEGIN IMMEDIATE")
            except Error as error:
                if busy(error):
                    raise IndexBusy("另一个进程正在写入索引;请稍后再试") from error
                raise self._unwritable(error) from error
            writer = Writer(db)
            try:
                self._remove(_left_over(db, self.folder))
                yield writer
                db.execute("COMMIT")
            except (Error, OSError) as error:
                self._abandon(db, writer)
                raise self._unwritable(error) from error
            except BaseException:
                self._abandon(db, writer)
                raise
            self._remove(writer.dropped)

    def _abandon(self, db: Connection, writer: Writer) -> None:
        """What was written goes at once: it may be what fills the disk."""
        _undo(db)
        self._remove(writer.added)

    def _writer(self) -> Connection:
        if self._second is None:
            self._second = connected(self.folder / FILE, WAIT)
        return self._second

    def _unwritable(self, error: OSError | Error) -> IndexProblem:
        return IndexProblem(f"索引无法写入({reason(error)});请检查权限与磁盘空间,原有内容未改动")

    def _clean(self) -> None:
        """Remove what a killed writer left; not now where somebody is writing or the folder may only be read."""
        with suppress(Error):
            if _left_over(self._db, self.folder):
                self._db.execute("PRAGMA busy_timeout = 0")
                self._db.execute("BEGIN IMMEDIATE")
                self._remove(_left_over(self._db, self.folder))
                self._db.execute("ROLLBACK")
        self._db.execute(_PATIENT)

    def _remove(self, names: Sequence[str]) -> None:
        for name in names:
            with suppress(OSError):  # the next writer tries again
                (self.folder / name).unlink()
            with suppress(OSError):  # few have one
                files.codes_of(self.folder / name).unlink()

    def close(self) -> None:
        for db in (self._db, self._second):
            if db is not None:
                db.close()


def _left_over(db: Connection, folder: Path) -> list[str]:
    """Files that no generation names. Certain only while no other process can be writing."""
    named = set(segments(db))
    return [path.name for path, segment in files.beside(folder) if segment not in named]


def _undo(db: Connection) -> None:
    with suppress(Error):  # a full disk ends the transaction by itself
        db.execute("ROLLBACK")
