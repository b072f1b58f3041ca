"""Section tree → items: 问题 → 整改措施 → 结果 → 状态, every part a slice of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.candidates import candidates
from data.closing import closing_start
from data.dates import dates, promise
from data.facts import documents, figures
from data.flat import Flat, flat
from data.groups import Groups, groups, summed_up
from data.labels import NOTED, Block, Part, after_number, blocks, first, trimmed
from data.measures import measures
from data.numbering import ORNAMENTS, Form, number_at
from data.regions import region
from data.script import fold
from data.status import closed_alike, only_status, written
from data.tables import rows
from data.types import DateMention, Item, Measure, Metadata, Section, Span

_ANSWERED = re.compile(
    r"(?:的?(?:整改|落实|整改落实)(?:整改|落实|进展|完成)*情况|(?<=[题”])的?整改(?:落实)?)?\s*[。:;]?\s*$"
)
_TASK_LINE = re.compile(r"^[ \u3000]*(?=[整反存具任事])", re.MULTILINE)
_FIRST_SENTENCE = re.compile(r"[^。\n]{2,30}。\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where an item lies. `heading_end` is behind the wording that names it, `heads` are the headings above."""

    start: int
    heading_end: int
    end: int
    heads: tuple[Span, ...] = ()
    numbers: tuple[str, ...] = ()
    blocks: tuple[Block, ...] | None = None  # given for a table row; otherwise read from its labels
    group: Span | None = None  # an unnumbered line above that says how far all items below it are


def items(  # noqa: PLR0913, PLR0917 - a notice's own parts, before it can be built
    text: str, body_start: int, body_end: int, sections: Sequence[Section], metadata: Metadata, notice_id: str
) -> tuple[Item, ...]:
    """The published problems of a notice in reading order; none where nothing reads like one.

    Ids are region and printed numbers ("开封·二(一)1(3)"); a number printed twice in one notice gets
    "~2", so ids depend on this notice alone.
    """
    folded = fold(text)
    stretches = _stretches(text, folded, body_start, body_end, sections)
    place = _place(metadata, notice_id)
    signed = metadata.signed or metadata.published
    reader = _Reader(text, folded, notice_id, signed.value if signed else "")
    several = groups(folded, body_start, closing_start(text, body_start, body_end))
    found: list[Item] = []
    taken: dict[str, int] = {}
    for ordinal, stretch in enumerate(stretches, start=1):
        wanted = f"{place}·{citable(stretch.numbers) or f'第{ordinal}项'}"
        taken[wanted] = taken.get(wanted, 0) + 1
        item_id = wanted if taken[wanted] == 1 else f"{wanted}~{taken[wanted]}"
        found.append(reader.item(_of_one(text, stretch, several), item_id))
    return summed_up(text, closed_alike(text, folded, found), several.summaries)


def _of_one(text: str, stretch: Stretch, several: Groups) -> Stretch:
    """The stretch without lines that speak of other items, too, and with the heading of its group, if it has one."""
    above = stretch.heads[-1].end if stretch.heads else 0
    group = several.heading(above, stretch.start)
    end = several.cut(stretch.heading_end, stretch.end)
    return replace(stretch, end=end, group=Span(*group, text[slice(*group)]) if group else None)


def _stretches(text: str, folded: str, body_start: int, body_end: int, sections: Sequence[Section]) -> list[Stretch]:
    """A table first, then the outline, then line by line."""
    stop = closing_start(text, body_start, body_end)
    table = rows(folded, text, body_start, stop)
    if table:
        return [Stretch(r.start, r.start, r.end, (), (r.number,), r.cells) for r in table]
    found, sure = candidates(folded, sections)
    outlined = [part for c in found for part in _parted(text, folded, _stretch(*c))]
    if outlined and sure:
        return outlined
    starts = [s.start for section in sections for s in section.walk()]
    lines = [_line_stretch(f, sections, starts) for f in flat(folded, body_start, stop)]
    return lines if len(lines) > len(outlined) else outlined


def _line_stretch(line: Flat, sections: Sequence[Section], starts: Sequence[int]) -> Stretch:
    """A line's item ends where the next heading stands, and is numbered below the headings it stands under.

    `starts` are the sections' starts in reading order.
    """
    above: list[Section] = []
    level = sections
    while level:
        around = level[bisect_right(level, line.start, key=lambda s: s.start) - 1]
        if not around.heading.end <= line.start < around.end:
            break
        above.append(around)
        level = around.children
    following = bisect_right(starts, line.start)
    end = min(line.end, starts[following]) if following < len(starts) else line.end
    numbers = (*(s.number for s in above if s.number), line.number) if line.number else ()
    return Stretch(line.start, line.problem_end, end, tuple(s.heading for s in above), numbers)


def _parted(text: str, folded: str, stretch: Stretch) -> list[Stretch]:
    """A section that labels several problems, each with its answer, is as many items under one number."""
    if _tasks(text, stretch.heading_end, stretch.end) >= 0:
        return [stretch]
    found = blocks(folded, stretch.start, stretch.end)
    opened = [b for b, after in pairwise(found) if b.part is Part.PROBLEM and after.part is not Part.PROBLEM]
    heads = (*stretch.heads, Span(stretch.start, stretch.heading_end, text[stretch.start : stretch.heading_end]))
    if len(opened) >= 2:
        ends = [*(b.start for b in opened[1:]), stretch.end]
        return [Stretch(b.start, b.end, end, heads, stretch.numbers) for b, end in zip(opened, ends, strict=True)]
    told = Counter(b.label for b in found if b.part is Part.MEASURES)
    lines = flat(folded, stretch.heading_end, stretch.end) if told and max(told.values()) >= 2 else []
    if len(lines) >= 2 and not any(f.number for f in lines):  # problems on lines of their own, without numbers
        return [Stretch(f.start, f.problem_end, f.end, heads, (*stretch.numbers, f.number)) for f in lines]
    return [stretch]


def _tasks(text: str, start: int, end: int) -> int:
    """Where the tasks set for one problem (整改任务1：…) begin in `start:end`; -1 where there are none."""
    for line in _TASK_LINE.finditer(text, start, end):
        number = number_at(text, line.end())
        if number is not None and number.form is Form.TASK:
            return line.end()
    return -1


def citable(numbers: Sequence[str]) -> str:
    """Printed numbers of a path in one spelling without dots: ("二、", "（一）", "1.", "（3）") → "二(一)1(3)"."""
    result = last = ""
    for number in numbers:
        plain = fold(number).replace("【", "(").replace("】", ")")
        bare = re.sub(rf"[\s、:,{ORNAMENTS}]|^[-*]+|\.(?!\d)|是$|要$", "", plain)
        if bare[:1].isdigit() and bare.startswith(f"{last}."):  # 2.1 below 2 says both
            result = result.removesuffix(last)
        last = bare if bare[:1].isdigit() else ""
        joint = "-" if result[-1:].isdigit() and bare[:1].isdigit() and bare[:1].isascii() else ""
        result += joint + bare if bare else ""
    return result


def _place(metadata: Metadata, notice_id: str) -> str:
    place = region(fold(metadata.region.value)) if metadata.region else None
    if place:
        return place.short
    return metadata.unit.value if metadata.unit else notice_id


def _own(printed: str, behind: int, problem: Span) -> str:
    """The number a table row begins with, unless another column's words stand behind it."""
    return printed if problem.start <= behind else ""


def _stretch(section: Section, above: tuple[Section, ...]) -> Stretch:
    numbers = tuple(s.number for s in (*above, section) if s.number) if citable((section.number,)) else ()
    return Stretch(section.start, section.heading.end, section.end, tuple(s.heading for s in above), numbers)


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    folded: str
    notice_id: str
    signed: str

    def span(self, start: int, end: int) -> Span:
        start, end = trimmed(self.text, start, end)
        return Span(start, end, self.text[start:end])

    def item(self, stretch: Stretch, item_id: str) -> Item:
        start, end = trimmed(self.text, stretch.start, stretch.end)
        printed, at = after_number(self.text, start, end)
        found = stretch.blocks
        if found is None:
            read = blocks(self.folded, start, end)
            found = tuple(b for b in read if b.start > at or b.part is Part.PROBLEM)
        found = tuple(self._told(b) for b in found)
        problem = self._problem(stretch, at, end, found)
        listed = self._measures(stretch, problem, end, found)
        answered = {b.start for b in self._answers(found)}
        result = first([b for b in found if b.start not in answered], Part.RESULT)
        status, words = written(
            self.folded, (start, end), found, listed, (*stretch.heads, *([stretch.group] if stretch.group else ()))
        )
        mentions = dates(self.text, start, end, self.signed)
        return Item(
            id=item_id,
            notice_id=self.notice_id,
            number=printed if stretch.blocks is None else stretch.numbers[-1] or _own(printed, at, problem),
            path=tuple(head.text for head in stretch.heads),
            start=start,
            end=end,
            problem=problem,
            measures=listed,
            result=self.span(result.body, result.end) if result and result.body < result.end else None,
            status=status,
            status_quote=self.span(*words) if words else None,
            hints=self._hints(mentions, found, start, end),
            documents=documents(self.text, start, end),
            figures=figures(self.text, start, end),
            dates=mentions,
        )

    def _told(self, block: Block) -> Block:
        """ "整改情况:已完成" tells a status; the measures then stand in front of it."""
        words = self.folded[block.body : block.end]
        if block.part is Part.DEADLINE:  # "2022年9月底前,已完成"
            words = re.split("[,;]", words)[-1]
        tells = block.part is Part.MEASURES or (block.part is Part.DEADLINE and words.startswith("已"))
        return replace(block, part=Part.STATUS) if tells and only_status(words) else block

    def _problem(self, stretch: Stretch, at: int, end: int, found: Sequence[Block]) -> Span:
        """The labelled problem, else what stands in front of the first answer, else the heading."""
        labelled = first(found, Part.PROBLEM)
        answers = [b for b in found if b.part is not Part.PROBLEM]
        first_told = stretch.blocks is not None or not answers or (labelled and labelled.start < answers[0].start)
        if labelled and labelled.body < labelled.end and first_told:  # of a table's columns any may come first
            stop = self._before_list(labelled)
            noted = NOTED.search(self.folded, labelled.body, stop)
            stop = noted.start() if noted and noted.start() > labelled.body else stop
            while stop > labelled.body + 1 and self.folded[stop - 1] in ";, ":
                stop -= 1
            return self.span(labelled.body, stop)
        stop = max(stretch.heading_end, at)
        told = any(b.part is Part.MEASURES for b in answers)
        if answers and (told or answers[0].start < stop) and _tasks(self.text, stop, stretch.end) < 0:
            stop = answers[0].start if told else min(stop, answers[0].start)
        if stop <= at:
            stop = end
        words = _ANSWERED.search(self.folded, at, stop)
        cut = words.start() if words and words[0].strip(" 。:;\n") else stop
        noted = NOTED.search(self.folded, at, cut)
        cut = noted.start() if noted and noted.start() > at else cut
        start, stop = trimmed(self.text, at, cut if cut > at else stop)
        if self.text[start : start + 1] == "【" and self.text[start:stop].endswith("】"):
            start, stop = start + 1, stop - 1
        return self.span(start, stop)

    def _before_list(self, problem: Block) -> int:
        """Where a labelled problem ends: in front of a list on the lines below, which answers it."""
        line = self.folded.find("\n", problem.body, problem.end)
        below = trimmed(self.text, line, problem.end)[0] if line >= 0 else problem.end
        number = number_at(self.text, below) if below < problem.end else None
        bullet = number is None and after_number(self.text, below, problem.end)[1] > below
        return line if bullet or (number and number.value == 1) else problem.end

    def _measures(self, stretch: Stretch, problem: Span, end: int, found: Sequence[Block]) -> tuple[Measure, ...]:
        begin = max(problem.end, stretch.heading_end)
        after = [b.start for b in found if b.part is not Part.PROBLEM and b.start >= begin]
        tasks = _tasks(self.text, begin, end)
        if tasks >= 0:  # each with its own answer; what stands behind them all is labelled once
            ends = [b for b in found if b.part in (Part.RESULT, Part.STATUS)]
            return measures(self.text, tasks, ends[0].start if len(ends) == 1 else end)
        told = self._answers(found)
        if told:
            return tuple(m for b in told for m in measures(self.text, self._behind_status(b.body, b.end), b.end))
        begin, stop = trimmed(self.text, begin, after[0] if after else end)
        while begin < stop and self.folded[begin] in ",。;:":
            begin += 1
        return measures(self.text, self._behind_status(begin, stop), stop)

    def _answers(self, found: Sequence[Block]) -> list[Block]:
        """The blocks that say what was done; "整改完成情况:" does, where nothing else is labelled so."""
        told = [b for b in found if b.part is Part.MEASURES]
        return told or [
            b
            for b in found
            if b.part is Part.RESULT and b.label.endswith("情况") and not only_status(self.folded[b.body : b.end])
        ]

    def _behind_status(self, start: int, end: int) -> int:
        """Where the measures begin: behind a first sentence that only tells the status ("已完成整改。一是…")."""
        sentence = _FIRST_SENTENCE.match(self.folded, start, end)
        return sentence.end() if sentence and sentence.end() < end and only_status(sentence[0]) else start

    def _hints(self, mentions: Sequence[DateMention], found: Sequence[Block], start: int, end: int) -> tuple[Span, ...]:
        """The clauses that promise something by a date, and a stated deadline; not statements of status."""
        spans: dict[int, Span] = {}
        for mention in mentions:
            if mention.commitment:
                a, b = promise(self.folded, mention.quote.start, start, end)
                spans.setdefault(a, self.span(a, b))
        for block in found:
            if block.part is Part.DEADLINE and block.body < block.end:
                spans = {a: s for a, s in spans.items() if not block.start <= a <= block.end}
                spans[block.start] = self.span(block.start, block.end)
        return tuple(spans[a] for a in sorted(spans))
