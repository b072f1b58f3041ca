"""The values that leave this room: notices, sections, items and passages.

All offsets are half-open character offsets into `Notice.text`, the clean text, so that
`notice.text[x.start:x.end] == x.text` holds for everything that has a start and an end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

UNSTATED = "未载明"  # shown wherever a notice does not say; never replaced by a guess


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a notice's clean text, carrying the slice itself."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit {len(self.text)} characters")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with everything below it.

    `number` is printed as the notice prints it ("（一）", "1.", "①"), or "" for a heading without
    one; `title` is the heading without its number. `start:end` covers heading, body and children,
    `heading` the heading alone (number included). `level` counts from 1 in *this notice's* order.
    """

    number: str
    title: str
    level: int
    heading: Span
    start: int
    end: int
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Status(StrEnum):
    """How far an item's rectification is, only ever as the notice words it."""

    DONE = "已整改"
    COMPLETED = "已完成"
    MOSTLY = "基本完成"
    STAGE = "阶段性完成"
    ONGOING = "正在整改"
    CONTINUING = "持续整改"
    LASTING = "长期坚持"
    NOT_YET = "未完成"
    UNSTATED = "未载明"


class Role(StrEnum):
    """What a notice says was done with a document named in 《》."""

    MADE = "制定"
    REVISED = "修订"
    STUDIED = "学习"
    BASIS = "依据"
    NAMED = "提及"


@dataclass(frozen=True, slots=True)
class Document:
    """A document named in 《》, with the verb's role where the text gives one."""

    name: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, its unit, and the words that say what it counts (may be empty).

    `value` is None where the notice masks digits ("*****.09万人次").
    """

    quote: Span
    value: float | None
    unit: str
    counts: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or dated commitment as printed; `iso` is "2025-02-01", "2026-12" or "2026" by what is
    printed, "" where no year is certain. `commitment` marks a promise ("将于…前", "2026年合同结束")."""

    quote: Span
    iso: str
    commitment: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; `number` as printed ("一是", "①", "第一") or ""."""

    number: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One published problem with what was done about it.

    `id` is citable and unique within its notice ("开封·二(一)1(3)"); `number` is the printed one,
    never renumbered. `problem` is the wording the notice itself gives (a notice that names only
    the task gives the task). `status` is UNSTATED unless `status_quote` states it.
    """

    id: str
    notice_id: str
    number: str
    path: tuple[str, ...]
    start: int
    end: int
    problem: Span
    measures: tuple[Measure, ...]
    result: Span | None
    status: Status
    status_quote: Span | None
    hints: tuple[Span, ...] = ()
    documents: tuple[Document, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A metadata value with the words it was read from; `inferred` marks a year carried over."""

    value: str
    quote: Span
    inferred: bool = False


def value_of(field: Field | None) -> str:
    """What a notice states, "" where it does not."""
    return field.value if field else ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a notice states about itself; an absent field is None. Dates are ISO.

    `unit` is the short name for lists and chips (开封市文广旅局), `issuer` the full signature name.
    `counts` holds stated totals such as ("问题", 53).
    """

    title: Field | None = None
    unit: Field | None = None
    issuer: Field | None = None
    region: Field | None = None
    level: Field | None = None
    inspected_by: Field | None = None
    round: Field | None = None
    inspected_from: Field | None = None
    inspected_to: Field | None = None
    feedback: Field | None = None
    signed: Field | None = None
    published: Field | None = None
    source: Field | None = None
    phone: Field | None = None
    email: Field | None = None
    address: Field | None = None
    counts: tuple[Field, ...] = ()

    @property
    def day(self) -> Field | None:
        """The date a notice is listed and cited under: its publication, else its signature."""
        return self.published or self.signed


@dataclass(frozen=True, slots=True)
class Source:
    """Where a notice came from. `url` is "" where it is not known; `sha256` is of the bytes read."""

    file: str
    url: str
    sha256: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A cleaned, parsed notice.

    `text` keeps the title and the metadata lines (来源, 发布日期) in front of the body and drops page
    noise; `body_start:body_end` is the body that passages cover. `parser` says which rules read it
    (`data.version`), "" before that was kept; it is no part of what the notice says.
    """

    id: str
    title: str
    text: str
    body_start: int
    body_end: int
    source: Source
    metadata: Metadata
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    parser: str = field(default="", compare=False)

    @property
    def label(self) -> str:
        """What lists and questions call it: the short name of its unit, else its title."""
        return value_of(self.metadata.unit) or self.title

    def span(self, start: int, end: int) -> Span:
        """The slice `start:end` of the text as a Span."""
        return Span(start, end, self.text[start:end])

    def walk(self) -> Iterator[Section]:
        """All sections in reading order."""
        for section in self.sections:
            yield from section.walk()


class Kind(StrEnum):
    """What a passage is."""

    OPENING = "opening"  # before the first heading
    BODY = "body"  # prose under a heading
    MEASURE = "measure"  # 一是 / ① / （1） / 第一
    PROBLEM = "problem"
    RESULT = "result"
    CLOSING = "closing"  # invitation to supervise, contact, signature


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable slice of a notice.

    `id` is "<notice id>:<start>-<end>", so the same slice has the same id in every build. `path`
    holds the headings above it, outermost first, numbers included. `item_id` is "" outside items.
    """

    id: str
    notice_id: str
    kind: Kind
    path: tuple[str, ...]
    start: int
    end: int
    text: str
    item_id: str = ""
