"""The values and the two interfaces of this room; each interface has two real implementations."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from data.types import Kind, Notice, Passage, Status

Progress = Callable[[int, int], None]  # notices done, of all
Vectors = npt.NDArray[np.float32]  # shape (n, dim), rows of unit length


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by one leg. Higher is better; scores compare only within one list.

    Lists of hits are ordered by (-score, passage_id): ties never depend on set or disk order.
    """

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Head:
    """What a ranking asks of a passage whose text it does not read.

    `section` is equal for passages under one heading of one notice, and for no others.
    """

    kind: Kind
    section: Hashable


@dataclass(frozen=True, slots=True)
class Evidence:
    """The window of a passage nearest to the question: `start:end` are offsets into the notice's text,
    `score` is a cosine in [-1, 1]."""

    passage_id: str
    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages may be found; an empty tuple means no restriction on that field.

    Conditions on different fields all hold; several values in one field are alternatives.
    `units`, `regions` match when the value is contained in the notice's unit, issuer or region;
    `years` match the year of inspection, feedback, signature or publication; `statuses` match the
    status of the passage's item. `exclude` names notice ids that must not appear.
    """

    notices: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index folder was built with; checked on open."""

    format: int
    encoder: str
    encoder_hash: str
    dimension: int
    segmenter: str
    lexicon_hash: str
    notices: int
    passages: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Passages of a folder by how their vectors are searched: as they are, by short codes first, all by bytes."""

    exact: int
    coded: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Added:
    """What happened to one notice given to `Engine.add`: "added", "replaced" or "unchanged"."""

    notice_id: str
    outcome: str
    passages: int


@dataclass(frozen=True, slots=True)
class Version:
    """What a notice said before it was replaced or removed; `until` is when, ISO, in UTC."""

    until: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What tells notices apart; "" where a notice does not state it."""

    title: str
    unit: str
    issuer: str
    region: str
    inspected_from: str
    inspected_to: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items of a notice have one status, and how many measures those have in all."""

    status: Status
    items: int
    measures: int


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a notice without reading it.

    `version` changes whenever the notice does. `size` is that of its text in characters, `years` are those
    printed in it, in the order in which they first stand there. `parser`: see `data.types.Notice`. `day`: that of
    its metadata, `url`: that of its source. `dated` are the years that filters ask for. `totals` are the first
    quotes of what it says itself to have, by kind (see `data.stated`).
    """

    notice_id: str
    version: str
    stated: Stated
    size: int
    years: tuple[str, ...]
    parser: str
    day: str
    url: str
    dated: tuple[str, ...]
    tallies: tuple[Tally, ...]
    totals: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """As `Notice.label`."""
        return self.stated.unit or self.stated.title

    @property
    def items(self) -> int:
        """How many it has."""
        return sum(tally.items for tally in self.tallies)


class Encoder(Protocol):
    """Texts to unit vectors. `name` is what the user typed, `fingerprint` changes when vectors would."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def dim(self) -> int: ...
    @property
    def max_tokens(self) -> int:
        """How many tokens of a text are really read; what follows is cut off silently by the model."""

    def count_tokens(self, text: str) -> int: ...
    def passages(self, texts: Sequence[str]) -> Vectors: ...
    def queries(self, texts: Sequence[str]) -> Vectors: ...
    def in_context(self, texts: Sequence[str], contexts: Sequence[str]) -> Vectors:
        """(2, texts, dim): each passage alone, and behind its context with a space between."""

    def within(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        """A row for each stretch `text[start:end]` of each text, in order; stretches begin and end at punctuation."""


class Engine(Protocol):
    """Notices in, hits out, on one folder or one server.

    `k` bounds the list; a scope is applied inside the search, so k hits come back whenever k exist.
    """

    @property
    def manifest(self) -> Manifest: ...
    def add(self, notices: Sequence[Notice], progress: Progress | None = None) -> list[Added]: ...
    def remove(self, notice_ids: Sequence[str]) -> list[str]: ...
    def ids(self) -> list[str]: ...
    def cards(self) -> Sequence[Card]:
        """Of the notices held, in the order of `ids`; the same object until something changes."""

    def notices(self) -> list[Notice]: ...
    def notice(self, notice_id: str) -> Notice: ...
    def text(self, notice_id: str) -> str:
        """Of the notice, without reading the rest of it."""

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]: ...
    def texts(self, passage_ids: Sequence[str]) -> list[str]:
        """Of the passages, which are held: nothing else of them is looked at."""

    def heads(self, passage_ids: Sequence[str]) -> list[Head]: ...
    def passages_of(self, notice_id: str) -> list[Passage]: ...
    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]: ...
    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]: ...
    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]: ...
    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]: ...
    def close(self) -> None: ...
