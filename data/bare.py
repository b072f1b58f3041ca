"""Headings without a number: bare lines in front of what they head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.labels import ANSWERS, Part, blocks, heading_part
from data.numbering import MEASURE_FORMS, ORNAMENTS, Form, Number

MAX_BARE = 60  # characters of an unnumbered or measure-form line that can be a heading
_MIN_BARE = 4  # a shorter one is a table head (序号) or a name


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one that begins with a heading, and the number it begins with."""

    start: int
    end: int
    folded: str
    number: Number | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without what stands below it; `number` is None where none is printed."""

    start: int
    end: int
    number: Number | None
    level: int = 1


_GROUP = re.compile(
    r"(?:(?:关于|针对|聚焦)[^。;:]{2,60}|[^。;:,]{2,40}方面(?:的?(?:主要|突出)?问题)?|[^。;:]{4,40}的问题)"
    r"(?:的?(?:整改|落实)[^。;:]{0,8}情况)?[。:]?"
)


def groups(lines: Sequence[Line]) -> set[int]:
    """Places of bare lines such as "关于…的问题。" in front of numbers of one form, which begin anew or run on.

    A group of one is none.
    """
    found: set[int] = set()
    forms: set[Form] = set()  # of the numbers below such lines
    last: dict[Form, int] = {}
    for i, (line, below) in enumerate(pairwise(lines)):
        if line.number is not None:
            last[line.number.form] = line.number.value
        if line.number is not None or below.number is None or not _GROUP.fullmatch(line.folded.strip()):
            continue
        if below.number.value in (1, last.get(below.number.form, 0) + 1):
            found.add(i)
            forms.add(below.number.form)
    return found if len(found) >= 2 and len(forms) == 1 and not forms & MEASURE_FORMS else set()


_BULLET = re.compile(rf"(?:[-—–―─]{{1,4}}|[*√✓✔{ORNAMENTS}])[ \u3000]*")  # a folded ※ is *


def bulleted(lines: Sequence[Line]) -> dict[int, str]:
    """Places of lines behind one bullet that head what stands below them, each with the bullet as printed.

    Below nearly all of them stands a line behind another bullet, or a label of what was done. Of two bullets the
    one met first heads; members of a list stand below one another.
    """
    found = [_BULLET.match(line.folded) if line.number is None else None for line in lines]
    marks = [m[0].strip() if m else "" for m in found]
    for mark in dict.fromkeys(m for m in marks if m):
        places = [i for i, m in enumerate(marks) if m == mark]
        heads = sum(i + 1 < len(lines) and (marks[i + 1] not in ("", mark) or _answers(lines[i + 1])) for i in places)
        short = all(len(lines[i].folded) <= MAX_BARE for i in places)
        if len(places) >= 2 and short and heads >= 0.75 * len(places):
            return {i: m[0] for i in places if (m := found[i])}
    return {}


def _answers(line: Line) -> bool:
    labels = blocks(line.folded, 0, len(line.folded))
    return bool(labels) and labels[0].start == 0 and labels[0].part is Part.MEASURES


def _named_problems(lines: Sequence[Line]) -> set[int]:
    """Starts of the lines right above bare labels of what was done, where two or more lines stand so.

    All of them are short, and no label stands below prose, where it would label what the prose begins.
    """
    above = [a for a, b in pairwise(lines) if _bare_answer(b.folded) is Part.MEASURES]
    short = all(len(a.folded) <= MAX_BARE and heading_part(_unframed(a.folded)) is None for a in above)
    return {line.start for line in above} if len(above) >= 2 and short else set()


def _unframed(folded: str) -> str:
    return re.sub(r"^[【\[]\s*|\s*[】\]]$", "", folded.strip(ORNAMENTS + " :"))


def _bare_answer(folded: str) -> Part | None:
    """The part that a line names which is nothing but a label (【整改措施】)."""
    part = heading_part(_unframed(folded)) if len(folded) <= MAX_BARE else None
    return part if part in ANSWERS else None


def unnumbered(lines: Sequence[Line]) -> list[Heading]:
    """Bare short lines with prose below: the headings of a notice without numbers.

    A line right above a bare label (【整改措施】) names a problem, and the label is no heading.
    """
    named = _named_problems(lines)
    found = []
    for line, below in pairwise(lines):
        bare = line.folded.strip()
        if named:
            if line.start in named:
                found.append(Heading(line.start, line.end, None, 2))
            elif below.start in named and bare.startswith("【") and bare.endswith("】"):
                found.append(Heading(line.start, line.end, None))
            continue
        framed = bare.startswith("【") and bare.endswith("】")
        short = len(bare) <= MAX_BARE // 2 and not re.search(r"[。!?;:,、…]$", bare) and re.search(r"[^\W\d_]", bare)
        prose = len(below.folded) > len(bare) and re.search(r"[。;:]", below.folded)  # not the cell of a table
        labels = blocks(line.folded, 0, len(line.folded))
        answers = bool(labels) and labels[0].start == 0 and labels[0].part in ANSWERS  # "进展情况:已完成"
        if (framed or short) and len(bare) >= _MIN_BARE and prose and not answers:
            found.append(Heading(line.start, line.end, None))
    return found if len(found) >= 2 else []
