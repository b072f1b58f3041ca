"""Values → JSON-able dicts: the house's contract for `--json`, in one place.

Every dict here is the outermost edge of the program; inside, values stay typed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from data.types import Field, Notice, Span
from qa.check import Finding
from qa.ledger import Row
from qa.model.types import Written
from qa.similar import Match, Part
from qa.types import Answer, Citation, Copy

Json = dict[str, object]

# the metadata fields of `notices --json`, in the contract's order
METADATA_FIELDS = (
    "issuer",
    "region",
    "level",
    "published",
    "inspected_from",
    "inspected_to",
    "inspected_by",
    "feedback",
    "signed",
    "phone",
    "email",
)


def span(value: Span) -> Json:
    """`{"text", "start", "end"}`; offsets are characters of the notice's clean text."""
    return {"text": value.text, "start": value.start, "end": value.end}


def hit(citation: Citation) -> Json:
    """One entry of `hits`; `also` (the same notice elsewhere) goes beyond the contract."""
    passage = citation.passage
    return {
        "rank": citation.rank,
        "passage": passage.id,
        "notice": passage.notice_id,
        "title": citation.title,
        "unit": citation.unit,
        "path": list(passage.path),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(citation.score, 6),
        "url": citation.url,
        "marks": [list(mark) for mark in citation.marks],
        "also": [dataclasses.asdict(copy) for copy in citation.also],
    }


def answer(value: Answer, question_id: str = "") -> Json:
    """What `ask --json` prints; `reason` (why nothing was found) goes beyond the contract."""
    return {
        "id": question_id,
        "question": value.question,
        "answered": value.answered,
        "confidence": round(value.confidence, 4),
        "answer": value.text,
        "hits": [hit(c) for c in value.citations],
        "reason": value.reason,
    }


def written(value: Written) -> Json:
    """The `model` entry of `ask --model --json`; with a `problem` there are no sentences."""
    sentences = [
        {
            "text": s.text,
            "cites": list(s.cites),
            "supported": s.supported,
            "faults": [f.value for f in s.faults],
            "unstated": list(s.unstated),
        }
        for s in value.sentences
    ]
    return {"host": value.host, "model": value.model, "sentences": sentences, "problem": value.problem}


def notice(value: Notice, passages: int, also: Sequence[Copy] = ()) -> Json:
    """One entry of `notices --json`; a field the notice does not state is null."""
    metadata = value.metadata
    fields = {f.name: getattr(metadata, f.name) for f in dataclasses.fields(metadata)}
    row: Json = {"id": value.id, "title": value.title}
    row.update({name: _value(fields[name]) for name in METADATA_FIELDS})
    row.update(
        url=value.source.url,
        sha256=value.source.sha256,
        items=len(value.items),
        passages=passages,
        quotes=_quotes(fields),
        also=[dataclasses.asdict(copy) for copy in also],
    )
    return row


def _value(field: Field | None) -> str | None:
    return field.value if field else None


def _quotes(fields: Mapping[str, Field | Sequence[Field] | None]) -> Json:
    return {name: span(field.quote) for name, field in fields.items() if isinstance(field, Field)}


def row(value: Row) -> Json:
    """One row of `ledger --format json`; `unit` is null where not known, `hints` and `url` go beyond the contract."""
    item = value.item
    return {
        "id": item.id,
        "notice": item.notice_id,
        "unit": value.unit or None,
        "number": item.number,
        "path": list(item.path),
        "problem": span(item.problem),
        "measures": [{"number": m.number, "text": m.text, "start": m.start, "end": m.end} for m in item.measures],
        "result": span(item.result) if item.result else None,
        "status": item.status.value,
        "status_quote": span(item.status_quote) if item.status_quote else None,
        "hints": [span(h) for h in item.hints],
        "documents": [{**span(d.name), "role": d.role.value} for d in item.documents],
        "figures": [{**span(f.quote), "value": f.value, "unit": f.unit, "counts": f.counts} for f in item.figures],
        "dates": [{**span(d.quote), "iso": d.iso or None, "commitment": d.commitment} for d in item.dates],
        "url": value.url,
        "also": [dataclasses.asdict(copy) for copy in value.also],
    }


def finding(value: Finding) -> Json:
    """One finding of `check --json`."""
    return {"kind": value.kind.value, "message": value.message, "spans": [span(s) for s in value.spans]}


def match(value: Match) -> Json:
    """One entry of `hits` of `similar --json`: a hit with its overlap; the rest goes beyond the contract.

    `overlap` is the whole share that stands verbatim in the notice, `net` what is left of it without set
    phrases and document names; `copied` are offsets into the notice's text, `copied_text` into the text asked.
    """
    runs = [{"start": r.start, "end": r.end, "kind": r.kind.value, "notices": r.notices} for r in value.overlap.runs]
    return {
        **hit(value),
        "overlap": round(value.overlap.share, 4),
        "copied": [list(mark) for mark in value.overlap.other_marks()],
        "net": round(value.overlap.net, 4),
        "band": value.overlap.band.value,
        "here": round(value.here, 4),
        "copied_text": runs,
        "why": list(value.why),
        "copies": [copy.notice_id for copy in value.also],
    }


def matches(text: str, found: Sequence[Match], parts: Sequence[Part] = (), text_id: str = "") -> Json:
    """What `similar --json` prints; `parts` (a draft's measures one by one) goes beyond the contract."""
    split = [{"start": p.start, "end": p.end, "text": p.text, "hits": [match(m) for m in p.matches]} for p in parts]
    return {"id": text_id, "text": text, "hits": [match(m) for m in found], "parts": split}


def full_notice(value: Notice, row: Json) -> Json:
    """A notice's row, its whole text and its headings in reading order; `start:end` is a section with all below it."""
    sections = [
        {"number": s.number, "title": s.title, "level": s.level, "start": s.start, "end": s.end} for s in value.walk()
    ]
    return {**row, "text": value.text, "sections": sections}
