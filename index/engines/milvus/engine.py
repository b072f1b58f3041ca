"""The engine itself; see the package for how it works and `index.types.Engine` for what it promises."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import islice

import numpy as np

from data import passages as cutting
from data.errors import IndexProblem
from data.reparse import reparsed
from data.types import Notice, Passage
from index import manifest, words
from index.dense import Exact
from index.engines.milvus import filter as filters
from index.engines.milvus import terms, writing
from index.engines.milvus.library import Library
from index.engines.milvus.near import Near
from index.engines.milvus.packing import unpack
from index.engines.milvus.schema import ALL, FORMAT, NOTICES, PASSAGES, STATE
from index.engines.milvus.server import MOST, Row, Search, Server
from index.types import Added, Card, Encoder, Evidence, Head, Hit, Manifest, Progress, Scope, Vectors

BATCH = 16  # notices written at once: about a thousand passages
SUMMED = 512  # notices after which the statistics are written, and other processes see what was added
MARGIN = 64  # candidates asked for beyond k: ties at the end of the list, passages of versions that do not count
MANIFEST = "manifest"
VIEWS = ("alone", "context")  # columns of a passage's two vectors


class MilvusEngine:
    """See `index.types.Engine`."""

    def __init__(self, server: Server, encoder: Encoder, max_chars: int = 0, rebuild: Progress | None = None) -> None:
        """`rebuild`, told how far it is, has the texts on the server read again and works everything out from them."""
        self._max_chars = max_chars or cutting.DEFAULT
        self._encoder = encoder
        self._server = server
        self._library = Library(server)
        self._near = Near(server, self._library, encoder)
        self._lock = threading.Lock()
        server.open(STATE, encoder.dim)
        held = server.get(STATE, [MANIFEST], ["value"]).get(MANIFEST)
        if rebuild and held:
            self._rebuild(rebuild)
            return
        if held:
            library = f"Milvus 服务 {server.uri} 上的库"
            manifest.check(Manifest(**json.loads(held["value"])), self._fresh(0, 0), library, "--uri 换一个库")
        for collection in ALL:
            server.open(collection, encoder.dim)
        if (dim := server.dimension(PASSAGES, "alone")) != encoder.dim:
            found = f"集合 {PASSAGES.name} 是 {dim} 维,编码器 {encoder.name} 是 {encoder.dim} 维"
            raise IndexProblem(f"Milvus 服务 {server.uri} 上的{found};请用 --uri 换一个库,或删除该集合")
        if not held:
            self._declare(self._fresh(0, 0))

    def _declare(self, built: Manifest) -> None:
        value = json.dumps(asdict(built))
        self._server.put(STATE, [{"key": MANIFEST, "value": value, "frequencies": {0: 1.0}}])

    def _rebuild(self, progress: Progress) -> None:
        """The texts stay where they are; until it is done the manifest says so: one cut short is asked for."""
        for collection in (c for c in ALL if c is not PASSAGES):
            self._server.open(collection, self._encoder.dim)
        held = {e.position: i for i, e in self._library.entries(fresh=True).items()}
        self._declare(replace(self._fresh(0, 0), format=manifest.UNFINISHED))
        if self._server.has(PASSAGES):
            self._server.drop(PASSAGES)
        self._server.open(PASSAGES, self._encoder.dim)
        rest, done = iter(held.items()), 0
        while some := dict(islice(rest, BATCH)):
            found = [reparsed(n) for n in self._library.notices(list(some.values()))]
            writing.put(self._server, self._encoder, dict(zip(some, found, strict=True)), self._max_chars)
            done += len(some)
            progress(done, len(held))
        self._declare(self._fresh(0, 0))
        self._library.refresh_statistics()

    @property
    def manifest(self) -> Manifest:
        entries = self._library.entries()
        return self._fresh(len(entries), sum(e.passages for e in entries.values()))

    def _fresh(self, notices: int, passages: int) -> Manifest:
        return manifest.of(FORMAT, self._encoder, notices, passages)

    def add(self, notices: Sequence[Notice], progress: Progress | None = None) -> list[Added]:
        """Each notice counts as soon as its batch is written; one that is held already is left alone."""
        notices = list({n.id: n for n in notices}.values())  # of two with one id the later holds
        with self._lock:
            held = self._library.entries(fresh=True)
            after = max((e.position for e in held.values()), default=0)
            place = {n.id: held[n.id].position if n.id in held else after + i for i, n in enumerate(notices, 1)}
            return self._add([(place[n.id], n) for n in notices], progress)

    def _add(self, notices: Sequence[tuple[int, Notice]], progress: Progress | None) -> list[Added]:
        held = self._library.entries()
        outcome: dict[str, Added] = {}
        todo = []
        for position, notice in notices:
            was = held.get(notice.id)
            if was and was.version == writing.version(notice):
                outcome[notice.id] = Added(notice.id, "unchanged", was.passages)
            else:
                todo.append((position, notice))
        if progress and notices:
            progress(len(outcome), len(notices))
        new: list[Row] = []
        old: list[Row] = []
        for start in range(0, len(todo), BATCH):
            batch = dict(todo[start : start + BATCH])
            again = [n.id for n in batch.values() if n.id in held]
            old += self._server.get(NOTICES, again, [c for c, _ in NOTICES.columns]).values()
            new += writing.put(self._server, self._encoder, batch, self._max_chars)
            for row in new[-len(batch) :]:
                word = "replaced" if row["id"] in held else "added"
                outcome[row["id"]] = Added(row["id"], word, row["passages"])
            if len(new) >= SUMMED or start + BATCH >= len(todo):
                self._library.changed(new, old)
                new, old = [], []
            if progress:
                progress(len(outcome), len(notices))
        return [outcome[n.id] for _, n in notices]

    def fill(self, notices: Sequence[tuple[int, Notice]]) -> list[Added]:
        """Notices at given positions: those that the server lacks are written, without the statistics.

        Several processes may do this at once, for different notices. One that is held with other content is
        left as it is and called "kept".
        """
        held = self._server.get(NOTICES, [n.id for _, n in notices], ["version", "passages"])
        missing = {position: n for position, n in notices if n.id not in held}
        new = writing.put(self._server, self._encoder, missing, self._max_chars) if missing else []
        outcome = {row["id"]: Added(row["id"], "added", row["passages"]) for row in new}
        for _, n in notices:
            if n.id in held:
                word = "unchanged" if held[n.id]["version"] == writing.version(n) else "kept"
                outcome[n.id] = Added(n.id, word, held[n.id]["passages"])
        return [outcome[n.id] for _, n in notices]

    def finish(self) -> None:
        """After `fill`: the statistics of everything that is held now, and a sign to other processes."""
        self._server.flush(PASSAGES)
        self._library.refresh_statistics()

    def remove(self, notice_ids: Sequence[str]) -> list[str]:
        with self._lock:
            held = self._library.entries(fresh=True)
            gone = [i for i in dict.fromkeys(notice_ids) if i in held]
            if gone:
                old = self._server.get(NOTICES, gone, [c for c, _ in NOTICES.columns])
                writing.drop(self._server, gone)
                self._library.changed([], list(old.values()))
            return gone

    def ids(self) -> list[str]:
        """Of the notices that count, in the order of their positions."""
        return list(self._library.entries())

    def cards(self) -> Sequence[Card]:
        return self._library.cards()

    def notices(self) -> list[Notice]:
        return self._library.notices(list(self._library.entries()))

    def notice(self, notice_id: str) -> Notice:
        if notice_id not in self._library.entries():
            raise IndexProblem(f"没有编号为 {notice_id} 的通报;请用 tongbao notices 查看已载入的通报")
        return self._library.notices([notice_id])[0]

    def text(self, notice_id: str) -> str:
        return self.notice(notice_id).text

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        return self._near.passages(passage_ids)

    def texts(self, passage_ids: Sequence[str]) -> list[str]:
        return [p.text for p in self._near.passages(passage_ids)]

    def heads(self, passage_ids: Sequence[str]) -> list[Head]:
        """Read with their texts, which one request brings."""
        return [Head(p.kind, (p.notice_id, p.path)) for p in self._near.passages(passage_ids)]

    def passages_of(self, notice_id: str) -> list[Passage]:
        entry = self._library.entries().get(notice_id)
        if entry is None:
            return []
        where = f"{filters.one_of('notice', [notice_id])} and {filters.one_of('version', [entry.version])}"
        found = [unpack(row["notice"], row["value"]) for row in self._server.rows(PASSAGES, where, ["notice", "value"])]
        return sorted(found, key=lambda p: p.start)

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        """The larger of the cosines to the passage alone and with its context.

        The k best of the larger are among the k best of either, so no more need to be compared.
        """
        query = self._encoder.queries([text])[0]
        where = filters.expression(scope, self.notices)
        if not query.any():  # every passage is as near: the first by id, which no vector index can tell
            rows = self._counting(self._server.rows(PASSAGES, where, ["key", "notice", "version"]))
            return [Hit(_passage_id(row), 0.0) for row in islice(rows, k)]
        found: dict[str, Row] = {}
        for view in VIEWS:
            found |= {_passage_id(row): row for row in self._candidates(view, query, k, where, VIEWS)}
        if not found:
            return []
        vectors = [[row[view] for row in found.values()] for view in VIEWS]
        return _ordered(_cosines(list(found), vectors, query), k)

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._bm25("words", words.terms(text), k, scope)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._bm25("pairs", words.bigrams(text), k, scope)

    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]:
        return self._near.evidence(text, passage_ids)

    def close(self) -> None:
        self._server.close()

    def _bm25(self, leg: str, found: Sequence[str], k: int, scope: Scope) -> list[Hit]:
        held = self._library.statistics()
        own = held.words if leg == "words" else held.pairs
        weights = terms.question(found, own)
        if not weights:
            return []
        where = filters.expression(scope, self.notices)
        rows = self._candidates(leg, weights, k, where, (leg, f"{leg}_length"))
        scores = {_passage_id(r): terms.score(weights, r[leg], r[f"{leg}_length"], own.mean) for r in rows}
        return _ordered({i: score for i, score in scores.items() if score > 0}, k)

    def _candidates(self, column: str, query: object, k: int, where: str, columns: Sequence[str]) -> list[Row]:
        """At least the k best by the server's own reckoning, those that count only."""
        asked = k + MARGIN
        while True:
            wanted = Search(column, query, asked, where, ("key", "notice", "version", *columns))
            rows = self._server.search(PASSAGES, wanted)
            kept = list(self._counting(rows))
            if len(kept) >= k or len(rows) < asked or asked >= MOST:
                return kept
            asked = min(asked * 2, MOST)

    def _counting(self, rows: Iterable[Row]) -> Iterator[Row]:
        entries = self._library.entries()
        return (r for r in rows if r["notice"] in entries and entries[r["notice"]].version == r["version"])


def _passage_id(row: Row) -> str:
    return str(row["key"]).rpartition("!")[0]


def _cosines(ids: Sequence[str], vectors: object, query: Vectors) -> dict[str, float]:
    """Id → the larger cosine, reckoned by the code of the embedded engine: the same to the last bit."""
    entries, scores = Exact(np.array(vectors, dtype=np.float32)).search(query, len(ids) * len(VIEWS), None)
    out: dict[str, float] = {}
    for entry, score in zip(entries.tolist(), scores.tolist(), strict=True):  # the largest come first
        out.setdefault(ids[entry % len(ids)], score)
    return out


def _ordered(scores: dict[str, float], k: int) -> list[Hit]:
    return sorted((Hit(i, s) for i, s in scores.items()), key=lambda h: (-h.score, h.passage_id))[:k]
