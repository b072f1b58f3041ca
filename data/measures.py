"""A span of text → its measures: 一是/二是, ①②, 第一/第二, （1）（2）, wherever they stand in the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.numbering import DECIMALS, ORNAMENTS, Form, Number, before_figure, number_at
from data.types import Measure

_LIST_FORMS = frozenset(
    {
        *(Form.TASK, Form.CIRCLED, Form.ORDINAL, Form.BE, Form.HAN_PAREN),
        *(Form.ARABIC_PAREN, Form.ARABIC, Form.ARABIC_HALF),
        *(Form.LETTER, Form.LETTER_SMALL),
        *DECIMALS,
    }
)
# Only these may follow a comma ("一是…，二是…"), and only as the next number of a list under way.
_AFTER_COMMA = frozenset({Form.CIRCLED, Form.ORDINAL, Form.BE, Form.ARABIC_PAREN})
# Of these a single member that opens its paragraph is a list, too (its other members stand below a heading).
_ALONE = frozenset({Form.TASK, Form.CIRCLED, Form.ORDINAL, Form.BE})
_BOUNDARY = re.compile(r"[。；;：:！!？?，,\n）)」”’][ \t\u3000]*")
_HARD = "。；;：:！!？?\n"
_MAX_SKIP = 2  # a list may leave out one number (a typing slip), not more


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    number: Number
    soft: bool  # stands after a comma or a closing mark, not after a sentence end
    figure: bool = False  # stands in front of a figure, and may be the whole part of it


def measures(text: str, start: int, end: int) -> tuple[Measure, ...]:
    """The measures of `text[start:end]`, in order, not overlapping, without surrounding white space.

    The split is by the first numbered list found; lists inside a measure stay inside it, and
    `measures(text, m.start + len(m.number), m.end)` splits on. Sentences in front of the list are a
    measure with number ""; a mere lead-in (整改措施：) is none. Without a list the whole span is one
    measure with number "". A span of white space has none.
    """
    marks = top_marks(text, start, end)
    if len(marks) < 2:
        marks = _bulleted(text, start, end) or _run_together(text, start, end) or marks
    if not marks:
        return _plain(text, start, end)
    found: list[Measure] = []
    if re.search(r"[。；;！!]", text[start : marks[0][0]]):
        found.extend(_plain(text, start, marks[0][0]))
    for (at, number), following in zip(marks, [m[0] for m in marks[1:]] + [end], strict=True):
        stop = _rstrip(text, at, following)
        found.append(Measure(number, at, stop, text[at:stop]))
    return tuple(found)


_MAX_DEPTH = 6  # of lists inside lists; "1.…2.…1.…2.…" without end would else be read once for each pair


def leaves(text: str, start: int, end: int, depth: int = _MAX_DEPTH) -> tuple[Measure, ...]:
    """Like `measures`, but split down to the innermost list, `depth` lists deep at most; what introduces an inner
    list is a piece too."""
    found: list[Measure] = []
    for outer in measures(text, start, end):
        split = outer.number and depth > 1
        inner = top_marks(text, outer.start + len(outer.number), outer.end) if split else []
        if len(inner) < 2:
            found.append(outer)
            continue
        stop = _rstrip(text, outer.start, inner[0][0])
        found.append(Measure(outer.number, outer.start, stop, text[outer.start : stop]))
        found.extend(m for m in leaves(text, inner[0][0], outer.end, depth - 1))
    return tuple(found)


def top_marks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where the members of the outermost list of a span begin, with their printed numbers.

    A list needs two members, or one that opens its paragraph (a list cut off by a heading).
    """
    marks = list(_marks(text, start, end))
    second = {m.number.form: i for i, m in enumerate(marks) if 1 < m.number.value <= 1 + _MAX_SKIP}
    for index, mark in enumerate(marks):
        if mark.soft or mark.figure or (mark.number.value != 1 and not _opens(text, start, mark.start)):
            continue
        goes_on = mark.number.value != 1 or second.get(mark.number.form, -1) > index
        run = _run(marks[index:]) if goes_on else [mark]
        if len(run) > 1 or (_opens(text, start, mark.start) and mark.number.form in _ALONE):
            return [(m.start, m.number.printed) for m in run]
    return []


def _run(marks: Sequence[_Mark]) -> list[_Mark]:
    """The members that continue the list opened by the first mark."""
    run = [marks[0]]
    for mark in marks[1:]:
        step = mark.number.value - run[-1].number.value
        if mark.number.form is not run[0].number.form or not 1 <= step <= _MAX_SKIP:
            continue
        if mark.figure and step != 1:
            continue
        if mark.soft and (step != 1 or mark.number.form not in _AFTER_COMMA):
            continue
        run.append(mark)
    return run


_BULLET = re.compile(
    rf"(?:^|(?<=\n))[ \t\u3000]*(?P<bullet>[-—–―─]{{1,4}}|[√✓✔{ORNAMENTS}])(?=[ \u3000]*[^\s\d])", re.MULTILINE
)


def _bulleted(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Lines behind a dash or an ornament, two or more behind the same one."""
    found = [(m.start("bullet"), m["bullet"]) for m in _BULLET.finditer(text, start, end)]
    same = [(at, bullet) for at, bullet in found if bullet == found[0][1]]
    return same if len(same) > 1 else []


_NEXT = {
    Form.ARABIC: r"(?<![\d.．]){0}[.．、](?=[ ]?[“《\u4e00-\u9fa5])",
    Form.ARABIC_PAREN: r"[（(]{0}[）)]",
    Form.ARABIC_HALF: r"(?<![（(\d]){0}[）)]",
}


def _run_together(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The members of a list that opens a span and has no stops between them (a cell: "1.修订制度2.组织培训")."""
    start = _skip_blank(text, start, end)
    number = number_at(text, start) if start < end else None
    if number is None or number.value != 1 or number.form not in (*_NEXT, Form.CIRCLED):
        return []
    found = [(start, number.printed)]
    while True:
        pattern = _NEXT.get(number.form, "{0}").format(
            len(found) + 1 if number.form in _NEXT else chr(ord("①") + len(found))
        )
        following = re.compile(pattern).search(text, found[-1][0] + len(found[-1][1]), end)
        if not following:
            return found if len(found) > 1 else []
        found.append((following.start(), following[0]))


def printed_numbers(text: str, start: int, end: int) -> Iterator[tuple[int, Number]]:
    """All list numbers behind a sentence end in a span, members of a list or not, with their offsets."""
    return ((mark.start, mark.number) for mark in _marks(text, start, end) if not (mark.soft or mark.figure))


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """All places in the span where a list number may stand, not inside 《》."""
    pos = start
    titled = _Titled(text, start)
    while True:
        at = _skip_blank(text, pos, end)
        number = number_at(text, at) if at < end else None
        if number and at + len(number.printed) < end and number.form in _LIST_FORMS and not titled.at(at):
            yield _Mark(at, number, soft=pos > start and text[pos - 1] not in _HARD)
        if number is None and (counted := before_figure(text, at)) and text[pos - 1] in "。；;\n":
            yield _Mark(at, counted, soft=False, figure=True)
        following = _BOUNDARY.search(text, at, end)
        if not following:
            return
        pos = following.end()


class _Titled:
    """Whether places stand behind a 《 that is still open. Asked in ascending order, it reads a text once."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._read = start
        self._open = False

    def at(self, at: int) -> bool:
        left = self._text.rfind("《", self._read, at)
        if left >= 0:
            self._open = self._text.find("》", left, at) < 0
        elif self._open:
            self._open = self._text.find("》", self._read, at) < 0
        self._read = at
        return self._open


def _opens(text: str, start: int, at: int) -> bool:
    """Whether nothing but white space stands in front of a place in its line."""
    while at > start and text[at - 1].isspace() and text[at - 1] != "\n":
        at -= 1
    return at == start or text[at - 1] == "\n"


def _skip_blank(text: str, pos: int, end: int) -> int:
    while pos < end and text[pos].isspace():
        pos += 1
    return pos


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _plain(text: str, start: int, end: int) -> tuple[Measure, ...]:
    start = _skip_blank(text, start, end)
    end = _rstrip(text, start, end)
    return (Measure("", start, end, text[start:end]),) if start < end else ()
