"""The changes of one transaction of the store."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.types import Notice, Passage
from index import cards, codec
from index.scope import facts
from index.types import Manifest

if TYPE_CHECKING:
    from index.database import Connection


def segments(db: Connection) -> list[str]:
    """File names, in the order they were written."""
    return [name for (name,) in db.execute("SELECT name FROM segment ORDER BY rowid")]


def numbers(db: Connection) -> list[tuple[int, str]]:
    """(number, id) of every notice, in the order they were first added."""
    return list(db.execute("SELECT number, id FROM notice ORDER BY position"))


class Writer:
    """The changes of one transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.dropped: list[str] = []  # segment files to remove once committed
        self.added: list[str] = []  # and those to remove if it comes to nothing

    def segments(self) -> list[str]:
        """As `Store.segments`, with the changes made so far; so are the others."""
        return segments(self._db)

    def numbers(self) -> list[tuple[int, str]]:
        return numbers(self._db)

    def text(self, number: int) -> str:
        """The clean text of a notice."""
        return str(self._db.execute("SELECT text FROM notice WHERE number = ?", (number,)).fetchone()[0])

    def old_format(self) -> list[Notice]:
        """The notices of a file of format 1, which is thereby emptied."""
        tables = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "notices" not in tables:
            return []
        found = [codec.notice(v) for (v,) in self._db.execute("SELECT value FROM notices ORDER BY position")]
        self._db.execute("DROP TABLE passages")
        self._db.execute("DROP TABLE notices")
        return found

    def put(self, notice: Notice, passages: Sequence[Passage], keep: bool = True) -> int:
        """Add or replace a notice; its new number. `keep` what it said before as a version."""
        position = self._take(notice.id, keep)
        if position is None:
            (position,) = self._db.execute("SELECT COALESCE(MAX(position), 0) + 1 FROM notice").fetchone()
        known = facts(notice)
        value = zlib.compress(codec.bare(notice).encode("utf-8", "surrogatepass"), 6)
        found = json.dumps([known.names, sorted(known.years)], ensure_ascii=False)
        version = codec.digest(codec.dump(notice))
        row = (notice.id, position, version, len(passages), found, notice.text, value)
        number = self._db.execute(
            "INSERT INTO notice (id, position, digest, passages, facts, text, value) VALUES (?, ?, ?, ?, ?, ?, ?)", row
        ).lastrowid
        self._db.execute("INSERT INTO card VALUES (?, ?)", (number, cards.dump(cards.card(notice, version))))
        paths = {path: i for i, path in enumerate(dict.fromkeys(p.path for p in passages))}
        self._db.executemany(
            "INSERT INTO path VALUES (?, ?, ?)",
            [(number, i, json.dumps(path, ensure_ascii=False)) for path, i in paths.items()],
        )
        self._db.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)",
            [(number, p.start, p.end, p.kind.value, paths[p.path], p.item_id) for p in passages],
        )
        return int(number or 0)

    def remove(self, notice_id: str) -> None:
        """Take a notice out; what it said is kept as a version."""
        self._take(notice_id, keep=True)

    def _take(self, notice_id: str, keep: bool) -> int | None:
        """Take a notice out, to the versions if asked; its position, None where it is not held."""
        row = self._db.execute("SELECT number, position FROM notice WHERE id = ?", (notice_id,)).fetchone()
        if row is None:
            return None
        if keep:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._db.execute("INSERT INTO version SELECT id, ?, text, value FROM notice WHERE id = ?", (now, notice_id))
        self._db.execute("DELETE FROM card WHERE notice = ?", (row[0],))
        self._db.execute("DELETE FROM path WHERE notice = ?", (row[0],))
        self._db.execute("DELETE FROM passage WHERE notice = ?", (row[0],))
        self._db.execute("DELETE FROM notice WHERE id = ?", (notice_id,))
        return int(row[1])

    def add_segment(self, name: str, rows: int) -> None:
        """Said before the file is written, so that none is left behind where that fails."""
        self.added.append(name)
        self._db.execute("INSERT INTO segment VALUES (?, ?)", (name, rows))

    def drop_segment(self, name: str) -> None:
        self._db.execute("DELETE FROM segment WHERE name = ?", (name,))
        self.dropped.append(name)

    def set_manifest(self, manifest: Manifest) -> None:
        self._db.execute("INSERT OR REPLACE INTO manifest VALUES (1, ?)", (json.dumps(asdict(manifest)),))

    def count(self) -> tuple[int, int]:
        """(notices, passages) held now."""
        notices, passages = self._db.execute("SELECT COUNT(*), COALESCE(SUM(passages), 0) FROM notice").fetchone()
        return int(notices), int(passages)
