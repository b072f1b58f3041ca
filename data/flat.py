"""Items of a notice without headings: told apart by what their lines begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.labels import ANSWERS, Part, after_number, blocks
from data.wording import problem_like

_OPENER = re.compile(r"(?:关于|针对|对于|对|反馈(?=“))[^。\n]{2,120}?问题")
_SENTENCE_OPENER = re.compile(r"(?:^|[。!?\n])\s*(?P<words>(?:针对|关于)[^。\n]{2,120}?问题)", re.MULTILINE)
_AFTERWARDS_SENTENCE = re.compile(r"[。!?]\s*(?P<words>下一步|今后|接下来)")
# what stands behind the last item: an outlook, a summary of them all, an invitation
_AFTERWARDS = re.compile(r"(?:下一步|今后|接下来|欢迎广大|特此|(?:以上|上述)[^,。;]{0,6}问题|整改(?:时间)?截[至止])")


@dataclass(frozen=True, slots=True)
class Flat:
    """An item found line by line; the problem's wording ends at `problem_end`."""

    start: int
    problem_end: int
    end: int
    number: str


def flat(folded: str, start: int, end: int) -> list[Flat]:
    """Items of `start:end`: a line that labels or words a problem opens one, which runs to the next.

    Lines that only speak of problems in passing open nothing: a wording without a label needs an
    answer label, or a second such line, to count.
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", folded[:end]) if m.start() >= start]
    opened = [i for i, line in enumerate(lines) if _opens(folded, line)]
    if not opened:
        opened = _before_answers(folded, lines)
    if not opened:
        return _sentences(folded, lines) or _alternating(folded, lines)
    found = []
    for index, following in zip(opened, [*opened[1:], len(lines)], strict=False):
        stop = lines[following][0] if following < len(lines) else end
        stop = _stop(folded, lines, index + 1, following, stop)
        number, at = after_number(folded, lines[index][0], lines[index][1])
        found.append(Flat(lines[index][0], _problem_end(folded, at, lines[index][1]), stop, number))
    return found if len(found) > 1 or (found and _answers(folded, found[0].start, found[0].end)) else []


def _sentences(folded: str, lines: list[tuple[int, int]]) -> list[Flat]:
    """Prose that takes up one problem after the other: "针对…问题,…。针对…问题,…。" inside a paragraph."""
    found: list[Flat] = []
    for a, b in lines:
        opened = list(_SENTENCE_OPENER.finditer(folded, a, b))
        starts = [m.start("words") for m in opened]
        for match, stop in zip(opened, [*starts[1:], b], strict=False):
            later = _AFTERWARDS_SENTENCE.search(folded, match.end(), stop)
            found.append(Flat(match.start("words"), match.end(), later.start("words") if later else stop, ""))
    return found if len(found) > 1 else []


_MAX_FINDING = 60  # characters; a finding is shorter than the paragraph that answers it
_MIN_PAIRS = 3  # fewer lines in turn may be chance


def _alternating(folded: str, lines: list[tuple[int, int]]) -> list[Flat]:
    """Findings and answers in turn, without a number or a label: every other line is short and words a problem.

    Two thirds of them must word one as lists of findings do, and none of the lines between.
    """
    words = [any(problem_like(clause) for clause in re.split("[,。;]", folded[a:b].strip())) for a, b in lines]
    short = [b - a <= _MAX_FINDING and folded[b - 1] != ":" for a, b in lines]  # 如下: leads in
    first = next((i for i, worded in enumerate(words) if worded and short[i]), len(lines))
    findings = range(first, len(lines) - 1, 2)
    worded = sum(words[i] for i in findings)
    if len(findings) < _MIN_PAIRS or (len(lines) - first) % 2 or 3 * worded < 2 * len(findings):
        return []
    if any(words[i + 1] or not short[i] for i in findings):
        return []
    return [Flat(lines[i][0], lines[i][1], lines[i + 1][1], "") for i in findings]


def _opens(folded: str, line: tuple[int, int]) -> bool:
    a, b = line
    _, at = after_number(folded, a, b)
    found = blocks(folded, a, b)
    if found and found[0].start - a <= at - a and found[0].part is Part.PROBLEM:
        return True
    return bool(_OPENER.match(folded, at, b)) and not folded[at:b].startswith(("针对反馈问题", "对反馈"))


def _before_answers(folded: str, lines: list[tuple[int, int]]) -> list[int]:
    """The lines in front of, or holding, a measure label, when they word a problem."""
    found: list[int] = []
    for index, (a, b) in enumerate(lines):
        labelled = [x for x in blocks(folded, a, b) if x.part in (Part.MEASURES, Part.RESULT)]
        if not labelled:
            continue
        opener = index if labelled[0].start > a + 4 else index - 1
        if opener == index - 1 >= 0 and _labelled(folded, lines[opener]):
            continue  # 措施2: below 措施1:
        if opener >= 0 and opener not in found and (not found or opener > found[-1]):
            words = folded[lines[opener][0] : labelled[0].start if opener == index else lines[opener][1]]
            if labelled[0].part is Part.MEASURES or problem_like(words.strip()):
                found.append(opener)
    return found


def _labelled(folded: str, line: tuple[int, int]) -> bool:
    """Whether a line begins with the label of an answer."""
    found = blocks(folded, *line)
    return bool(found) and found[0].start == line[0] and found[0].part in ANSWERS


def _problem_end(folded: str, at: int, end: int) -> int:
    answer = [b.start for b in blocks(folded, at, end) if b.part is not Part.PROBLEM and b.start > at]
    if answer:
        return answer[0]
    opener = _OPENER.match(folded, at, end)
    if opener:
        return opener.end() + (folded[opener.end() : opener.end() + 1] in ("。", ";"))
    sentence = re.compile(r"[。!?]").search(folded, at, end)
    return sentence.end() if sentence else end


def _stop(folded: str, lines: list[tuple[int, int]], first: int, last: int, stop: int) -> int:
    """The last item ends where the text turns to what comes next."""
    for index in range(first, min(last, len(lines))):
        a, b = lines[index]
        _, at = after_number(folded, a, b)
        if _AFTERWARDS.match(folded, at, b) and last >= len(lines):
            return a
    return stop


def _answers(folded: str, start: int, end: int) -> bool:
    return any(b.part in (Part.MEASURES, Part.RESULT, Part.STATUS) for b in blocks(folded, start, end))
