"""Raw page → its lines, and lines that a page broke inside a sentence joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data import noise
from data.numbering import Form, number_at
from data.script import fold
from data.wrap import width, wrap_width

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_GAP = re.compile(r"[ \t\u00a0\u3000]{3,}")  # table cells and right-aligned dates; two spaces occur inside slogans
# of a page whose line breaks became blanks, all that are not part of a date or of a spaced number
_LOST_BREAK = re.compile(
    r"(?<=[\u4e00-\u9fa5。；：:！？”）)\d])(?<![年月第])[ \t\u00a0\u3000]+(?=[\u4e00-\u9fa5“（(\d])"
)
_ONE_LINE = 400  # characters of the longest line of such a page; it has no more than one other line
_QUOTED = 300  # characters; a mark further in front of a gap opens no quotation around it
_INDENT = 4  # columns: two Han characters
_OUTER = frozenset({Form.HAN, Form.HAN_PAREN})
_MIN_OUTER = 3  # headings behind blanks; one or two may be chance
_CONTINUES = "，、。；！？：）》”’」』,;)"  # no line begins with these, so it belongs to the one before
_UNFINISHED = "，、,（(《“「"  # nor ends with these


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the raw page that is not in the clean text, with its line (from 1) and the reason."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page, counted from 1 in the raw text."""

    number: int
    text: str
    footer: bool = False  # furniture below which the links of a page begin
    indent: int = 0  # columns in front of a paragraph's first line

    @property
    def folded(self) -> str:
        return fold(self.text)


def lines_of(raw: str, dropped: list[Dropped]) -> list[Line]:
    """Physical lines without invisible characters, images and layout white space; blank ones left out."""
    found: list[Line] = []
    split = re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", raw).split("\n")
    gap = _LOST_BREAK if _lost_its_breaks(split) else _GAP
    for number, physical in enumerate(split, start=1):
        text = _INVISIBLE.sub("", physical)
        for image in noise.IMAGE.findall(text):
            dropped.append(Dropped(number, image, "图片标记"))
        text = noise.BREAK.sub(" ", noise.IMAGE.sub("", text)).rstrip()
        indent = width(text[: len(text) - len(text.lstrip())])
        indent = indent if indent <= _INDENT else 0  # more is a centred title or a signature
        found.extend(Line(number, part, indent=indent) for part in _cells(text.strip(), gap) if part)
    return found


def _lost_its_breaks(physical: Sequence[str]) -> bool:
    """Whether a page is one long line in which headings stand behind blanks."""
    printed = [line for line in physical if line.strip()]
    longest = max(printed, key=len, default="")
    if len(printed) > 2 or len(longest) < _ONE_LINE:
        return False
    opened = (number_at(longest, gap.end()) for gap in _LOST_BREAK.finditer(longest))
    return len([number for number in opened if number and number.form in _OUTER]) >= _MIN_OUTER


def _cells(line: str, gaps: re.Pattern[str]) -> list[str]:
    """A line split at wide gaps, unless the gap stands inside quotes, in a spaced label or right behind a number."""
    cells, at = [], 0
    folded = fold(line)
    for gap in gaps.finditer(line):
        left = line[max(at, gap.start() - _QUOTED) : gap.start()]
        number = number_at(left)
        label = noise.METADATA.match(folded, at)
        if label and label.end() > gap.end():
            continue
        quoted = any(left.count(a) > left.count(b) for a, b in ("“”", "《》", "（）", "「」"))
        if not quoted and not (number and number.printed.strip() == line[at : gap.start()].strip()):
            cells.append(line[at : gap.start()].strip())
            at = gap.end()
    return [*cells, line[at:].strip()]


def join_broken(lines: Sequence[Line]) -> list[Line]:
    """Lines broken inside a sentence (by a removed image, or by hand) joined again."""
    full = wrap_width([" " * line.indent + line.text for line in lines])
    flush = sum(line.indent == 0 for line in lines)
    indented = full and 4 * flush >= len(lines)  # else the whole text is set in, and an indent opens nothing
    joined: list[Line] = []
    last = 0  # columns of the physical line before
    for line in lines:
        before = joined[-1].text if joined and not (line.footer or joined[-1].footer) else ""
        starts_anew = (number_at(line.text) is not None or (indented and line.indent > 0)) and not before.endswith(
            ("《", "“", "(", "（")
        )
        open_end = before[-1:] in _UNFINISHED or (full and last >= full)
        if before and (line.text[0] in _CONTINUES or (open_end and not starts_anew)):
            joined[-1] = replace(joined[-1], text=before + line.text)
        else:
            joined.append(line)
        last = line.indent + width(line.text)
    return joined
