"""The labels that divide an item: 存在问题:, 整改措施:, 【整改情况】, 整改结果:, 整改状态:, 整改时限:, 责任单位:."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from data.numbering import ORNAMENTS, number_at


class Part(Enum):
    """What stands behind a label."""

    PROBLEM = auto()
    MEASURES = auto()
    RESULT = auto()
    STATUS = auto()
    DEADLINE = auto()
    OWNER = auto()
    ASIDE = auto()  # why it came about, what was aimed at: neither the problem nor what was done


ANSWERS = (Part.MEASURES, Part.RESULT, Part.STATUS)  # what a notice says to a problem

# Whole labels, so that a sentence which merely contains such words is none. Order matters: first match wins.
_WORDING: tuple[tuple[Part, str], ...] = (
    (
        Part.OWNER,
        r"(?:牵头|责任|配合|整改|主责|承办|落实|分管|包保|督办)?(?:责任)?(?:单位|部门|科室|处室|领导|人|主体)(?:[及和、](?:责任)?(?:人|部门|科室|单位))?"
        r"|整改责任|责任分工",
    ),
    (Part.DEADLINE, r"(?:整改|完成|办结|落实)?(?:整改|完成)?(?:时限|期限|时间|日期)(?:要求)?"),
    (
        Part.STATUS,
        r"(?:目前|当前)?(?:整改|完成|办理|落实|进展|任务|销号)?(?:完成)?(?:状态|进度|完成率)|是否(?:已)?(?:完成)?(?:整改|销号|完成)|销号情况",
    ),
    (Part.ASIDE, r"(?:整改|工作|落实)目标|(?:问题|产生|主要|存在)?的?原因(?:分析|剖析)?|(?:问题|原因)(?:分析|剖析)"),
    (
        Part.RESULT,
        r"(?:整改|落实|完成|取得|工作|主要|具体)?(?:完成|落实|整改)?的?(?:结果|成效|效果|成果|结论|完成情况)",
    ),
    (
        Part.PROBLEM,
        r"(?:巡[察视]|审计|检查|督[查察])?(?:反馈|存在|具体|主要|发现|指出|查出)?的?(?:主要|具体)?问题(?:描述|表现|内容|清单)?|反馈意见|巡[察视]组?反馈(?:内容)?|问题表述|巡[察视]反馈意见"
        r"|(?:巡[察视]组?|审计|检查组?|督[察查]组?)(?:反馈)?(?:指出|认为)(?:的?问题)?|反馈指出",
    ),
    (
        Part.MEASURES,
        r"(?:已?采取的?|具体|主要|工作|目前|对应的?)?(?:整改|落实|改进|纠正|工作|推进)?(?:工作|任务|落实|推进|进展|具体|完成)?的?"
        r"(?:措施|举措|情况|进展|做法|过程)(?:(?:及|和|与|、)?(?:落实|整改|完成|取得的?)?(?:结果|成效|进展|情况|效果|措施|成果))?(?:情况)?|整改(?:落实)?|长效机制|当下改|长久立|立行立改|举一反三",
    ),
)
_LABEL = "|".join(f"(?P<{part.name}>{words})" for part, words in _WORDING)
_NUMBERED = (
    r"(?:\d{1,2}(?:\.\d{1,2}){1,2}[ 、]\s*|\d{1,2}\s*[.、]\s*"
    r"|\(\s*(?:\d{1,2}|[一二三四五六七八九十])\s*\)\s*|[一二三四五六七八九十]\s*、\s*|[①-⑳]\s*)"
)
_NUMBER = _NUMBERED + "?"
_BULLET = rf"(?:[ {ORNAMENTS}]|[-*+](?= ))*"  # a list of a page, or of Markdown
# 措施一:, 问题(2):, 整改情况(已完成):
_SUFFIX = r"(?:\(?[一二三四五六七八九十\d]{1,2}\)?|\((?=已|基本|正在|持续|长期|完成|未|阶段)[^()\n]{2,14}\))?"
_AT_LINE = re.compile(
    rf"(?:^|(?<=\n)){_BULLET}{_NUMBER}(?:【\s*(?:{_LABEL})\s*】\s*:?"
    rf"|\[\s*(?:{_LABEL.replace('?P<', '?P<B')})\s*\]\s*:?"
    rf"|(?:{_LABEL.replace('?P<', '?P<C')})\s*(?:{_SUFFIX}\s*:|(?=\n)|(?<=[^\s\d]{{4}})(?<!问题)[ ]{{1,4}}(?=\S)|$))"
    rf"|(?:^|(?<=\n))[ ]*{_NUMBERED}(?:{_LABEL.replace('?P<', '?P<D')})\s*。",
    re.MULTILINE,
)
_IN_LINE = re.compile(
    rf"(?<=[。;:!?”】)])[ ]*{_NUMBER}(?:【\s*)?(?:{_LABEL})\s*(?:】\s*:?|{_SUFFIX}\s*:)"
    rf"|(?<=[^\s。;:!?”】)])[ ]*【\s*(?:{_LABEL.replace('?P<', '?P<E')})\s*】\s*:?"  # a bracket needs no stop in front
)
_DASH = re.compile(rf"(?:[-—–―─]{{1,4}}|[{ORNAMENTS}]+)[ \u3000]*")
_HEADING = re.compile(rf"\s*(?:{_LABEL})\s*[:。]?\s*")
# "(责任单位:…;完成时限:…)(已完成)" behind a heading tells of the task, not of the problem
NOTED = re.compile(r"(?:\s*[(【\[][^()【】\[\]]*(?:责任|牵头|时限|期限|完成|整改|坚持|推进)[^()【】\[\]]*[)】\]])+\s*$")
# "问题:" alone decides little; a label must speak of rectification where several readings are possible
_TELLING = re.compile(r"整改|措施|举措|落实|进展|成效|结果|效果|完成|做法|长效机制|当下改|长久立|立行立改|举一反三")


@dataclass(frozen=True, slots=True)
class Block:
    """A label at `start:body` and what it labels, `body:end`, up to the next label; both trimmed."""

    part: Part
    label: str
    start: int
    body: int
    end: int


def blocks(folded: str, start: int, end: int) -> tuple[Block, ...]:
    """The labelled blocks of `start:end` of a folded text, in order; the last one runs to `end`."""
    marks: dict[int, tuple[Part, str, int]] = {}
    for matches in (_at_lines(folded, start, end), _in_lines(folded, start, end)):
        brackets = _Brackets(folded, start)
        for found in matches:
            part, label = _which(found)
            inside = brackets.open_at(found.start())
            if inside or (part is Part.MEASURES and not _TELLING.search(label)):
                continue
            at = found.start() + len(found[0]) - len(found[0].lstrip())
            marks.setdefault(at, (part, label, found.end()))
    starts: list[int] = []
    for at in sorted(marks):  # "(一)问题:" is one label, not a second one behind its bracket
        if not starts or at >= marks[starts[-1]][2]:
            starts.append(at)
    return tuple(_block(folded, at, marks[at], stop) for at, stop in zip(starts, [*starts[1:], end], strict=False))


def _at_lines(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `_AT_LINE.finditer` gives; it would try every character, and only a line can begin with a label."""
    at = start
    while at < end:
        if at and folded[at - 1] != "\n":
            at = folded.find("\n", at, end) + 1 or end
            continue
        found = _AT_LINE.match(folded, at, end)
        if found:
            yield found
        at = found.end() if found else at + 1


def _in_lines(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `_IN_LINE.finditer` gives: nothing where neither mark stands that a label ends with."""
    if any(folded.find(mark, start, end) >= 0 for mark in ":】"):
        yield from _IN_LINE.finditer(folded, start, end)


class _Brackets:
    """Whether places stand inside "(责任单位:…;完成时限:…)", which belongs to the heading in front of it.

    Asked in ascending order, it reads a line of any length once.
    """

    def __init__(self, folded: str, start: int) -> None:
        self._folded = folded
        self._read = start  # offset up to which brackets have been counted
        self._depth = 0  # brackets of this line opened and not closed

    def open_at(self, at: int) -> bool:
        line = self._folded.rfind("\n", self._read, at)
        if line >= 0:
            self._read, self._depth = line + 1, 0
        passed = self._folded[self._read : at + 1]
        self._depth += passed.count("(") - passed.count(")")
        self._read = max(self._read, at + 1)
        return self._depth > 0 and self._folded[at] != "("


def heading_part(title: str) -> Part | None:
    """The part a folded heading names when it is nothing but a label ("整改措施"), else None."""
    found = _HEADING.fullmatch(title)
    if not found:
        return None
    part, label = _which(found)
    return part if part is not Part.MEASURES or _TELLING.search(label) else None


def _which(found: re.Match[str]) -> tuple[Part, str]:
    for name, value in found.groupdict().items():
        if value is not None:
            plain = name[1:] if name[1:] in Part.__members__ else name
            return Part[plain], value
    raise AssertionError("a label pattern matched without a label")


def _block(folded: str, at: int, mark: tuple[Part, str, int], stop: int) -> Block:
    part, label, body = mark
    body, end = trimmed(folded, body, stop)
    return Block(part, label, at, body, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def after_number(text: str, start: int, end: int) -> tuple[str, int]:
    """The number printed at `start` (or "") and the offset of what follows it; a dash or an ornament is none."""
    number = number_at(text, start)
    if number is None or start + len(number.printed) > end:
        dash = _DASH.match(text, start, end)
        return "", dash.end() if dash else start
    at = start + len(number.printed)
    while at < end and text[at].isspace():
        at += 1
    return number.printed.strip(), at


def first(found: Sequence[Block], *parts: Part) -> Block | None:
    """The first block of one of the parts, or None."""
    return next((b for b in found if b.part in parts), None)
