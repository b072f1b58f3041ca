"""Engines that leave something out, for ablations: what is measured above them is the code that users run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data import passages as cutting
from data.types import Notice, Passage
from index import encoder as encoders
from index import words
from index.encoder import BUNDLED
from index.keys import keys
from index.lexical import Bm25, Part
from index.postings import build
from index.prepare import BODY, PATH, TITLE, Weighted, bags, prepare
from index.types import Added, Card, Encoder, Engine, Evidence, Head, Hit, Manifest, Scope, Vectors

LEGS = ("lexical", "bigrams", "dense", "evidence")
FIELDS = ("title", "path")
VIEWS = ("alone", "context")


@dataclass(frozen=True, eq=False)  # qa remembers engines by identity, through weak references
class Passing:
    """Passes everything on."""

    engine: Engine
    part: str

    @property
    def manifest(self) -> Manifest:
        return self.engine.manifest

    def add(self, notices: Sequence[Notice], progress: Callable[[int, int], None] | None = None) -> list[Added]:
        return self.engine.add(notices, progress)

    def remove(self, notice_ids: Sequence[str]) -> list[str]:
        return self.engine.remove(notice_ids)

    def ids(self) -> list[str]:
        return self.engine.ids()

    def cards(self) -> Sequence[Card]:
        return self.engine.cards()

    def notices(self) -> list[Notice]:
        return self.engine.notices()

    def notice(self, notice_id: str) -> Notice:
        return self.engine.notice(notice_id)

    def text(self, notice_id: str) -> str:
        return self.engine.text(notice_id)

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        return self.engine.passages(passage_ids)

    def texts(self, passage_ids: Sequence[str]) -> list[str]:
        return self.engine.texts(passage_ids)

    def heads(self, passage_ids: Sequence[str]) -> list[Head]:
        return self.engine.heads(passage_ids)

    def passages_of(self, notice_id: str) -> list[Passage]:
        return self.engine.passages_of(notice_id)

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self.engine.dense(text, k, scope)

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self.engine.lexical(text, k, scope)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self.engine.bigrams(text, k, scope)

    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]:
        return self.engine.evidence(text, passage_ids)

    def close(self) -> None:
        self.engine.close()


@dataclass(frozen=True, eq=False)
class Muted(Passing):
    """The leg `part` of LEGS finds nothing."""

    def __post_init__(self) -> None:
        if self.part not in LEGS:
            raise ValueError(f"unknown leg {self.part}")

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return [] if self.part == "dense" else self.engine.dense(text, k, scope)

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return [] if self.part == "lexical" else self.engine.lexical(text, k, scope)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return [] if self.part == "bigrams" else self.engine.bigrams(text, k, scope)

    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]:
        return [] if self.part == "evidence" else self.engine.evidence(text, passage_ids)


@dataclass(frozen=True, eq=False)
class Searched(Passing):
    """Legs worked out anew over all passages, by brute force: meant for a library of an evaluation's size."""

    def _hits(self, scores: Iterable[float], above: float, text: str, k: int, scope: Scope) -> list[Hit]:
        """The best of the passages that the engine itself lets through the scope."""
        inside = {hit.passage_id for hit in self.engine.dense(text, len(self._all), scope)}
        scored = zip(self._all, map(float, scores), strict=True)
        found = [Hit(p.id, score) for p, score in scored if score > above and p.id in inside]
        return sorted(found, key=lambda h: (-h.score, h.passage_id))[:k]

    @cached_property
    def _all(self) -> list[Passage]:
        return [p for n in self.engine.notices() for p in self.engine.passages_of(n.id)]


@dataclass(frozen=True, eq=False)
class Refielded(Searched):
    """The word legs without the field `part` of FIELDS."""

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._hits(self._words.scores(keys(words.terms(text))), 0.0, text, k, scope)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._hits(self._pairs.scores(keys(words.bigrams(text))), 0.0, text, k, scope)

    @cached_property
    def _words(self) -> Bm25:
        titles = {n.id: n.title if self.part != "title" else "" for n in self.engine.notices()}
        return _bm25([self._fields(titles[p.notice_id], p, words.terms) for p in self._all])

    @cached_property
    def _pairs(self) -> Bm25:
        return _bm25([self._fields("", p, words.bigrams) for p in self._all])

    def _fields(self, title: str, passage: Passage, cut: Callable[[str], list[str]]) -> list[Weighted]:
        path = " ".join(passage.path) if self.part != "path" else ""
        return [(TITLE, keys(cut(title))), (PATH, keys(cut(path))), (BODY, keys(cut(passage.text)))]


def _bm25(documents: Sequence[Sequence[Weighted]]) -> Bm25:
    return Bm25([Part(build(bags(documents)), None)])


@dataclass(frozen=True, eq=False)
class OneView(Searched):
    """The dense leg without the view `part` of VIEWS: the passage alone, or with its unit and headings."""

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return self._hits(self._vectors @ self._encoder.queries([text])[0], -np.inf, text, k, scope)

    @cached_property
    def _encoder(self) -> Encoder:
        name = self.engine.manifest.encoder
        return encoders.load("" if name == BUNDLED else name)

    @cached_property
    def _vectors(self) -> Vectors:
        kept = 1 if self.part == "alone" else 0
        notices = self.engine.notices()
        made = [prepare(n, self._encoder, cutting.DEFAULT, keep_windows=False) for n in notices]
        vectors = {passage.id: row for m in made for passage, row in zip(m.passages, m.vectors[kept], strict=True)}
        return np.stack([vectors[p.id] for p in self._all])
