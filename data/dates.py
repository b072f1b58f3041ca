"""Dates as notices print them, and the promises among them.

Works on folded text (`data.script.fold`), whose offsets are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.numerals import integer
from data.script import fold
from data.titles import Titles
from data.types import DateMention, Span

_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇零Oo0一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# letter-spaced, as signatures are set; only behind such a year, for elsewhere two figures are two cells
_WIDE = r"(?P<wy>(?:1 9|2 0) \d \d) ?年 ?(?P<wm>1 [0-2]|[1-9]) ?月 ?(?P<wd>3 [01]|[12] \d|[1-9]) ?日"
_DATE = re.compile(
    rf"(?<![\d.])(?P<iy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<im>1[0-2]|0?[1-9])(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9])(?![\d.])"
    rf"|(?<!\d){_WIDE}"
    rf"|(?<!\d)(?P<y>{_YEAR})\s*年(?!度)(?:\s*(?P<m>{_MONTH})\s*月(?:份|\s*(?P<d>{_DAY})\s*[日号])?)?"
    r"|(?:(?<=[日月号旬底初末起][-~至到])|(?<=[日月号]--)|(?<=[日月号]至 ))"
    rf"(?P<m3>{_MONTH})\s*月(?:\s*(?P<d3>{_DAY})\s*[日号])?"
    rf"|(?<![\d一二三四五六七八九十几数第個个\-~])(?P<m2>{_MONTH})\s*月\s*(?:(?P<d2>{_DAY})\s*[日号]|(?=[底初末中上下,]|份|至|到|完成|起))"
)
_LATER_DAY = re.compile(rf"\s*(?:至|到|-+|~)\s*(?P<d>{_DAY})\s*日")
# what stands between the two dates of a range
TO = re.compile(r"\s*(?:[上中下]旬|[底初末])?\s*(?:起|开始)?\s*(?:至|到|-+|~)\s*")
_CLAUSE = re.compile(r"[。;,!?\n:、|]")

# words by which a sentence looks ahead; a date alone is never a promise
_AHEAD_BEFORE = re.compile(r"将|拟|预计|计划|力争|争取|承诺|确保|时限|期限|预期|到$|于$|在$|截止")
_AHEAD_AFTER = re.compile(
    r"\s*(?:年?底|年?末|春节|上半年|下半年|[一二三四]季度|以?前|之前|内|可|将|[^,。;]{0,8}(?:结束|到期|届满))"
)
_PROMISE = re.compile(r"将|拟|预计|力争|争取|承诺|计划[于在]")
# here the year only names a list or a plan
_ATTRIBUTE = re.compile(r"(?:纳入|列入|入选|评为|印发|制定|制订|编制|修订)[^,。]{0,2}$")
_PAST = re.compile(r"已|完成了|曾|截至|截止|以来")
_DEADLINE = re.compile(r"(?:时限|期限|完成时间|完成日期)\s*:\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A date at `start:end` of the text; 0 for a year, month or day that is not printed there.

    `carried` marks a year taken over from the first date of the same range.
    """

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    carried: bool = False

    @property
    def iso(self) -> str:
        """ "2025-02-01", "2025-02" or "2025" by what is known; "" without a year."""
        if not self.year:
            return ""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def find(folded: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
    """Every date in `start:end`, in order; the second date of a range takes the first one's year."""
    stop = len(folded) if end is None else end
    previous: Found | None = None
    for match in _DATE.finditer(folded, start, stop):
        found = _found(match)
        if not _possible(found):
            continue
        if previous and not found.year and TO.fullmatch(folded, previous.end, found.start):
            found = _carried(found, previous)
        yield found
        previous = found
        later = _LATER_DAY.match(folded, found.end, stop) if found.day else None
        if later:
            day = integer(later["d"])
            yield replace(found, start=later.start("d"), end=later.end(), day=day, carried=bool(found.year))


def _found(match: re.Match[str]) -> Found:
    def part(*names: str) -> int:
        return next((_number(match[name]) for name in names if match[name]), 0)

    year, month, day = part("iy", "y", "wy"), part("im", "m", "m2", "m3", "wm"), part("id", "d", "d2", "d3", "wd")
    return Found(match.start(), match.end(), year, month, day)


def _number(printed: str) -> int:
    """A year, month or day; a nought among Chinese digits may be typed as a letter or figure (二O一八, 二0一八)."""
    close = printed.replace(" ", "")
    return integer(close if close.isdecimal() else re.sub("[Oo0]", "〇", close))


def _possible(found: Found) -> bool:
    return found.month <= 12 and found.day <= 31


def _carried(found: Found, first: Found) -> Found:
    """A range that runs past December can only end in the following year."""
    year = first.year + 1 if first.year and found.month < first.month else first.year
    return replace(found, year=year, carried=bool(year))


_CLAUSE_REACH = 200  # characters to either side of a date; clauses are shorter
_LIST_REACH = 1000  # and lists of what is promised, too
_LIST = re.compile(r"[。;,!?\n:|]")


def promise(folded: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The words of a promise around offset `at`: up to commas and stops, lists with 、 kept whole."""
    return _between(_LIST, folded, at, (max(start, at - _LIST_REACH), min(end, at + _LIST_REACH)))


def clause(folded: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The stretch between punctuation marks around offset `at`, inside `start:end`."""
    return _between(_CLAUSE, folded, at, (max(start, at - _CLAUSE_REACH), min(end, at + _CLAUSE_REACH)))


def _between(mark: re.Pattern[str], folded: str, at: int, bounds: tuple[int, int]) -> tuple[int, int]:
    """From behind the last mark in front of `at` to the next one, inside the bounds."""
    first, last = bounds
    before = at
    while before > first and not mark.match(folded, before - 1):
        before -= 1
    following = mark.search(folded, at, last)
    return before, following.start() if following else last


def dates(text: str, start: int, end: int, signed: str = "") -> tuple[DateMention, ...]:
    """The dates in `start:end` outside 《》; `signed` (ISO, may be "") tells which lie ahead of the notice."""
    folded = fold(text)
    titles = Titles(folded, start, end)
    mentions = []
    for found in find(folded, start, end):
        if found.start in titles:
            continue
        ahead = _commitment(folded, found, start, end, signed)
        span = Span(found.start, found.end, text[found.start : found.end])
        mentions.append(DateMention(span, found.iso, ahead))
    return tuple(mentions)


def _commitment(folded: str, found: Found, start: int, end: int, signed: str) -> bool:
    if found.iso and signed and found.iso < signed[: len(found.iso)]:
        return False
    if _DEADLINE.search(folded, max(start, found.start - 12), found.start):
        return True
    first, last = clause(folded, found.start, start, end)
    before, after = folded[first : found.start], folded[found.end : last]
    if _PAST.search(before) or _PAST.search(after) or _ATTRIBUTE.search(before):
        return False
    if found.iso and signed and found.iso > signed[: len(found.iso)]:
        return bool(_AHEAD_BEFORE.search(before) or _AHEAD_AFTER.match(after))
    return bool(_PROMISE.search(before))
