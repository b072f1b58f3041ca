"""Headings without a number: bare lines in front of what they head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.numbering import MEASURE_FORMS, Form, Number

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
    forms: dict[Form, int] = {}  # of the numbers below such lines, with the last one met
    for i, (line, below) in enumerate(pairwise(lines)):
        if line.number is not None and line.number.form in forms:
            forms[line.number.form] = line.number.value
        if line.number is not None or below.number is None or not _GROUP.fullmatch(line.folded.strip()):
            continue
        if below.number.value in (1, forms.get(below.number.form, 0) + 1):
            found.add(i)
            forms.setdefault(below.number.form, 0)
    return found if len(found) >= 2 and len(forms) == 1 and not forms.keys() & MEASURE_FORMS else set()


def unnumbered(lines: Sequence[Line]) -> list[Heading]:
    """Bare short lines with prose below: the headings of a notice without numbers."""
    found = []
    for line, below in pairwise(lines):
        bare = line.folded.strip()
        framed = bare.startswith("【") and bare.endswith("】")
        short = len(bare) <= MAX_BARE // 2 and not re.search(r"[。!?;:,、…]$", bare) and re.search(r"[^\W\d_]", bare)
        prose = len(below.folded) > len(bare) and re.search(r"[。;:]", below.folded)  # not the cell of a table
        if (framed or short) and len(bare) >= _MIN_BARE and prose:
            found.append(Heading(line.start, line.end, None))
    return found if len(found) >= 2 else []
