"""Printed lines → paragraphs: page numbers and running heads off, broken lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from data.numbering import number_at
from data.readers.pdf_lines import Line
from data.readers.pdf_table import joined, row_text

_EDGE = 2  # lines at the top and bottom of a page where furniture stands
_PAGE_NUMBER = re.compile(
    r"[-—–―－·.\s]*(?:第\s*)?(?P<page>\d{1,4})\s*(?:页)?\s*(?:[,，/／]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–―－·.\s]*"
)
_FRAMED = re.compile(r"[-—–―－].*|第.*页.*|\d+\s*[/／]\s*\d+")  # a page number that shows what it is
_BROWSER = re.compile(  # what browsers print above and below a page: time and window title, address and page number
    r"(?:\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s+(?:[上下]午)?\d{1,2}:\d\d(?:\s?[AP]M)?(?:\s.*)?"
    r"|(?P<address>(?:https?|file)://\S+?)(?:\s+\d{1,4}\s*/\s*\d{1,4})?)"
)
_ENDS = "。！？!?；;：:"
_INDENT = 1.2  # ems to the right of the margin: a first line
_SLACK = 1.3  # ems a line may fall short although the next word would have fitted: a mark must not begin a line
_FIRST_WORD = re.compile(r"[!-~]+|.")  # what a typesetter does not break
_WIDE_PITCH = 1.35  # times the usual distance of lines: a gap between paragraphs
_TITLE_LINES = 3  # texts at the top of a file that can still be a line of its title
_FULL = 0.8  # of the width between the margins
_FEW = 5  # lines; fewer say nothing of the margins they are set between
_ASCII = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    pitch: float
    size: float


def flow(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of a document."""
    text: list[str] = []
    last: tuple[Line, _Margins] | None = None
    table: list[tuple[str, ...]] = []  # the rows read last; `last` is None as long as nothing came behind them
    for lines in _without_furniture(pages):
        for zone in sorted({line.zone for line in lines}):
            block = [line for line in lines if line.zone == zone]
            if block[0].cells:
                goes_on = table if last is None else []
                text = text[: len(text) - len(goes_on)]
                table = joined(goes_on, [line.cells for line in block])
                text += map(row_text, table)
                last = None
                continue
            margins = _margins(block if len(block) >= _FEW else [line for line in lines if not line.cells])
            for line in block:
                here = line, margins
                title = len(text) <= _TITLE_LINES and last and _wrapped_title(last, here)
                if last and text and (title or _goes_on(last, here, same_zone=line is not block[0])):
                    text[-1] = _joined(text[-1], line.text)
                else:
                    text.append(line.text)
                last = here
    return text


def _margins(lines: Sequence[Line]) -> _Margins:
    size = median(line.size for line in lines)
    starts = Counter(round(2 * line.left / size) for line in lines)
    often = [start for start, count in starts.items() if count >= min(2, 0.1 * len(lines))]
    gaps = [a.middle - b.middle for a, b in pairwise(lines) if a.middle > b.middle]
    return _Margins(min(often or starts) * size / 2, max(line.right for line in lines), median(gaps or [0.0]), size)


def _goes_on(last: tuple[Line, _Margins], here: tuple[Line, _Margins], same_zone: bool) -> bool:
    """Whether a line carries on the paragraph of the line before it."""
    (before, above), (line, margins) = last, here
    room = above.right - before.right - _SLACK * above.size
    if _first_word(line) < room or _centred(before, above) or abs(before.size - line.size) > 0.2 * line.size:
        return False
    if line.left > margins.left + _INDENT * margins.size:
        return False
    if same_zone and margins.pitch and before.middle - line.middle > _WIDE_PITCH * margins.pitch:
        return False
    ended = before.text.rstrip()[-1:] in _ENDS
    return not (ended and number_at(line.text)) and not (ended and not same_zone and line.left > margins.left)


def _wrapped_title(last: tuple[Line, _Margins], here: tuple[Line, _Margins]) -> bool:
    """Whether a centred line is what did not fit on the line above it, which fills nearly the whole width."""
    (before, above), (line, margins) = last, here
    full = before.right - before.left > _FULL * (above.right - above.left)
    return full and abs(before.size - line.size) < 0.05 * line.size and _centred(line, margins)


def _centred(line: Line, margins: _Margins) -> bool:
    """Whether a line is a title: set in on both sides alike."""
    inset = line.left - margins.left
    return inset > margins.size and abs(inset - (margins.right - line.right)) < margins.size / 2


def _first_word(line: Line) -> float:
    """About how wide the first word of a line is; a line in front of it ended early only if it would have fitted."""
    word = _FIRST_WORD.match(line.text)
    return sum(0.5 if char.isascii() else 1.0 for char in word[0]) * line.size if word else 0.0


def _joined(before: str, after: str) -> str:
    latin = _ASCII.match(before[-1:]) and _ASCII.match(after[:1])
    return f"{before} {after}" if latin and before[-1:].isalpha() and after[:1].isalpha() else before + after


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Page numbers and lines that stand at the same edge of most pages taken off."""
    edges = [_edges(lines) for lines in pages]
    heads = Counter(key for edge in edges for key in {_key(line) for line in edge if line.text[-1] not in _ENDS})
    often = max(3, 0.4 * len(pages)) if len(pages) > 3 else max(2, len(pages))  # left and right pages may differ
    running = {key for key, count in heads.items() if count >= often}
    shift = _shift(edges)
    result: list[list[Line]] = []
    for number, (lines, edge) in enumerate(zip(pages, edges, strict=True), start=1):
        off = {id(line) for line in edge if _key(line) in running or _is_number(line, number, shift)}
        off |= {id(line) for line in (*edge[:1], *edge[-1:]) if _BROWSER.fullmatch(line.text.strip())}
        result.append([line for line in lines if id(line) not in off])
    return result


def printed_address(pages: Sequence[Sequence[Line]]) -> str:
    """The address a browser printed at the foot of a page, "" without one."""
    feet = (_BROWSER.fullmatch(line.text.strip()) for lines in pages for line in _edges(lines)[-1:])
    return next((foot["address"] for foot in feet if foot and (foot["address"] or "").startswith("http")), "")


def _edges(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted((line for line in lines if not line.cells), key=lambda line: -line.middle)
    return [*ordered[:_EDGE], *ordered[max(_EDGE, len(ordered) - _EDGE) :]]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text)) + f"@{round(line.middle / line.size / 2)}"


def _shift(edges: Sequence[Sequence[Line]]) -> int | None:
    """Printed minus real page number where at least two pages agree; None where pages are not numbered."""
    shifts = Counter(
        int(found["page"]) - number
        for number, edge in enumerate(edges, start=1)
        for line in edge
        if (found := _PAGE_NUMBER.fullmatch(line.text.strip()))
    )
    return next((shift for shift, count in shifts.most_common(1) if count >= 2), None)


def _is_number(line: Line, page: int, shift: int | None) -> bool:
    text = line.text.strip()
    found = _PAGE_NUMBER.fullmatch(text)
    if not found:
        return False
    return bool(_FRAMED.fullmatch(text)) or int(found["page"]) - page == (shift or 0)
