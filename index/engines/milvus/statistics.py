"""How many passages have a term, over the whole library: what BM25 needs and no passage knows.

Each notice's row says it for the notice; the sum of all is kept on the server too, with a print of the
notices it was summed over. Where that print is not the one of the notices held (a writer was killed, two
wrote at once), the sum is worked out again: it is a cache and can be lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from secrets import token_hex

import numpy as np
import numpy.typing as npt

from index.engines.milvus.filter import one_of
from index.engines.milvus.schema import CARD, NOTICES, STATE
from index.engines.milvus.server import Row, Server

KEY = "statistics"
PIECE = 50_000  # terms in a row: 400 kB
LEGS = ("words", "pairs")


@dataclass(frozen=True, slots=True)
class Leg:
    """`numbers` sorted, `counts` beside them: in how many of all `passages` a term stands. `length` is their sum."""

    numbers: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.int64]
    passages: int
    length: float

    @property
    def mean(self) -> float:
        return self.length / self.passages if self.passages else 1.0

    def frequency(self, number: int) -> int:
        i = int(self.numbers.searchsorted(np.uint32(number)))
        return int(self.counts[i]) if i < len(self.numbers) and self.numbers[i] == number else 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of both legs, and the print of the notices they were summed over."""

    words: Leg
    pairs: Leg
    print: int


EMPTY = Leg(np.zeros(0, np.uint32), np.zeros(0, np.int64), 0, 0.0)
NONE = Statistics(EMPTY, EMPTY, 0)


def changed(held: Statistics, new: Iterable[Row], old: Iterable[Row], print_: int) -> Statistics:
    """After rows of NOTICES came and went; the rows have all columns."""
    came, went = list(new), list(old)
    words, pairs = (_leg(getattr(held, leg), leg, came, went) for leg in LEGS)
    return Statistics(words, pairs, print_)


def summed(server: Server, print_: int) -> Statistics:
    """From every notice's row, a thousand at a time."""
    held, part = NONE, []
    for row in server.rows(NOTICES, "", ("passages", "words_length", "pairs_length", *LEGS), fresh=True):
        part.append(row)
        if len(part) == 1000:
            held, part = changed(held, part, [], 0), []
    return changed(held, part, [], print_)


def read(server: Server, print_: int) -> Statistics | None:
    """The sum as kept, or None where it is of other notices than those `print_` stands for."""
    row = server.get(STATE, [KEY], ["value"]).get(KEY)
    said = json.loads(row["value"]) if row else {}
    if said.get("print") != str(print_):
        return None
    legs = []
    for leg in LEGS:
        keys = [f"{said['token']}:{leg}:{i}" for i in range(said[leg]["rows"])]
        found = server.get(STATE, keys, ["frequencies"])
        if len(found) < len(keys):
            return None
        merged: dict[int, float] = {}
        for part in found.values():
            merged |= part["frequencies"]
        legs.append(_sorted(merged, said[leg]["passages"], said[leg]["length"]))
    return Statistics(legs[0], legs[1], print_)


def write(server: Server, held: Statistics) -> None:
    """The parts under names of their own first, then the row that names them, then the old parts go."""
    token = token_hex(8)
    said: dict[str, object] = {"print": str(held.print), "token": token}
    for name in LEGS:
        leg = getattr(held, name)
        rows = []
        for i, start in enumerate(range(0, len(leg.numbers), PIECE)):
            numbers, counts = leg.numbers[start : start + PIECE], leg.counts[start : start + PIECE]
            part = dict(zip(numbers.tolist(), counts.astype(float).tolist(), strict=True))
            rows.append({"key": f"{token}:{name}:{i}", "value": token, "frequencies": part})
        server.put(STATE, rows)
        said[name] = {"rows": len(rows), "passages": leg.passages, "length": leg.length}
    server.put(STATE, [{"key": KEY, "value": json.dumps(said), "frequencies": {0: 1.0}}])
    others = server.rows(STATE, f'not (key like "{CARD}%")', ["key"])
    parts = [r["key"] for r in others if ":" in r["key"] and not r["key"].startswith(token)]
    if parts:
        server.delete(STATE, one_of("key", parts))


def _sorted(counts: Mapping[int, float], passages: int, length: float) -> Leg:
    numbers = np.fromiter(counts.keys(), dtype=np.uint32, count=len(counts))
    values = np.fromiter(counts.values(), dtype=np.float64, count=len(counts)).astype(np.int64)
    order = np.argsort(numbers)
    return Leg(numbers[order], values[order], passages, length)


def _leg(held: Leg, name: str, new: list[Row], old: list[Row]) -> Leg:
    """One sum over everything: a concatenation, a sort, and the terms that no passage has any more left out."""
    numbers, counts = [held.numbers.astype(np.uint32)], [held.counts]
    for sign, rows in ((1, new), (-1, old)):
        for row in rows:
            leg = _sorted({n: c for n, c in row[name].items() if n}, 0, 0.0)
            numbers.append(leg.numbers)
            counts.append(leg.counts * sign)
    every, where = np.unique(np.concatenate(numbers), return_inverse=True)
    total = np.zeros(len(every), dtype=np.int64)
    np.add.at(total, where, np.concatenate(counts))
    passages = held.passages + sum(r["passages"] for r in new) - sum(r["passages"] for r in old)
    length = held.length + sum(r[f"{name}_length"] for r in new) - sum(r[f"{name}_length"] for r in old)
    return Leg(every[total > 0], total[total > 0], passages, round(length, 1))
