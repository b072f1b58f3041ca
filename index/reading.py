"""Passages out of the store's tables. A notice's number stands for what it said, for good: texts read are kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from data.types import Kind, Passage
from index.recent import Recent
from index.types import Head

if TYPE_CHECKING:
    from index.database import Connection

TEXTS = 24_000_000  # characters of notices' texts kept, two bytes each: the notices of some 150,000 passages
FEW = 2  # passages of a notice up to which the database cuts them out of its text: a third of what reading it takes

_PASSAGES = """
SELECT p.notice, n.id, p.start, p.stop, p.kind, p.item, x.value,
    CASE WHEN p.notice IN (SELECT value FROM json_each(?)) THEN ''
    ELSE substr(n.text, p.start + 1, p.stop - p.start) END
FROM passage p JOIN notice n ON n.number = p.notice JOIN path x ON x.notice = p.notice AND x.number = p.path
"""
_HEADS = "SELECT p.notice, p.start, p.kind, p.path FROM passage p "
_TEXTS = "SELECT number, text FROM notice WHERE number IN (SELECT value FROM json_each(?))"
_NAMED = """
JOIN (SELECT value >> 32 n, value & 4294967295 s FROM json_each(?)) ON p.notice = n AND p.start = s
"""

Place = tuple[int, int]  # notice number, start
Texts = Recent[int, str]
_Row = tuple[int, str, int, int, str, str, str, str]


def passages(db: Connection, texts: Texts, wanted: Sequence[Place]) -> list[Passage]:
    """Those that start at the places given, in no order; unknown ones are absent."""
    often = Counter(number for number, _ in wanted)
    said = {number: text for number in often if (text := texts.get(number)) is not None}
    said |= read(db, texts, [number for number, count in often.items() if count > FEW and number not in said])
    rows = db.execute(_PASSAGES + _NAMED, (json.dumps(list(said)), _numbers(wanted))).fetchall()
    cut = {row[0] for row in rows if row[0] not in said and len(row[7]) != row[3] - row[2]}
    return _made(rows, said | read(db, texts, cut))  # SQLite's own functions stop at a NUL character


def passages_of(db: Connection, texts: Texts, number: int) -> list[Passage]:
    """In reading order."""
    rows = db.execute(_PASSAGES + "WHERE p.notice = ? ORDER BY p.start", (json.dumps([number]), number)).fetchall()
    return _made(rows, read(db, texts, [number]))


def heads(db: Connection, wanted: Sequence[Place]) -> dict[Place, Head]:
    """As `passages`, without reading a text."""
    rows = db.execute(_HEADS + _NAMED, (_numbers(wanted),)).fetchall()
    return {(number, start): Head(Kind(kind), (number, path)) for number, start, kind, path in rows}


def _numbers(wanted: Sequence[Place]) -> str:
    """One number a place, in the order of the table: half of what pairs out of order take."""
    return json.dumps(sorted(number << 32 | start for number, start in wanted))


def read(db: Connection, texts: Texts, numbers: Iterable[int]) -> dict[int, str]:
    """The texts of the notices under these numbers."""
    found = {number: texts.get(number) for number in set(numbers)}
    missing = [number for number, text in found.items() if text is None]
    rows = db.execute(_TEXTS, (json.dumps(missing),)).fetchall() if missing else []
    known = {number: text for number, text in found.items() if text is not None}
    return known | {number: texts.put(number, text, len(text)) for number, text in rows}


def _made(rows: Sequence[_Row], said: Mapping[int, str]) -> list[Passage]:
    """`said`: the texts of the notices whose passages the database has not cut out."""
    paths = json.loads(f"[{','.join(row[6] for row in rows)}]")  # one call: a third of what one each takes
    return [
        Passage(
            f"{name}:{a}-{b}", name, Kind(kind), tuple(path), a, b, said[number][a:b] if number in said else cut, item
        )
        for (number, name, a, b, kind, item, _, cut), path in zip(rows, paths, strict=True)
    ]
