"""Comparison, matrix and facts → JSON-able dicts; apart from `qa.wire` because exports use that."""

from __future__ import annotations

from collections.abc import Iterator

from data.types import Span
from qa import wire
from qa.compare import Comparison, Entry
from qa.facts import Facts, Place
from qa.matrix import Matrix
from qa.wire import Json


def comparison(value: Comparison) -> Json:
    """`columns` are ledger rows; `lines[].cells[i]` belongs to column i."""
    lines = [
        {"label": line.label, "differs": line.differs, "cells": [[_entry(e) for e in cell] for cell in line.cells]}
        for line in value.lines
    ]
    return {"columns": [wire.row(c) for c in value.columns], "lines": lines}


def _entry(value: Entry) -> Json:
    own, same, shared = ([list(m) for m in marks] for marks in (value.own, value.same, value.shared))
    return {**wire.span(value.span), "own": own, "same": same, "shared": shared, "common": value.common}


def matrix(value: Matrix) -> Json:
    """`rows[].cells[i]` belongs to `notices[i]`; `hits` of an unfilled cell are the nearest, not a finding."""
    rows = [
        {
            "topic": topic.name,
            "cells": [
                {
                    "notice": c.notice_id,
                    "filled": c.filled,
                    "confidence": round(c.confidence, 4),
                    "strength": round(c.strength, 4),
                    "hits": [wire.hit(citation) for citation in c.citations],
                }
                for c in cells
            ],
        }
        for topic, cells in zip(value.topics, value.cells, strict=True)
    ]
    return {"notices": list(value.notices), "units": list(value.units), "rows": rows}


def facts(value: Facts) -> Iterator[Json]:
    """The entries of `facts --json`; `note` is a document's role, a promise's date or what a figure counts."""
    for named in value.documents:
        yield _fact("documents", named.place, named.document.name, named.document.role.value)
    for promise in value.promises:
        yield _fact("promises", promise.place, promise.clause, promise.iso or "年份未载明")
    for counted in value.figures:
        yield _fact("figures", counted.place, counted.figure.quote, counted.figure.counts)
    for masked in value.masked:
        yield _fact("masked", masked.place, masked.span, "")


def _fact(kind: str, place: Place, at: Span, note: str) -> Json:
    return {
        "kind": kind,
        "notice": place.notice_id,
        "unit": place.unit,
        "item": place.item_id,
        "note": note,
        **wire.span(at),
    }
