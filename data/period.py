"""When and by whom a unit was inspected, and when the findings were handed over.

A year that is not printed is inferred only where exactly one year fits; the field is then marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from data.dates import TO, Found, find
from data.types import Field, Span

_SENTENCE = re.compile(r"[。!?\n]")
_INSPECTION = re.compile(r"巡察|巡视")
_FEEDBACK = re.compile(r"反馈|通报了|移交")
_ORG = (  # whose inspection it is: a party committee of any level, a ministry's or a firm's party group
    r"(?:中央|(?:[省市区县]委)?(?:教育|卫生健康|卫健|国资|直属机关|市直机关|机关)工委|(?:[\u4e00-\u9fa5]{1,3}省|自治区|省|市|区|县|旗|州|盟)委|自治区党委|兵团党委|新区党工委|党工委"
    r"|(?:(?:省|自治区|市|区|县|州|旗)[\u4e00-\u9fa5]{0,8}?(?:委|局|厅|办|会)|[省市总州区县]局|总署|总行|省联社|[省市分]行)党[委组]"
    r"|集团(?:公司)?党[委组]|公司党[委组]|[局厅校]党[委组]|学校党委|党[委组]|工委)"
)
_NUMBER = r"第?[一二三四五六七八九十\d]{1,3}(?:[、和]第?[一二三四五六七八九十\d]{1,3})*"
_BODY = re.compile(
    rf"(?P<body>{_ORG}(?:{_NUMBER}轮(?:[\u4e00-\u9fa5]{{0,4}}?(?:巡察|巡视))?)?(?:{_NUMBER})?(?:(?!派|组织|统一|部署|安排|决定|成立|开展|[对向])[\u4e00-\u9fa5]{{2,14}}?(?=专项))?(?:提级|交叉|专项|常规|联合|联动|机动|上下|政治)*(?:巡察|巡视)+(?:{_NUMBER})?(?:工作)?组)"
)
_ROUND = re.compile(
    rf"(?P<round>(?:[一二三四五六七八九十\d]{{1,3}}届)?(?:{_ORG})?(?:20\d\d年)?第?[一二三四五六七八九十\d]{{1,3}}轮"
    r"(?:(?:常规|专项|机动|提级|交叉|集中|政治|巡察|巡视)*(?:巡察|巡视))?)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """The inspection's fields; absent ones are None."""

    inspected_by: Field | None
    round: Field | None
    inspected_from: Field | None
    inspected_to: Field | None
    feedback: Field | None


def period(text: str, folded: str, start: int, end: int, bound: str) -> Period:
    """Read `start:end` (title and opening come first); `bound` is the ISO date of signature or publication, or ""."""
    sentences = _sentences(folded, start, end)
    first, last = _inspected(folded, sentences)
    by = _named(_BODY, "body", text, folded, _with_range(sentences, first) + sentences)
    return Period(
        by,
        _named(_ROUND, "round", text, folded, [s for s in sentences if _INSPECTION.search(folded, *s)]),
        _field(text, first),
        _field(text, last),
        _feedback(text, folded, sentences, (first, last), bound),
    )


def _sentences(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [m.end() for m in _SENTENCE.finditer(folded, start, end)]
    return [(a, b) for a, b in zip([start, *marks], [*marks, end], strict=True) if a < b]


def _with_range(sentences: list[tuple[int, int]], found: Found | None) -> list[tuple[int, int]]:
    return [(a, b) for a, b in sentences if found and a <= found.start < b]


def _inspected(folded: str, sentences: list[tuple[int, int]]) -> tuple[Found | None, Found | None]:
    """The first range of dates in a sentence about inspecting."""
    for a, b in sentences:
        if not _INSPECTION.search(folded, a, b):
            continue
        dates = list(find(folded, a, b))
        for first, last in pairwise(dates):
            if first.year and last.month and TO.fullmatch(folded, first.end, last.start):
                return first, last
    return None, None


def _named(
    pattern: re.Pattern[str], group: str, text: str, folded: str, sentences: list[tuple[int, int]]
) -> Field | None:
    for a, b in sentences:
        found = pattern.search(folded, a, b)
        if found:
            x, y = found.span(group)
            return Field(folded[x:y], Span(x, y, text[x:y]))
    return None


def _field(text: str, found: Found | None) -> Field | None:
    if not found or not found.iso:
        return None
    return Field(found.iso, Span(found.start, found.end, text[found.start : found.end]), found.carried)


def _feedback(
    text: str,
    folded: str,
    sentences: list[tuple[int, int]],
    ranged: tuple[Found | None, Found | None],
    bound: str,
) -> Field | None:
    """The first date that stands in front of 反馈 in its clause and is no part of the inspection's range."""
    inspected = ranged[1] or ranged[0]
    dated = [
        found
        for a, b in sentences
        for found in _feedback_dates(folded, a, b, inspected)
        if not any(found.start == of_range.start for of_range in ranged if of_range)
    ]
    dated = [d for d in dated if not inspected or not d.iso or d.iso >= inspected.iso[: len(d.iso)]]
    if not dated:
        return None
    first = dated[0]
    if first.year:
        return _field(text, first)
    for other in dated[1:]:
        if other.year and (other.month, other.day) == (first.month, first.day):
            return _inferred(text, first, other.year)
    year = _only_year(first, inspected, bound)
    return _inferred(text, first, year) if year else None


def _feedback_dates(folded: str, start: int, end: int, inspected: Found | None) -> list[Found]:
    """Dates followed by 反馈 with no other date in between, in a sentence on the inspection or soon after it."""
    dates = [d for d in find(folded, start, end) if d.month]
    near = _INSPECTION.search(folded, start, end) or (inspected and 0 < start - inspected.end < 120)
    result = []
    stops = [*(d.start for d in dates[1:]), end]
    for found, following in zip(dates, stops, strict=False):
        verb = _FEEDBACK.search(folded, found.end, following)
        if verb and near and verb.start() - found.end < 60:
            result.append(found)
    return [d for d in result if d.day] or result


def _only_year(found: Found, inspected: Found | None, bound: str) -> int:
    """The one year in which the day lies after the inspection and not after `bound`; 0 where several or none do.

    Without a bound a day later in the inspection's own year is taken to be of that year, as Chinese
    prose leaves a year out only while it stays the same.
    """
    if not inspected or not inspected.year:
        return 0
    day = f"-{found.month:02d}-{found.day:02d}" if found.day else f"-{found.month:02d}"
    if not bound:
        return inspected.year if f"{inspected.year}{day}" > inspected.iso else 0
    years = [y for y in range(inspected.year, int(bound[:4]) + 1) if inspected.iso <= f"{y}{day}" <= bound]
    return years[0] if len(years) == 1 else 0


def _inferred(text: str, found: Found, year: int) -> Field:
    iso = f"{year}-{found.month:02d}" + (f"-{found.day:02d}" if found.day else "")
    return Field(iso, Span(found.start, found.end, text[found.start : found.end]), inferred=True)
