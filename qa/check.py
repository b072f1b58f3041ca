"""A notice checked against itself: counts, numbers, masks, pairs of marks, dates. Neutral, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from data.measures import printed_numbers
from data.numbering import Form, Number, number_at
from data.types import Field, Notice, Section, Span

_MASK = re.compile(r"[^\s，。；：、,;:]{0,8}(?:[*＊]{2,}|×{2,}|[█■]{2,})(?:[^\s，。；、,;]{0,8}(?=[\s，。；、,;]|$))?")
_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "〈": "〉",
    "「": "」",
    "『": "』",
}
_SAME = {"（": "(", "）": ")"}  # half- and full-width brackets may close each other
_CLOSERS = frozenset(_SAME.get(mark, mark) for mark in _PAIRS.values())
_COUNTED = re.compile(r"问题|措施")


class Kind(StrEnum):
    """What a finding is about."""

    COUNT = "数量"
    NUMBERING = "编号"
    MASKED = "遮蔽"
    PAIR = "成对标点"
    ORDER = "日期先后"
    INTERVAL = "日期间隔"


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation, worded without judgement; `spans` are the characters it speaks of, never empty."""

    kind: Kind
    message: str
    spans: tuple[Span, ...]


def check(notice: Notice) -> tuple[Finding, ...]:
    """All findings, by kind, then by place. A notice with nothing to remark gives none, or only intervals."""
    return (
        *_counts(notice),
        *_headings(notice),
        *_lists(notice),
        *_masked(notice),
        *_pairs(notice),
        *_dates(notice),
    )


def _counts(notice: Notice) -> Iterator[Finding]:
    """Stated totals of problems and measures against what the notice publishes."""
    published = {"问题": len(notice.items), "措施": sum(len(item.measures) for item in notice.items)}
    for field in notice.metadata.counts:
        what, _, total = field.value.rpartition(" ")
        counted = _COUNTED.search(what)
        if not counted or not total.isdigit() or not notice.items:
            continue
        found = published[counted[0]]
        if int(total) != found:
            unit = "个问题条目" if counted[0] == "问题" else "条措施(按正文分项计)"
            message = f"通报称{what} {total},正文公布 {found} {unit}"
            if counted[0] == "措施":
                message += f"、{len(notice.items)} 个问题条目"
            yield Finding(Kind.COUNT, message, (field.quote,))


def _headings(notice: Notice) -> Iterator[Finding]:
    """Gaps and repeats in the numbers of headings, level by level, whether they restart or run on."""
    last: dict[tuple[Form, int], int] = {}
    above = notice.body_start
    for section in notice.walk():
        number = number_at(section.heading.text)
        start, above = above, section.heading.end
        if number is None or not section.number:
            continue
        key = (number.form, section.level)
        before = last.get(key, 0)
        last[key] = number.value
        message = _step(section, before, number)
        if message and not _inline(notice, (start, section.start), number, before):
            yield Finding(Kind.NUMBERING, message, (section.heading,))


def _step(section: Section, before: int, number: Number) -> str:
    """What is remarkable about a number after the one before it; "" when it goes on or starts again at 1."""
    if number.value in (1, before + 1):
        return ""
    if number.value > before:
        missing = "、".join(str(n) for n in range(before + 1, number.value))
        return f"编号“{section.number}”之前缺 {missing}" + (f"(上一个为 {before})" if before else "")
    return f"编号“{section.number}”" + ("重复出现" if number.value == before else f"在 {before} 之后出现")


def _inline(notice: Notice, between: tuple[int, int], number: Number, before: int) -> bool:
    """Whether the numbers left out stand inside the text in front of a heading: "整改措施:(1)…" above "(2)…"."""
    printed = {n.value for _, n in printed_numbers(notice.text, *between) if n.form is number.form}
    return any(start < number.value and printed.issuperset(range(start, number.value)) for start in (1, before + 1))


def _lists(notice: Notice) -> Iterator[Finding]:
    """Gaps in 一是/二是 and ①② lists inside the text under one heading."""
    for start, end in _own_texts(notice):
        last: dict[tuple[Form, str], int] = {}
        for at, number in printed_numbers(notice.text, start, end):
            if number.form not in (Form.BE, Form.CIRCLED):
                continue
            key = (number.form, number.printed[-1] if number.form is Form.BE else "")
            before = last.get(key, 0)
            last[key] = number.value
            if number.value > before + 1:
                follows = f"上一个序号为 {before}" if before else "之前没有同类序号"
                span = notice.span(at, at + len(number.printed))
                yield Finding(Kind.NUMBERING, f"列举“{number.printed}”与前文不连续({follows})", (span,))


def _own_texts(notice: Notice) -> Iterator[tuple[int, int]]:
    """The text under each heading without the sections below it, and the text in front of the first."""
    heads = [s.heading for s in notice.walk()]
    starts = [notice.body_start, *(h.end for h in heads)]
    yield from zip(starts, [*(h.start for h in heads), notice.body_end], strict=True)


def _masked(notice: Notice) -> Iterator[Finding]:
    spans = tuple(
        notice.span(found.start(), found.end())
        for line in re.finditer(r"[^\n]+", notice.text)
        if any(char.isalnum() for char in line[0])  # a row of asterisks is a rule
        for found in _MASK.finditer(notice.text, *line.span())
    )
    if spans:
        yield Finding(Kind.MASKED, f"有 {len(spans)} 处内容以符号遮蔽,原样保留", spans)


def _pairs(notice: Notice) -> Iterator[Finding]:
    """Quotes and brackets without their partner in the same paragraph."""
    at = 0
    for line in notice.text.split("\n"):
        for place in _unpaired(line):
            span = notice.span(at + place, at + place + 1)
            around = line[max(0, place - 8) : place + 9]
            yield Finding(Kind.PAIR, f"“{around}”一处的 {line[place]} 没有与之配对的标点", (span,))
        at += len(line) + 1


def _unpaired(line: str) -> list[int]:
    waiting: list[tuple[int, str]] = []  # (offset, the closing mark it waits for)
    awaited: Counter[str] = Counter()  # of each closing mark, how many are waited for
    found: list[int] = []
    for i, char in enumerate(line):
        if char in _PAIRS:
            mark = _SAME.get(_PAIRS[char], _PAIRS[char])
            waiting.append((i, mark))
            awaited[mark] += 1
        elif (closing := _SAME.get(char, char)) in _CLOSERS:
            if not awaited[closing]:
                found.extend([] if _harmless(line, i) else [i])
                continue
            while waiting[-1][1] != closing:
                place, mark = waiting.pop()
                awaited[mark] -= 1
                found.append(place)
            waiting.pop()
            awaited[closing] -= 1
    return sorted([*found, *(place for place, _ in waiting)])


def _harmless(line: str, at: int) -> bool:
    """An apostrophe inside a Latin word, or the half bracket of a list number ("1)")."""
    left, right = line[max(0, at - 1) : at], line[at + 1 : at + 2]
    if line[at] == "’":
        return left.isascii() and left.isalpha() and right.isascii() and right.isalpha()
    if line[at] not in ")）":
        return False
    number = number_at(line, max(0, at - 3)) or number_at(line, max(0, at - 2)) or number_at(line, max(0, at - 1))
    return number is not None and number.form is Form.ARABIC_HALF


def _dates(notice: Notice) -> Iterator[Finding]:
    """Neighbouring dates of the notice: how far apart, and whether a later step is dated earlier."""
    m = notice.metadata
    steps = (
        ("巡视巡察开始", m.inspected_from),
        ("巡视巡察结束", m.inspected_to),
        ("反馈", m.feedback),
        ("落款", m.signed),
        ("网上发布", m.published),
    )
    known = [(name, field, day) for name, field in steps if field and (day := _day(field))]
    for (name, field, day), (next_name, next_field, next_day) in pairwise(known):
        days = (next_day - day).days
        spans = (field.quote, next_field.quote)
        between = f"{name}({day.isoformat()})与{next_name}({next_day.isoformat()})"
        if days < 0:
            yield Finding(Kind.ORDER, f"{between}先后相反,相差 {-days} 天", spans)
        else:
            inferred = "(含按上下文推定的年份)" if field.inferred or next_field.inferred else ""
            yield Finding(Kind.INTERVAL, f"{between}相距 {days} 天{inferred}", spans)


def _day(field: Field) -> date | None:
    """The day of an ISO date; None for a month or year alone."""
    try:
        return date.fromisoformat(field.value)
    except ValueError:
        return None
