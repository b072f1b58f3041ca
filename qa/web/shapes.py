"""The API's bodies as types, so that its OpenAPI description is the real thing. The values come from `qa.wire`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from qa.limits import DRAFT, QUESTION

MOST = 100  # passages of one answer; more is a download of the corpus

Text = Annotated[str, Field(min_length=1, max_length=QUESTION)]
Name = Annotated[str, Field(max_length=200)]
Mark = Annotated[list[int], Field(min_length=2, max_length=2)]
Share = Annotated[float, Field(ge=0, le=1)]
_STRICT = ConfigDict(extra="forbid")  # a misspelt field must not be taken for its default


@dataclass(frozen=True, slots=True)
class FiltersIn:
    __pydantic_config__ = _STRICT
    unit: Name = ""
    region: Name = ""
    year: Name = ""
    status: Name = ""


@dataclass(frozen=True, slots=True)
class AskIn:
    __pydantic_config__ = _STRICT
    question: Text
    id: Name = ""
    top: Annotated[int, Field(ge=1, le=MOST)] = 8
    filters: FiltersIn = field(default_factory=FiltersIn)


@dataclass(frozen=True, slots=True)
class SimilarIn:
    __pydantic_config__ = _STRICT
    text: Annotated[str, Field(min_length=1, max_length=DRAFT)]
    id: Name = ""
    exclude: Name = ""
    top: Annotated[int, Field(ge=1, le=MOST)] = 8
    filters: FiltersIn = field(default_factory=FiltersIn)


@dataclass(frozen=True, slots=True)
class MatrixIn:
    __pydantic_config__ = _STRICT
    topics: Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=20)] = field(
        default_factory=list
    )
    threshold: Share | None = None
    filters: FiltersIn = field(default_factory=FiltersIn)


@dataclass(frozen=True, slots=True)
class CompareIn:
    __pydantic_config__ = _STRICT
    items: Annotated[list[Name], Field(min_length=2, max_length=6)]


@dataclass(frozen=True, slots=True)
class Error:
    """What was found, what was expected, what to do, in one line."""

    error: str


@dataclass(frozen=True, slots=True)
class Slice:
    """Offsets are characters of the notice's clean text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """The same notice, loaded from another place."""

    notice_id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Hit:
    rank: int
    passage: str
    notice: str
    title: str
    unit: str
    path: list[str]
    start: int
    end: int
    text: str
    score: float
    url: str
    marks: list[Mark]
    also: list[Copy]


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    question: str
    answered: bool
    confidence: Share
    answer: str | None
    hits: list[Hit]
    reason: str


@dataclass(frozen=True, slots=True)
class Copied:
    start: int
    end: int
    kind: str
    notices: int


@dataclass(frozen=True, slots=True)
class Match(Hit):
    overlap: Share
    copied: list[Mark]
    net: Share
    band: str
    here: float
    copied_text: list[Copied]
    why: list[str]
    copies: list[str]


@dataclass(frozen=True, slots=True)
class Part(Slice):
    hits: list[Match]


@dataclass(frozen=True, slots=True)
class Matches:
    id: str
    text: str
    hits: list[Match]
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Measure(Slice):
    number: str


@dataclass(frozen=True, slots=True)
class Document(Slice):
    role: str


@dataclass(frozen=True, slots=True)
class Figure(Slice):
    value: float | None
    unit: str
    counts: str


@dataclass(frozen=True, slots=True)
class DateMention(Slice):
    iso: str | None
    commitment: bool


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    notice: str
    unit: str | None
    number: str
    path: list[str]
    problem: Slice
    measures: list[Measure]
    result: Slice | None
    status: str
    status_quote: Slice | None
    hints: list[Slice]
    documents: list[Document]
    figures: list[Figure]
    dates: list[DateMention]
    url: str
    also: list[Copy]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    notice: str
    filled: bool
    confidence: Share
    strength: float
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    topic: str
    cells: list[MatrixCell]


@dataclass(frozen=True, slots=True)
class Matrix:
    notices: list[str]
    units: list[str]
    rows: list[MatrixRow]


@dataclass(frozen=True, slots=True)
class Entry(Slice):
    own: list[Mark]
    same: list[Mark]
    shared: list[Mark]
    common: bool


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    differs: bool
    cells: list[list[Entry]]


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: list[Row]
    lines: list[Line]


Kind = Literal["documents", "promises", "figures", "masked"]


@dataclass(frozen=True, slots=True)
class Fact(Slice):
    kind: Kind
    notice: str
    unit: str
    item: str
    note: str


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str
    message: str
    spans: list[Slice]


@dataclass(frozen=True, slots=True)
class Check:
    notice: str
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Notice:
    """A field the notice does not state is null."""

    id: str
    title: str
    issuer: str | None
    region: str | None
    level: str | None
    published: str | None
    inspected_from: str | None
    inspected_to: str | None
    inspected_by: str | None
    feedback: str | None
    signed: str | None
    phone: str | None
    email: str | None
    url: str
    sha256: str
    items: int
    passages: int
    quotes: dict[str, Slice]
    also: list[Copy]


@dataclass(frozen=True, slots=True)
class Section:
    number: str
    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FullNotice(Notice):
    text: str
    sections: list[Section]
