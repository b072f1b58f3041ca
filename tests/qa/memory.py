"""A small real engine in memory: exact BM25 over words and bigrams, hashed-bigram vectors, one window a sentence.

It follows the `Engine` protocol with nothing but arithmetic, so tests of qa need no index on disk.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from data import corpus, passages
from data.types import Notice, Passage
from index import words
from index.cards import card
from index.codec import digest, dump
from index.scope import holds
from index.types import Added, Card, Evidence, Head, Hit, Manifest, Scope
from qa.sentences import sentences

Bag = Counter[str]


def bm25(query: Sequence[str], bags: dict[str, Bag], k1: float = 1.2, b: float = 0.75) -> dict[str, float]:
    """Okapi BM25 (Robertson & Zaragoza 2009)."""
    mean = sum(map(Counter.total, bags.values())) / max(1, len(bags))
    out: dict[str, float] = {}
    for term in set(query):
        df = sum(term in bag for bag in bags.values())
        idf = math.log(1 + (len(bags) - df + 0.5) / (df + 0.5))
        for i, bag in bags.items():
            if tf := bag[term]:
                out[i] = out.get(i, 0.0) + idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * bag.total() / mean))
    return out


def vector(text: str) -> dict[int, float]:
    """Unit vector of hashed bigrams (stable hash)."""
    counts = Counter(zlib.crc32(g.encode()) % 4096 for g in words.bigrams(text))
    norm = math.sqrt(sum(c * c for c in counts.values())) or 1.0
    return {k: c / norm for k, c in counts.items()}


def cosine(a: dict[int, float], b: dict[int, float]) -> float:
    return sum(v * b.get(k, 0.0) for k, v in a.items())


class MemoryEngine:
    """Everything in dictionaries."""

    def __init__(self, notices: Sequence[Notice] = ()) -> None:
        self._notices: dict[str, Notice] = {}
        self._cards: dict[str, Card] = {}
        self._passages: dict[str, Passage] = {}
        self._words: dict[str, Bag] = {}
        self._pairs: dict[str, Bag] = {}
        self._vectors: dict[str, dict[int, float]] = {}
        self.add(notices)

    @property
    def manifest(self) -> Manifest:
        return Manifest(1, "hashed-bigrams", "0", 4096, "jieba", "0", len(self._notices), len(self._passages))

    def add(self, notices: Sequence[Notice], progress: Callable[[int, int], None] | None = None) -> list[Added]:
        out = []
        for notice in notices:
            self._forget(notice.id)
            self._notices[notice.id] = notice
            self._cards[notice.id] = card(notice, digest(dump(notice)))
            cut = passages.passages(notice)
            for p in cut:
                self._passages[p.id] = p
                full = notice.title + " ".join(p.path) + p.text
                self._words[p.id] = Counter(words.terms(full))
                self._pairs[p.id] = Counter(words.bigrams("".join(p.path) + p.text))
                self._vectors[p.id] = vector("".join(p.path) + p.text)
            out.append(Added(notice.id, "added", len(cut)))
        return out

    def remove(self, notice_ids: Sequence[str]) -> list[str]:
        there = [i for i in notice_ids if self._notices.pop(i, None)]
        for i in there:
            self._forget(i)
            self._cards.pop(i)
        return there

    def _forget(self, notice_id: str) -> None:
        for p in self.passages_of(notice_id):
            for held in (self._passages, self._words, self._pairs, self._vectors):
                held.pop(p.id)

    def ids(self) -> list[str]:
        return list(self._notices)

    def cards(self) -> list[Card]:
        return list(self._cards.values())

    def notices(self) -> list[Notice]:
        return list(self._notices.values())

    def notice(self, notice_id: str) -> Notice:
        return self._notices[notice_id]

    def text(self, notice_id: str) -> str:
        return self._notices[notice_id].text

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        return [self._passages[i] for i in passage_ids]

    def texts(self, passage_ids: Sequence[str]) -> list[str]:
        return [self._passages[i].text for i in passage_ids]

    def heads(self, passage_ids: Sequence[str]) -> list[Head]:
        return [Head(p.kind, (p.notice_id, p.path)) for p in self.passages(passage_ids)]

    def passages_of(self, notice_id: str) -> list[Passage]:
        return [p for p in self._passages.values() if p.notice_id == notice_id]

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        v = vector(text)
        return self._hits({i: cosine(v, w) for i, w in self._vectors.items()}, k, scope)

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._hits(bm25(words.terms(text), self._words), k, scope)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._hits(bm25(words.bigrams(text), self._pairs), k, scope)

    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]:
        v = vector(text)
        out = []
        for i in passage_ids:
            score, s = max(((cosine(v, vector(s.text)), s) for s in sentences(self._passages[i])), key=lambda x: x[0])
            out.append(Evidence(i, score, s.start, s.end))
        return out

    def close(self) -> None:
        return None

    def _hits(self, scores: dict[str, float], k: int, scope: Scope) -> list[Hit]:
        kept = [Hit(i, s) for i, s in scores.items() if self._inside(i, scope)]
        return sorted(kept, key=lambda h: (-h.score, h.passage_id))[:k]

    def _inside(self, passage_id: str, scope: Scope) -> bool:
        passage = self._passages[passage_id]
        n = self._notices[passage.notice_id]
        statuses = {i.id: i.status.value for i in n.items}
        return holds(n, scope) and (not scope.statuses or statuses.get(passage.item_id) in scope.statuses)


def bundled() -> MemoryEngine:
    """The five bundled notices in memory."""
    return MemoryEngine([replace(n) for n in corpus.bundled()])
