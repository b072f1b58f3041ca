"""The status of an item, only where the notice words it about the item itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data.groups import group_status
from data.labels import Block, Part, after_number
from data.status_words import EXPECTED, PLAIN, SUBJECT, TERM, status_of
from data.types import Item, Measure, Span, Status

_RATE = re.compile(
    r"(?:(?:整改|任务|问题)?(?:整改)?完成率|(?:(?<![\u4e00-\u9fa5])|(?<=问题)|(?<=任务)|(?<=事项))整改率)\s*(?:为|达到?|是|:)?\s*(?P<rate>\d{1,3}(?:\.\d+)?)\s*%"
)
# A clause that is nothing but a status, with or without naming the item as its subject
_ABOUT_ITEM = re.compile(rf"{SUBJECT}(?:{TERM})")
_BARE = re.compile(
    rf"(?:目前|现|截[至止]目前|当前)?[,]?(?:问题|整改(?:任务|工作)?)??(?:状态)?[:]?(?:{TERM})(?:[并且、]+(?:{PLAIN}))?"
)
_TOLD = "(?:整改|完成|落实)?(?:状态|结果|进展|进度|情况)"
_FRAMED = re.compile(
    rf"[【(\[]\s*(?:[^()【】\[\]\n]{{0,48}}[,;](?=[已未]|{_TOLD}:))?(?:{SUBJECT}|(?:{_TOLD})?\s*:?)\s*"
    rf"(?:已于[^,。;()]{{2,12}}?(?:前|底|日|月|年)(?=\D))?"
    rf"(?:{TERM})(?:[,、并且;]+(?:{PLAIN}))*\s*[】)\]]"
)
_CLAUSE = re.compile(r"[^,。;!?\n]+")
_FROM_START = 24  # characters in front of a status in a result line ("已通过…,整改到位"): beyond that it is prose

Found = tuple[Status, int, int]


def written(
    folded: str, item: tuple[int, int], found: Sequence[Block], measures: Sequence[Measure], heads: Sequence[Span]
) -> tuple[Status, tuple[int, int] | None]:
    """Status and the place of its words, or (UNSTATED, None).

    Read in this order: status label, result label, a framed word at the end of a line, a sentence whose
    subject is the item, the heading of the group ("已完成整改的问题", innermost first). Words inside a
    numbered measure speak of that measure.
    """
    for part in (Part.STATUS, Part.RESULT, Part.MEASURES):
        labels = {block.label for block in found if block.part is part and block.label}
        alike = [block for block in found if block.part is part or block.label in labels]
        labelled = [told for block in alike if (told := _labelled(folded, block))]
        if labelled:  # several speak of the item only where they agree
            same = len({status for status, _, _ in labelled}) == 1
            return (labelled[0][0], labelled[0][1:]) if same else (Status.UNSTATED, None)
    start, end = item
    inside = (
        _in_label(folded, found)
        or _framed(folded, start, end, measures)
        or _rate(folded, start, end, measures)
        or _sentence(folded, start, end, measures)
    )
    if inside:
        return inside[0], inside[1:]
    for head in reversed(heads):
        grouped = group_status(folded[head.start : head.end])
        if grouped:
            return grouped, (head.start, head.end)
    return Status.UNSTATED, None


def closed_alike(text: str, folded: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, those with a status behind their last measure ("2.审批时限压缩70%。已完成。") with that status.

    One such sentence may speak of the last measure alone; where all items that say nothing else end in one,
    two or more of them, it speaks of the item.
    """
    places = [place for place, item in enumerate(items) if item.status is Status.UNSTATED]
    closed = [_closing(folded, items[place].measures) for place in places]
    if len(closed) < 2 or not all(closed):
        return tuple(items)
    told = list(items)
    for place, found in zip(places, closed, strict=True):
        if found:
            status, start, end = found
            *listed, last = told[place].measures
            stop = start - len(text[last.start : start]) + len(text[last.start : start].rstrip())
            listed.append(Measure(last.number, last.start, stop, text[last.start : stop]))
            quote = Span(start, end, text[start:end])
            told[place] = replace(told[place], status=status, status_quote=quote, measures=tuple(listed))
    return tuple(told)


def _closing(folded: str, measures: Sequence[Measure]) -> Found | None:
    """The status that is the whole last sentence of a list of measures."""
    if len(measures) < 2 or not measures[-1].number:
        return None
    last = measures[-1]
    words = folded[last.start : last.end].rstrip("。; ")
    at = max(words.rfind("。"), words.rfind(";")) + 1
    match = _BARE.match(words, at) if at and only_status(words[at:]) else None
    return (status_of(match), last.start + at, last.start + len(words)) if match else None


def _in_label(folded: str, found: Sequence[Block]) -> Found | None:
    """A status in brackets between a label and its colon: "整改情况(已完成):…"."""
    for block in found:
        framed = _FRAMED.search(folded, block.start, block.body) if block.part is not Part.PROBLEM else None
        if framed:
            return status_of(framed), framed.start(), framed.end()
    return None


def only_status(folded: str) -> bool:
    """Whether a stretch consists of nothing but status clauses ("已完成,长期坚持。")."""
    told = False
    for clause in _CLAUSE.finditer(folded):  # most stretches are prose, told by their first clause
        words = clause[0].strip()
        plain = _BARE.fullmatch(words, after_number(words, 0, len(words))[1])
        if words and not plain and not (told and re.fullmatch(EXPECTED, words)):
            return False
        told = told or bool(words)
    return told


def _labelled(folded: str, block: Block) -> Found | None:
    """A status word right behind the label, or, behind a status or result label, as a clause of its own near it."""
    words = folded[block.body : block.end]
    if any(box in words for box in _EMPTY):
        return _ticked(folded, block)
    rate = _RATE.match(folded, block.start, block.end) or _percent(folded, block)
    if rate:
        return rate if isinstance(rate, tuple) else _from_rate(rate)
    for number, clause in enumerate(_CLAUSE.finditer(folded, block.body, block.end)):
        words = clause[0].strip()
        if block.part is Part.STATUS and after_number(words, 0, len(words))[1]:
            return _agreed(folded, block)
        match = re.match(TERM, words) if block.part is Part.STATUS else None
        match = match or _BARE.fullmatch(words) or _ABOUT_ITEM.fullmatch(words)
        if match:
            at = clause.start() + clause[0].index(words)
            return status_of(match), at, at + len(words)
        if block.part is Part.MEASURES or number >= 3 or clause.start() - block.body > _FROM_START:
            break
    if block.part is Part.RESULT:
        return _last_sentence(folded, block.body, block.end)
    return None


_EMPTY = "□☐"
_FULL = "☑✓✔√■☒"
_TICKED = re.compile(rf"[{_FULL}]\s*(?:{TERM})")
_TICKED_BEHIND = re.compile(rf"(?:{TERM})\s*[(]?[{_FULL}]")


def _ticked(folded: str, block: Block) -> Found | None:
    """The one of several printed statuses whose box is ticked: "☑已完成 □正在推进", or boxes behind."""
    behind = re.match(rf"\s*[{_EMPTY}{_FULL}]", folded[block.body : block.end]) is None
    ticked = list((_TICKED_BEHIND if behind else _TICKED).finditer(folded, block.body, block.end))
    return (status_of(ticked[0]), *ticked[0].span()) if len(ticked) == 1 else None


def _agreed(folded: str, block: Block) -> Found | None:
    """What a numbered list of statuses says, where all its members say the same ("①已完成;②已完成")."""
    told = []
    for clause in _CLAUSE.finditer(folded, block.body, block.end):
        words = clause[0].strip()
        told.append(re.match(TERM, words[after_number(words, 0, len(words))[1] :]))
    found = {status_of(match) for match in told if match}
    return (found.pop(), block.body, block.end) if len(found) == 1 and all(told) else None


def _percent(folded: str, block: Block) -> Found | None:
    words = folded[block.body : min(block.end, block.body + _FROM_START)]
    if block.part is not Part.STATUS and not re.fullmatch(r"(?:已?完成)?\d{1,3}(?:\.\d+)?%。?", words):
        return None  # the result 100% says how much is done, 100%的村 does not
    rate = re.match(r"\s*(?:已?完成(?:率)?(?:为|达到?|至|了)?)?\s*(?P<rate>\d{1,3}(?:\.\d+)?)\s*%", words)
    if not rate:
        return None
    status = Status.COMPLETED if float(rate["rate"]) >= 100 else Status.NOT_YET
    return status, block.body, block.body + rate.end()


def _from_rate(rate: re.Match[str]) -> Found:
    """A rate of 100 % says completed; a smaller one says, and says only, that it is not."""
    status = Status.COMPLETED if float(rate["rate"]) >= 100 else Status.NOT_YET
    return status, rate.start(), rate.end()


def _framed(folded: str, start: int, end: int, measures: Sequence[Measure]) -> Found | None:
    """【已完成】 or (已整改) at the end of a line of the item's heading, or at the item's end."""
    found = list(_FRAMED.finditer(folded, start, end))
    if any(_inside(m.start(), measures) for m in found):
        # every measure says how far it is; together they speak of the item only where they agree
        every = [m for m in found if any(x.start <= m.start() < x.end for x in measures)]
        agreed = len(every) == len(measures) and len({status_of(m) for m in every}) == 1
        return (status_of(every[-1]), *every[-1].span()) if agreed else None
    for match in found:
        line_end = folded.find("\n", match.end(), end)
        rest = folded[match.end() : line_end if line_end >= 0 else end].strip(" 。")
        if not rest or not after_number(folded, start, match.start())[1] < match.start():
            return status_of(match), match.start(), match.end()
    return None


def _rate(folded: str, start: int, end: int, measures: Sequence[Measure]) -> Found | None:
    for match in _RATE.finditer(folded, start, end):
        if folded[match.start() : match.start() + 2] == "整改" and not _inside(match.start(), measures):
            return _from_rate(match)
    return None


def _sentence(folded: str, start: int, end: int, measures: Sequence[Measure]) -> Found | None:
    """The last clause that says of "该问题" or "此项工作" how far it is.

    A clause without a subject counts on a line of its own, or as the item's last sentence where its
    measures are not a list whose last member it could belong to.
    """
    best: Found | None = None
    listed = any(m.number for m in measures)
    for clause in _CLAUSE.finditer(folded, start, end):
        words = clause[0].strip()
        about = _ABOUT_ITEM.fullmatch(words)
        alone = None if about else _BARE.fullmatch(words)
        if alone and not _own_line(folded, clause, start, end):
            placed = _last(folded, clause, start, end) or _first(folded, clause, measures)
            ahead = placed and listed and clause.end() <= measures[0].start  # it speaks of all of the list
            alone = alone if ahead or (placed and (not listed or _behind_list(folded, clause, measures))) else None
        match = about or alone
        if match and not _inside(clause.start(), measures):
            at = clause.start() + clause[0].index(words)
            best = status_of(match), at, at + len(words)
            if alone:
                break
    return best


def _first(folded: str, clause: re.Match[str], measures: Sequence[Measure]) -> bool:
    """Whether a clause opens the first sentence of the answer, which says nothing but the status."""
    if not measures:
        return False
    stop = folded.find("。", clause.end(), clause.end() + _FROM_START)
    begins = measures[0].start in (clause.start(), stop + 1) or not folded[stop + 1 : measures[0].start].strip()
    opens = clause.start() == 0 or folded[clause.start() - 1] in "。;:!?\n"
    return stop >= 0 and begins and opens and only_status(folded[clause.start() : stop])


def _last(folded: str, clause: re.Match[str], start: int, end: int) -> bool:
    """Whether a clause opens the last sentence of `start:end`."""
    at = _lead(folded, start, clause.start())
    opens = at == start or folded[at - 1] in "。;!?\n"
    return opens and not re.search(r"[。;!?\n]", folded[clause.end() : end].rstrip(" 。;\n"))


def _behind_list(folded: str, clause: re.Match[str], measures: Sequence[Measure]) -> bool:
    """Whether a sentence behind a list speaks of all of it.

    It does where it says 整改, which is done to problems, not to measures, or where the members end in
    semicolons, so that the list's own sentence ends in front of it ("①…;②…。已完成。").
    """
    if "整改" in clause[0]:
        return True
    inner = [m for m in measures if m.number][:-1]
    ended = clause.start() > measures[-1].start and folded[clause.start() - 1] == "。"
    return bool(inner) and ended and all(folded[m.end - 1] in ";," for m in inner)


def _own_line(folded: str, clause: re.Match[str], start: int, end: int) -> bool:
    at = _lead(folded, start, clause.start())
    first = folded.rfind("\n", start, at) + 1 or start
    last = folded.find("\n", clause.end(), end)
    return folded[first : last if last >= 0 else end].strip(" 。") == folded[at : clause.end()].strip()


_UNTIL_NOW = re.compile(r"(?:截至[^,。;\n]{0,14}|目前|现|至此|当前),$")


def _lead(folded: str, start: int, at: int) -> int:
    """Where "截至目前," in front of a clause begins, else the clause's own start."""
    found = _UNTIL_NOW.search(folded, max(start, at - _FROM_START), at)
    return found.start() if found else at


def _last_sentence(folded: str, start: int, end: int) -> Found | None:
    for clause in reversed(list(_CLAUSE.finditer(folded, start, end))[-2:]):
        words = clause[0].strip()
        match = _ABOUT_ITEM.fullmatch(words) or _BARE.fullmatch(words)
        if match:
            at = clause.start() + clause[0].index(words)
            return status_of(match), at, at + len(words)
    return None


def _inside(at: int, measures: Sequence[Measure]) -> bool:
    return any(m.number and m.start <= at < m.end for m in measures[:-1])
