"""A notice → passages: cut by section, then at a measure, then at a sentence end; nothing lost between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.closing import closing_start
from data.measures import leaves
from data.numbering import number_at
from data.types import Item, Kind, Measure, Notice, Passage, Section

# Characters. Most measures are shorter and stay whole; at 250 one passage covers >= 80 % of 144 of the 145
# grade-2 quotes of the development questions, as at 300 and 400, and eight passages fit on a screen of 1000.
DEFAULT = 250
_FRAGMENT = 40  # characters; a shorter measure or a bare heading says too little to be found alone
_LEAD = 80  # a heading with its 针对“…”的问题 line is rarely longer
_CUTS = ("。！？!?\n", "；;", "，,、：:")  # where a long piece may be cut, best first
_OPEN = {"《": "》", "“": "”"}


@dataclass(frozen=True, slots=True)
class _Region:
    """Text under one heading, heading included, up to the next heading."""

    start: int
    end: int
    path: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    path: tuple[str, ...]
    kind: Kind


def passages(notice: Notice, max_chars: int = DEFAULT, fits: Callable[[str], bool] | None = None) -> list[Passage]:
    """The body in order, without gap or overlap: the texts join to `text[body_start:body_end]`.

    At most `max_chars` characters each. `fits` says whether the encoder reads a text whole; a passage
    that does not fit is cut further (never below one character). A heading opens the first passage
    below it; `path` holds the headings above a passage, its own included.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be at least 1, not {max_chars}")
    text = notice.text
    regions = (part for region in _carried(text, _regions(notice)) for part in _by_item(region, notice.items))
    pieces = [piece for region in regions for piece in _pieces(text, region, max_chars)]
    found: list[Passage] = []
    for piece in pieces:
        for start, end in _cut(text, piece.start, piece.end, max_chars, fits):
            item = _item_at(notice.items, start, end)
            kind = _kind(item, piece.kind, start, end)
            found.append(
                Passage(
                    f"{notice.id}:{start}-{end}", notice.id, kind, piece.path, start, end, text[start:end],
                    item.id if item else "",
                )
            )  # fmt: skip
    return found


def _regions(notice: Notice) -> Iterator[_Region]:
    closing = closing_start(notice.text, notice.body_start, notice.body_end)
    first = notice.sections[0].start if notice.sections else closing
    if notice.body_start < first:
        yield _Region(notice.body_start, first, (), Kind.OPENING if notice.sections else Kind.BODY)
    for section in notice.sections:
        yield from _section_regions(section, ())
    if closing < notice.body_end:
        yield _Region(closing, notice.body_end, (), Kind.CLOSING)


def _section_regions(section: Section, above: tuple[str, ...]) -> Iterator[_Region]:
    path = (*above, section.number + section.title)
    yield _Region(section.start, section.children[0].start if section.children else section.end, path, Kind.BODY)
    for child in section.children:
        yield from _section_regions(child, path)


def _carried(text: str, regions: Iterator[_Region]) -> Iterator[_Region]:
    """Regions that are a bare heading joined to the one below, as long as headings follow each other."""
    waiting: _Region | None = None
    for region in regions:
        start = region.start
        if waiting and waiting.path == region.path[: len(waiting.path)]:
            start = waiting.start
        elif waiting:
            yield waiting
        waiting = None
        joined = _Region(start, region.end, region.path, region.kind)
        if region.path and _body_length(text, region) < _FRAGMENT:
            waiting = joined
        else:
            yield joined
    if waiting:
        yield waiting


def _by_item(region: _Region, items: Sequence[Item]) -> Iterator[_Region]:
    """A region cut in front of each item that begins inside it (a notice whose items have no headings)."""
    starts = [item.start for item in items if region.start < item.start < region.end]
    if starts and (region.path or starts[0] - region.start < _LEAD):  # headings or a lead-in stay with the item
        del starts[0]
    bounds = [region.start, *starts, region.end]
    for start, end in pairwise(bounds):
        yield _Region(start, end, region.path, region.kind)


def _body_length(text: str, region: _Region) -> int:
    """Characters of the region behind its heading, white space aside."""
    return len("".join(text[region.start : region.end].split())) - len("".join(region.path[-1].split()))


def _pieces(text: str, region: _Region, max_chars: int) -> list[_Piece]:
    """The region cut in front of each measure; a fragment joins the next piece, the last one the piece before."""
    marks = [m for m in leaves(text, region.start, region.end) if m.number and m.start > region.start]
    bounds = [region.start, *(m.start for m in marks), region.end]
    kinds = [region.kind, *(Kind.MEASURE if region.kind is Kind.BODY else region.kind for _ in marks)]
    pieces: list[_Piece] = []
    start, kind = region.start, region.kind
    for i, end in enumerate(bounds[1:]):
        kind = Kind.MEASURE if Kind.MEASURE in (kind, kinds[i]) else kind
        last = end == region.end
        if not last and _waits(end - start, marks[i]) and bounds[i + 2] - start <= max_chars:
            continue
        if last and pieces and end - start < _FRAGMENT and end - pieces[-1].start <= max_chars:
            start, kind = pieces[-1].start, pieces.pop().kind
        pieces.append(_Piece(start, end, region.path, kind))
        start, kind = end, region.kind
    return pieces


def _waits(length: int, following: Measure) -> bool:
    """Whether a piece is too little to stand alone: a fragment, or the lead-in of a list that follows."""
    number = number_at(following.text)
    opens = number is not None and number.value == 1
    return length < _FRAGMENT or (opens and length < _LEAD)


def _cut(
    text: str, start: int, end: int, max_chars: int, fits: Callable[[str], bool] | None
) -> Iterator[tuple[int, int]]:
    """Parts of about equal length, each at most `max_chars` and, if asked, readable whole."""
    limit = max_chars
    while True:
        parts = list(_balanced(text, start, end, limit))
        if fits is None or limit == 1 or all(fits(text[a:b]) for a, b in parts):
            yield from parts
            return
        limit = max(1, min(limit, max(b - a for a, b in parts)) // 2)


def _balanced(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    while end - start > limit:
        left = -(-(end - start) // limit)  # how many parts are still needed
        at = _best_cut(text, start, start + limit, start + (end - start) // left)
        yield start, at
        start = at
    if start < end:
        yield start, end


def _best_cut(text: str, start: int, stop: int, wish: int) -> int:
    """A cut in `(start, stop]`: the best kind of mark that occurs, nearest to `wish`, outside 《》 and “”."""
    marks = _outside(text, start, stop)
    for kind in _CUTS:
        at = [i for i in marks if text[i - 1] in kind and i - start >= (stop - start) // 4]
        if at:
            return min(at, key=lambda i: (abs(i - wish), i))
    return marks[-1] if marks and marks[-1] - start >= (stop - start) // 2 else stop


def _outside(text: str, start: int, stop: int) -> list[int]:
    """Offsets behind a character that stands outside 《》 and “”, white space behind it included."""
    found, close = [], ""
    for i in range(start, stop):
        char = text[i]
        if close:
            close = "" if char in (close, "\n") else close
        elif char in _OPEN and text.find(_OPEN[char], i, i + 120) >= 0:
            close = _OPEN[char]
        if not close and not (i + 1 < len(text) and text[i + 1] in "”》’）)\n。；，"):
            found.append(i + 1)
    return found


def _item_at(items: Sequence[Item], start: int, end: int) -> Item | None:
    """The item that holds most of `start:end`, the first of equals; None where none holds half."""
    best = max(items, key=lambda i: min(end, i.end) - max(start, i.start), default=None)
    if best is None or 2 * (min(end, best.end) - max(start, best.start)) < end - start:
        return None
    return best


def _kind(item: Item | None, kind: Kind, start: int, end: int) -> Kind:
    """PROBLEM or RESULT where that part of the item makes up most of the passage."""
    if item is None:
        return kind
    for span, its_kind in ((item.problem, Kind.PROBLEM), (item.result, Kind.RESULT)):
        if span and 2 * (min(end, span.end) - max(start, span.start)) > end - start:
            return its_kind
    return kind
