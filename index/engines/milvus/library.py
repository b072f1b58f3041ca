"""Which notices count, in which version: read once, and again when another process has written."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from data.errors import IndexProblem
from data.types import Notice
from index.cards import card
from index.engines.milvus import statistics, writing
from index.engines.milvus.filter import one_of
from index.engines.milvus.schema import NOTICES, STATE, TEXTS
from index.engines.milvus.server import Row, Server
from index.engines.milvus.statistics import Statistics
from index.types import Card

GENERATION = "generation"
PATIENCE = 1.0  # seconds after which it is looked whether another process has written
_COLUMNS = ("id", "version", "position", "passages")


@dataclass(frozen=True, slots=True)
class Entry:
    """A notice that counts."""

    version: str
    position: int
    passages: int


class Library:
    """The notices on a server. Methods may be called from several threads."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = threading.RLock()
        self._generation = ""
        self._looked = 0.0
        self._entries: dict[str, Entry] = {}
        self._statistics: Statistics | None = None
        self._cards: tuple[dict[str, Entry], tuple[Card, ...]] = ({}, ())  # and the entries they are of
        self._texts: dict[tuple[str, str], Notice] = {}

    def entries(self, fresh: bool = False) -> dict[str, Entry]:
        """Id → entry in the order of their positions; `fresh` asks the server whatever was read before."""
        with self._lock:
            if fresh or time.monotonic() - self._looked > PATIENCE:
                row = self._server.get(STATE, [GENERATION], ["value"]).get(GENERATION)
                generation = row["value"] if row else ""
                if fresh or generation != self._generation or not self._looked:
                    found = list(self._server.rows(NOTICES, "", _COLUMNS, fresh=True))
                    found.sort(key=lambda r: (r["position"], r["id"]))
                    self._entries = {r["id"]: Entry(r["version"], r["position"], r["passages"]) for r in found}
                self._generation, self._looked = generation, time.monotonic()
            return self._entries

    def print(self) -> int:
        """A number that stands for the notices that count, whatever their order."""
        texts = (f"{i}!{e.version}".encode() for i, e in self._entries.items())
        return sum(int.from_bytes(hashlib.sha256(t).digest()[:8], "little") for t in texts) % 2**64

    def statistics(self) -> Statistics:
        """Of the notices that count."""
        with self._lock:
            self.entries()
            held, now = self._statistics, self.print()
            if held is None or held.print != now:
                held = statistics.read(self._server, now) or statistics.summed(self._server, now)
                self._statistics = held
            return held

    def changed(self, new: Sequence[Row], old: Sequence[Row]) -> None:
        """After rows of NOTICES were written and others went: the sums and the generation follow."""
        with self._lock:
            before = self._known()
            expected = dict(self._entries)
            for row in old:
                expected.pop(row["id"], None)
            expected |= {r["id"]: Entry(r["version"], r["position"], r["passages"]) for r in new}
            found = self.entries(fresh=True)
            if before is not None and found == expected:
                self._statistics = statistics.changed(before, new, old, self.print())
            else:  # another process wrote meanwhile
                self._statistics = statistics.summed(self._server, self.print())
            statistics.write(self._server, self._statistics)
            self.touch()

    def refresh_statistics(self) -> None:
        """Work the sums out again from all notices, and write them."""
        with self._lock:
            self.entries(fresh=True)
            self._statistics = statistics.summed(self._server, self.print())
            statistics.write(self._server, self._statistics)
            self.touch()

    def _known(self) -> Statistics | None:
        """The sums before a change, where they are known without working them out again."""
        held, now = self._statistics, self.print()
        if held is not None and held.print == now:
            return held
        return statistics.read(self._server, now) if self._entries else statistics.NONE

    def touch(self) -> None:
        """Tell other processes to look again."""
        self._generation = token_hex(8)
        row = {"key": GENERATION, "value": self._generation, "frequencies": {0: 1.0}}
        self._server.put(STATE, [row])

    def notices(self, ids: Sequence[str]) -> list[Notice]:
        """Their texts, in order; those read before are not read again."""
        entries = self.entries()
        missing = [i for i in ids if (i, entries[i].version) not in self._texts]
        for start in range(0, len(missing), 100):
            self._read(missing[start : start + 100])
        return [self._texts[i, entries[i].version] for i in ids]

    def cards(self) -> tuple[Card, ...]:
        """See `Engine.cards`; only those that changed are asked for."""
        with self._lock:
            entries = self.entries()
            if entries is not self._cards[0]:
                known = {c.notice_id: c for c in self._cards[1] if _holds(entries, c)}
                found = known | self._read_cards([i for i in entries if i not in known])
                self._cards = entries, tuple(found[i] for i in entries)
            return self._cards[1]

    def _read_cards(self, ids: Sequence[str]) -> dict[str, Card]:
        """By id; those that an earlier program wrote no card for are made from the texts."""
        rows = self._server.get(STATE, [writing.card_key(i) for i in ids], ["value"])
        found = {}
        for i in ids:
            row = rows.get(writing.card_key(i))
            of = self._entries[i].version
            if row and (held := writing.read_card(i, of, row["value"])):
                found[i] = held
        missing = [i for i in ids if i not in found]
        return found | {n.id: card(n, self._entries[n.id].version) for n in self.notices(missing)}

    def _read(self, ids: Sequence[str]) -> None:
        pieces: dict[tuple[str, str], list[str]] = {}
        for row in self._server.rows(TEXTS, one_of("notice", ids), ("key", "notice", "version", "value")):
            pieces.setdefault((row["notice"], row["version"]), []).append(row["value"])
        for i in ids:
            of = (i, self._entries[i].version)
            if of not in pieces:
                raise IndexProblem(f"Milvus 服务 {self._server.uri} 上没有通报 {i} 的原文;请用 tongbao add 重新加入")
            self._texts[of] = writing.read_texts(pieces[of])


def _holds(entries: dict[str, Entry], held: Card) -> bool:
    return held.notice_id in entries and entries[held.notice_id].version == held.version
