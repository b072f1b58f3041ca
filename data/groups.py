"""Lines that speak of several items: a group's heading in front of them (已完成整改的问题（4个）：), a summary behind
them (以上三个问题均已整改到位。)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.numbering import number_at
from data.numerals import integer
from data.status_words import TERM, status_of
from data.types import Item, Span, Status

_MAX_LINE = 60  # characters; both kinds of line are short, and the long ones need not be searched
_LINE = re.compile(r"[^\n]+")
_N = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})"
# A heading speaks of what is grouped under it only as an attribute ("已完成整改的问题"), not as an aim ("完成整改任务")
_GROUP = re.compile(
    rf"(?:[^,。]{{2,16}}中,)?[^,。]{{0,10}}?(?:(?:{TERM})(?:整改)?(?:的|(?=(?:问题)?{_N}[个条项]))|已(?:基本|全部)?(?:完成|整改)(?:整改)?"
    r"|(?P<going>正在(?:推进|整改)(?:整改)?))"
    rf"(?:(?:{_N}[个条项])?(?:主要|反馈|具体|整改)*(?:问题|事项|任务)(?:共?{_N}[个条项])?|{_N}[个条项])"
    r"(?:(?:整改)?进展)?(?:情况)?(?:\([^)]{0,12}\))?[。:]?"
)
# "(反馈问题3个,已完成整改3个)", "(均已整改到位)" behind a group's heading
_COUNTED_GROUP = re.compile(
    rf"\([^()]{{0,8}}?(?P<all>{_N})[个项条](?:具体)?(?:问题)?[,;、](?:目前|现|均|已经?|全部)*(?P<verb>(?:完成|落实)?整改(?:完成|到位)?|完成|办结|销号)"
    rf"(?:问题)?(?P<done>{_N})[个项条](?:问题)?\)[:。]?$"
)
_ALL_OF_GROUP = re.compile(rf"\((?:[^()]{{0,12}}[,;、])?(?:目前|现)?(?=均|已|全部)(?:{TERM})\)[:。]?$")
_SUMMARY = re.compile(
    r"(?:(?:整改(?:时间)?)?截[至止][^,。;]{0,14}[,]?|目前|现|至此|当前)?,?(?:以上|上述|反馈的|全部|所有)+(?:反馈的?)?"
    rf"(?:(?P<n>{_N})(?:个|项|条))?(?:反馈|具体|主要|整改)*(?:问题|事项|任务)(?:目前|现)?,?(?:我[^,。;]{{1,4}}?)?(?:均|都|皆)?(?:{TERM})"
    r"(?:[,并且、]+[^,。;]{2,8}){0,2}[。;]?"
)
# a sentence, or a measure with its own status behind it: "整改措施:开展演练3次。(已完成)"
_NO_HEADING = re.compile(r"[。;!?]|:.|^[^()]*[(](?:均|全部)?(?:已|正|基本|长期|持续)[^()]*[)]$")
# the same in front of them: "反馈问题共3个,已全部整改完成。"
_PREFACE = re.compile(
    rf"(?:本(?:部分|方面)|该方面)?(?:共|涉及)?(?:反馈|存在|巡察|巡视)*的?(?:具体|主要)?(?:问题)?(?:共计?|有)?(?P<n>{_N})(?:个|项|条)(?:具体|反馈)?(?:问题)?"
    rf"[,;](?:目前|现)?(?=已|均|全部)(?:{TERM})[。;]?"
)
_ABOVE = re.compile("以上|上述")
# "以上问题共4个,已完成3个,基本完成1个。" says of none of them which
_TALLY = re.compile(rf"(?:以上|上述)(?:反馈|具体)?(?:问题|事项|任务)(?:共计?|合计)?{_N}[个项条]")
_ALL = re.compile(r"均|都|皆|全部|所有|我")  # "以上问题,我局已整改完毕。"
# What a later statement "all done" may go with; 正在整改 beside it is a contradiction, and then nobody is told anything
_AGREES = frozenset({Status.UNSTATED, Status.DONE, Status.COMPLETED, Status.LASTING, Status.CONTINUING})


@dataclass(frozen=True, slots=True)
class Summary:
    """A line that says how far items around it are; `count` is how many it says they are, 0 where it does not.

    `above` says that it speaks of those above it (以上, 上述).
    """

    start: int
    end: int
    count: int
    status: Status
    above: bool


@dataclass(frozen=True, slots=True)
class Groups:
    """Such lines of a body, in reading order; a tally tells no item anything, but belongs to none, either."""

    headings: tuple[tuple[int, int], ...]
    summaries: tuple[Summary, ...]
    tallies: tuple[tuple[int, int], ...]

    def heading(self, after: int, before: int) -> tuple[int, int] | None:
        """The last group heading in `after:before`."""
        at = bisect_right(self.headings, (before, before)) - 1
        return self.headings[at] if at >= 0 and self.headings[at][0] >= after else None

    def cut(self, start: int, end: int) -> int:
        """`end`, or where the first such line of `start:end` begins."""
        for found in (self.headings, tuple((s.start, s.end) for s in self.summaries), self.tallies):
            at = bisect_left(found, (start, start))
            end = min(end, found[at][0]) if at < len(found) else end
        return end


def group_status(heading: str) -> Status | None:
    """What a folded heading says of all items below it ("已完成整改的问题", "…(问题3个,已完成整改3个)"), else None."""
    title = _bare_title(heading)
    grouped = _GROUP.fullmatch(title) or _ALL_OF_GROUP.search(title)
    if grouped and grouped.groupdict().get("going"):
        return Status.ONGOING
    if grouped:
        return status_of(grouped) if any(grouped.groupdict().values()) else Status.COMPLETED
    counted = _COUNTED_GROUP.search(title)
    if counted and integer(counted["all"]) == integer(counted["done"]):
        return Status.DONE if "整改" in counted["verb"] else Status.COMPLETED
    return None


def _bare_title(heading: str) -> str:
    return re.sub(r"^\s*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、])\s*", "", heading).strip()


def groups(folded: str, start: int, end: int) -> Groups:
    """The lines of `start:end` that head a group of items or sum them up."""
    headings: list[tuple[int, int]] = []
    summaries: list[Summary] = []
    tallies: list[tuple[int, int]] = []
    for line in _LINE.finditer(folded, start, end):
        words = line[0].strip()
        if len(words) > _MAX_LINE:
            continue
        at = line.start() + line[0].index(words)
        summed = _SUMMARY.fullmatch(words) or (_PREFACE.fullmatch(words) if "问题" in words else None)
        if summed and (summed["n"] or _ALL.search(words)):
            count = integer(summed["n"]) if summed["n"] else 0
            summaries.append(Summary(at, at + len(words), count, status_of(summed), bool(_ABOVE.search(words))))
        elif _TALLY.match(words):
            tallies.append((at, at + len(words)))
        elif number_at(words) is None and not _NO_HEADING.search(words) and group_status(words):
            headings.append((at, at + len(words)))
    # a line that closes every item speaks of the item it closes
    plain = [s for s in summaries if not s.count]
    kept = tuple(s for s in summaries if s.count or len(plain) == 1)
    return Groups(tuple(headings), kept, tuple(tallies))


def summed_up(text: str, items: Sequence[Item], summaries: Sequence[Summary]) -> tuple[Item, ...]:
    """The items, those without a status of their own with what a summary says of them.

    It must be certain which items are meant: as many as it counts stand above it or below it, or, uncounted, all
    stand above it.
    """
    told = list(items)
    starts = [item.start for item in items]
    for summary in summaries:
        above = bisect_left(starts, summary.start)
        meant = _meant(told, above, summary.count) or _introduced(text, told, above, summary)
        if len(meant) < 2 or any(told[place].status not in _AGREES for place in meant):
            continue
        quote = Span(summary.start, summary.end, text[summary.start : summary.end])
        for place in meant:
            if told[place].status is Status.UNSTATED:
                told[place] = replace(told[place], status=summary.status, status_quote=quote)
    return tuple(told)


def _meant(items: Sequence[Item], above: int, count: int) -> range:
    """Of the first `above` items, which stand above a summary, all, those of the last one's part or of its section:
    as many as it counts.
    """
    if not count:
        return range(above if above == len(items) else 0)
    if above < count:
        return range(0)
    last = items[above - 1].path
    for path in ((), last[:1], last):
        if all(items[place].path[: len(path)] == path for place in range(above - count, above)):
            before = items[above - count - 1].path if above > count else None
            if before is None or before[: len(path)] != path:
                return range(above - count, above)
    return range(0)


def _introduced(text: str, items: Sequence[Item], following: int, summary: Summary) -> range:
    """The items from place `following` on that stand below a heading the summary stands below, if it counts them."""
    stop = following + summary.count
    if not summary.count or summary.above or stop > len(items):
        return range(0)
    path = items[following].path
    for depth in range(len(path), -1, -1):
        if depth and text.find(path[depth - 1], summary.start, items[following].start) >= 0:
            continue  # that heading stands below the summary
        if any(items[place].path[:depth] != path[:depth] for place in range(following, stop)):
            continue
        ends = stop == len(items) or items[stop].path[:depth] != path[:depth]
        if ends and (depth or not following):
            return range(following, stop)
    return range(0)
