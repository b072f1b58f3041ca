"""Text → section tree, in the level order this very notice uses.

Two passes. The first finds lines that begin with a number and decides which of them are headings. The
second nests them with a stack of number forms: a form already on the stack closes everything below it,
a new one opens a level below. What stood above what is remembered, so a form met again elsewhere takes
the level it had. Numbers are kept as printed; they may skip, restart or run on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.bare import MAX_BARE, Heading, Line, bulleted, groups, unnumbered
from data.closing import closing_start
from data.labels import ANSWERS, Block, Part, blocks, heading_part
from data.numbering import DECIMALS, MEASURE_FORMS, Form, Number, before_figure, number_at
from data.script import fold
from data.types import Section, Span
from data.wording import problem_like

_MAX_TITLE = 120  # characters; 开封 prints findings of 116 characters as headings
_MAX_COLON_TITLE = 40  # a colon further right introduces a list, not a body
_MAX_JUMP = 6  # a number further ahead than this is a stray figure at a line start
_ISSUE = re.compile(
    r"(?:关于|针对|对于|对|反馈(?=“))[^。\n]*?问题(?:的?(?:整改|落实)[^,。;:\n]{0,10}情况)?(?=[,;:。]|$)[。:;]?"
)
_RUNS_ON = re.compile(r"[。!?].*\w")  # a sentence with more behind it is no bare line
_ENDS = re.compile(r"[。!?]")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "(": ")", "[": "]", "〈": "〉"}


def outline(text: str, start: int, end: int) -> tuple[Section, ...]:
    """The sections of the body `text[start:end]`, outermost first; none where nothing looks like a heading.

    Text in front of the first heading and the closing lines (invitation, contact, signature) belong to
    no section. Sections do not overlap; a child lies inside its parent behind the parent's heading.
    """
    stop = closing_start(text, start, end)
    lines = _lines(text, start, stop)
    headings = _levels(_numbered(lines))
    if len(headings) < 2:
        headings = headings or unnumbered(lines)
    return _nest(text, headings, stop)


def _lines(text: str, start: int, stop: int) -> list[Line]:
    """Physical lines, cut once more where a heading of an outer form stands inside the line."""
    lines: list[Line] = []
    folded, at = fold(text), start
    while at < stop:
        newline = text.find("\n", at, stop)
        end = newline if newline >= 0 else stop
        if folded[at:end].strip():
            lines.append(Line(at, end, folded[at:end], number_at(text[at:end])))
        at = end + 1
    return _cut_inline(text, folded, _told_by_others(lines))


_PLAIN_NUMBER = re.compile(r"(\d{1,2})[ ]+(?=[^\W\d_])[^。;:!?]{2,40}$")


def _told_by_others(lines: Sequence[Line]) -> list[Line]:
    """The lines, numbered where only those around them tell it: "2 整改情况" right above "2.1 …", "2.4个…" behind 1."""
    found = list(lines)
    last = 0
    for i, line in enumerate(lines):
        counted = before_figure(line.folded) if line.number is None else None
        if counted and last and counted.value == last + 1:
            found[i] = replace(line, number=counted)
        number = found[i].number
        last = number.value if number and number.form is Form.ARABIC else last
    for i, (line, below) in enumerate(pairwise(found)):
        plain = _PLAIN_NUMBER.match(line.folded) if line.number is None else None
        if plain and below.number and below.number.form is Form.DECIMAL and below.folded.startswith(f"{plain[1]}."):
            found[i] = replace(line, number=Number(Form.DECIMAL_ONE, int(plain[1]), plain[1]))
    return found


_INLINE = re.compile(
    r"(?<=[。!?])\s?(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、][^\d。;:][^。;:]{3,40}问题[。:])"
)


def _cut_inline(text: str, folded: str, lines: Sequence[Line]) -> list[Line]:
    """Headings 一、 and （一）, and 1. in front of a 问题, that a page runs into the paragraph before.

    Accepted only when they count on from a heading already met in the same form, or open a series that
    goes on in the same line; a bracketed number inside a sentence stays text.
    """
    cut: list[Line] = []
    last: dict[Form, int] = {}
    for line in lines:
        at, number = line.start, line.number
        inner = [(m.end(), n) for m in _INLINE.finditer(folded, at, line.end) if (n := number_at(text, m.end()))]
        seconds = {n.form: place for place, n in inner if n.value == 2}
        for place, found in inner:
            if number:
                last[number.form] = number.value
            opens = found.value == 1 and seconds.get(found.form, -1) > place
            if opens or (found.value > 1 and last.get(found.form) == found.value - 1):
                cut.append(Line(at, place, folded[at:place], number))
                at, number = place, found
        if number:
            last[number.form] = number.value
        cut.append(Line(at, line.end, folded[at : line.end], number))
    return cut


def _numbered(lines: Sequence[Line]) -> list[Heading]:
    """The lines that begin with the number of a heading."""
    as_heading = {form for form in MEASURE_FORMS if _heads_lines(lines, form)}
    last: dict[Form, int] = {}
    found: list[Heading] = []
    grouped = groups(lines)
    bullets = bulleted(lines)
    for index, line in enumerate(lines):
        number = line.number
        if index in bullets:
            found.append(Heading(line.start, line.end, Number(Form.BULLET, len(found) + 1, bullets[index])))
            continue
        if index in grouped:
            found.append(Heading(line.start, line.end, Number(Form.GROUP, len(found) + 1, "")))
            continue
        if number is None or (number.form in MEASURE_FORMS and number.form not in as_heading):
            continue
        if number.value - last.get(number.form, 0) > _MAX_JUMP and number.form not in DECIMALS:
            continue
        last[number.form] = number.value
        found.append(Heading(line.start, line.start + _title_length(line.folded, number), number))
    return found


_WORDED = re.compile(r"[^。;:]{4,60}问题[。:]\s?\S")  # "第一,监管不严的问题。一是…"


def _heads_lines(lines: Sequence[Line], form: Form) -> bool:
    """Whether 一是, ① or 第一 stand on bare lines with text below: then they are this notice's headings."""
    used = [i for i, line in enumerate(lines) if line.number and line.number.form is form]
    bare = [
        i
        for i in used
        if len(lines[i].folded) <= MAX_BARE
        and not _RUNS_ON.search(lines[i].folded)
        and i + 1 < len(lines)
        and lines[i + 1].number is None
        and not any(b.start == 0 and b.part is not Part.MEASURES for b in _blocks(lines[i + 1]))  # the last measure
    ]
    # or each of them names a problem and answers it on the same line
    answering = [i for i in used if any(b.part in ANSWERS and b.start > 4 for b in _blocks(lines[i]))]
    worded = [i for i in used if _WORDED.match(lines[i].folded)] or _listing(lines, used, form)
    return any(len(found) >= 2 and len(found) >= 0.6 * len(used) for found in (bare, answering, worded))


_OPENS_LIST = re.compile(r"[^。;:]{4,60}。\s?(?=\S)")


def _listing(lines: Sequence[Line], used: Sequence[int], form: Form) -> list[int]:
    """The lines whose first sentence stands right in front of a list of another form, if some word a problem."""
    found: list[int] = []
    problems = 0
    for i in used:
        opened = _OPENS_LIST.match(lines[i].folded)
        inner = number_at(lines[i].folded, opened.end()) if opened else None
        if opened and inner and inner.value == 1 and inner.form is not form:
            found.append(i)
            own = lines[i].number
            problems += problem_like(opened[0].removeprefix(own.printed if own else "").strip())
    return found if 5 * problems >= 2 * len(found) else []


def _blocks(line: Line) -> tuple[Block, ...]:
    return blocks(line.folded, 0, len(line.folded))


def _title_length(line: str, number: Number) -> int:
    """How much of a folded line is heading: the number and the title, with the mark that ends it."""
    at = len(number.printed)
    issue = _ISSUE.match(line, at)
    if issue and issue.end() - at <= _MAX_TITLE:
        return issue.end()
    for quotes in (True, False):  # a quotation mark that is never closed must not swallow the line
        stop, balanced = _first_end(line, at, quotes)
        if balanced:
            break
    if stop - at <= _MAX_TITLE:
        return stop
    comma = max(line.rfind(mark, at, at + _MAX_TITLE) for mark in ",;:")
    return comma + 1 if comma > at else at + _MAX_TITLE


def _first_end(line: str, at: int, quotes: bool) -> tuple[int, bool]:
    """Offset behind the first sentence end or early colon outside quotes, and whether quotes were balanced."""
    open_marks: list[str] = []
    for i in range(at, len(line)):
        char = line[i]
        if quotes and char in _PAIRS:
            open_marks.append(_PAIRS[char])
        elif quotes and open_marks and char == open_marks[-1]:
            open_marks.pop()
        elif not open_marks and (_ENDS.match(char) or _colon_ends(line, at, i)):
            return i + 1, True
    return len(line), not open_marks


def _colon_ends(line: str, at: int, i: int) -> bool:
    """Whether a colon at `i` ends the title that begins at `at`: not behind "反馈问题:", whose wording follows."""
    early = line[i] == ":" and i - at <= _MAX_COLON_TITLE and i + 1 < len(line)
    return early and heading_part(line[at:i]) is not Part.PROBLEM


def _levels(headings: Sequence[Heading]) -> list[Heading]:
    stack: list[Form] = []
    above: set[tuple[Form, Form]] = set()  # (outer, inner) as this notice has shown
    placed: list[Heading] = []
    for heading in headings:
        assert heading.number is not None
        form = heading.number.form
        if form in stack:
            del stack[stack.index(form) + 1 :]
        else:
            while stack and (form, stack[-1]) in above and (stack[-1], form) not in above:
                stack.pop()
            above.update((outer, form) for outer in stack)
            stack.append(form)
        placed.append(Heading(heading.start, heading.end, heading.number, len(stack)))
    return placed


def _nest(text: str, headings: Sequence[Heading], stop: int) -> tuple[Section, ...]:
    """Headings with levels, in reading order → sections with their children."""
    sections: list[Section] = []
    i = 0
    while i < len(headings):
        heading = headings[i]
        j = i + 1
        while j < len(headings) and headings[j].level > heading.level:
            j += 1
        end = headings[j].start if j < len(headings) else stop
        sections.append(_section(text, heading, end, _nest(text, headings[i + 1 : j], end)))
        i = j
    return tuple(sections)


def _section(text: str, heading: Heading, end: int, children: tuple[Section, ...]) -> Section:
    printed = heading.number.printed if heading.number else ""
    stop = heading.end
    while stop > heading.start and text[stop - 1].isspace():
        stop -= 1
    words = text[heading.start : stop]
    title = words[len(printed) :].strip() if words.startswith(printed) else words
    return Section(
        printed.strip(), title, heading.level, Span(heading.start, stop, words), heading.start, end, children
    )
