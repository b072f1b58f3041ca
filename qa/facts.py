"""Checkable facts of one notice or of all: documents with their role, promises with a date, figures, masked values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data import facts as found_in
from data.dates import dates, promise
from data.labels import trimmed
from data.script import fold
from data.types import Document, Figure, Item, Notice, Span, value_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: `item_id` is "" outside items; `unit` is the short name or the title."""

    notice_id: str
    unit: str
    item_id: str


@dataclass(frozen=True, slots=True)
class Named:
    """A document named in 《》, with its role there."""

    place: Place
    document: Document


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that promises something; `iso` is its date as far as printed, "" without a year."""

    place: Place
    clause: Span
    date: Span
    iso: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with its unit and what it counts."""

    place: Place
    figure: Figure


@dataclass(frozen=True, slots=True)
class Masked:
    """A value the notice hides, as printed."""

    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of some notices, in loading order, then by place in the text."""

    documents: tuple[Named, ...]
    promises: tuple[Promise, ...]
    figures: tuple[Counted, ...]
    masked: tuple[Masked, ...]


def facts(notices: Sequence[Notice]) -> Facts:
    """The facts in the bodies of the notices, inside items and outside."""
    documents: list[Named] = []
    promises: list[Promise] = []
    figures: list[Counted] = []
    masked: list[Masked] = []
    for notice in notices:
        start, end = notice.body_start, notice.body_end
        documents += [Named(_at(notice, d.name), d) for d in found_in.documents(notice.text, start, end)]
        figures += [Counted(_at(notice, f.quote), f) for f in found_in.figures(notice.text, start, end)]
        masked += [Masked(_at(notice, m), m) for m in found_in.masked(notice.text, start, len(notice.text))]
        promises += _promises(notice)
    return Facts(tuple(documents), tuple(promises), tuple(figures), tuple(masked))


def _promises(notice: Notice) -> list[Promise]:
    m = notice.metadata
    signed = m.signed or m.published
    folded = fold(notice.text)
    found = []
    for mention in dates(notice.text, notice.body_start, notice.body_end, value_of(signed)):
        if mention.commitment:
            start, end = promise(folded, mention.quote.start, notice.body_start, notice.body_end)
            clause = notice.span(*trimmed(notice.text, start, end))
            found.append(Promise(_at(notice, mention.quote), clause, mention.quote, mention.iso))
    return found


def _at(notice: Notice, span: Span) -> Place:
    item = _item(notice.items, span.start)
    return Place(notice.id, notice.label, item.id if item else "")


def _item(items: Sequence[Item], at: int) -> Item | None:
    return next((i for i in items if i.start <= at < i.end), None)
