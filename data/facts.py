"""Facts that can be checked: documents in 《》 with their role, figures with their unit, masked values."""

from __future__ import annotations

import re

from data.numerals import integer
from data.script import fold
from data.titles import TITLE, Titles
from data.types import Document, Figure, Role, Span

# The verb nearest in front of 《 decides; a chain ("修订完善", "学习贯彻") by its first member.
_VERBS = (
    (Role.STUDIED, "学习|传达|宣传(?!片|栏|语|册)|宣讲|宣贯|研读|解读|培训|领会|研学|观看|重温|诵读"),
    (Role.REVISED, "修订|修改|修编|修正|完善|更新|补充"),
    (
        Role.MADE,
        "制定|制订|印发|出台|下发|下达|印制|制发|发布|起草|编制|编印|编写|编纂|拟定|拟订|草拟|拟制|签订|签署|建立|形成|颁布|公布|重新制定|撰写|订立|转发|报送|审议通过|审议",
    ),
    (Role.BASIS, "根据|按照|依据|依照|遵照|参照|对照|执行|落实|贯彻|遵守|违反|依|按|以"),
)
_VERB = "|".join(f"(?P<{role.name}>{words})" for role, words in _VERBS)
_VERB_AT = re.compile(_VERB)
_CHAIN_GAP = re.compile(r"(?:并|和|、|及|与|了|实施|严格|认真|全面|深入|)")
_AFTER = re.compile(
    r"[^,。;《]{0,12}?(?:(?P<MADE>已?(?:正式)?(?:印发|出台|下发|发布|制定|编制完成|审议通过))|(?P<REVISED>(?:进行)?(?:了)?(?:修订|修改|完善)))"
)
_LINK = re.compile(r"[、和与及以\s,]|以及|等|\([^)]{0,30}\)|\[[^\]]{0,12}\]\d*号?")
_REACH = 40  # characters between verb and title: object phrases in front of 《 stay below that

_DIGITS = r"\d+(?:,\d{3}){0,6}(?:\.\d+)?"  # thousands up to 10^20
# Possessive, and never begun inside a run of digits: a line of a hundred thousand of them is read once
_MASK = r"(?:\d*+\*{2,}+[\d.*]*+|\d*+[xX×]{2,}+(?:\.\d++)?)"
_SCALE = r"(?:万亿|千万|百万|十万|万|亿|千|百)"
_UNIT = (
    r"(?:百分点|人次|家次|场次|批次|车次|课时|学时|平方公里|平方米|立方米|公里|千米|公顷|小时|分钟|个工作日|工作日|个月|余元|元|"
    r"%|‰|名|人|户|家|个|项|件|份|篇|期|场|处|座|所|支|台|套|辆|亩|米|吨|公斤|起|例|本|册|幅|部|届|轮|次|条|批|宗|笔|张|块|间|栋|条次|天|类|门|种|倍|岁|级|期次|站|颗|盏|亿|万)"
)
_FIGURE = re.compile(
    rf"(?<![\d.\-*/第《A-Za-z])(?P<number>{_DIGITS}(?:\s*-\s*{_DIGITS})?|{_MASK})\s*(?P<more>余|多|以上)?(?P<scale>{_SCALE})?(?P<more2>余|多)?(?P<unit>{_UNIT})(?![\d])"
)
_HAN_FIGURE = re.compile(
    r"(?<![第一二三四五六七八九十百千万两\d])(?P<number>[二三四五六七八九两]|十[一二三四五六七八九]?|[二三四五六七八九]十[一二三四五六七八九]?|[一二三四五六七八九]百[零一二三四五六七八九十]*)(?P<unit>次|名|人次|场|期|家|个月|批|起)"
)
_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_STOP = re.compile(r"[,。;:!?、()\[\]“”《》\n\d]|的|和|与|及|并|已|均|达到?|为")
_LEADING_VERB = re.compile(
    r"^(?:.*(?:制定|开展|组织|召开|举办|完成|建立|修订|完善|发现|累计|共计?|其中|新增|推出|投入|实现|安排|下达|发放|培训|检查|排查|约|近|超|超过|合计|总计|达|仅|有|各|就|对|在|以|是|将|了))"
)
_MASKED = re.compile(
    r"(?<!\d)\d*+\*{2,}[\d.*]*+|(?<![A-Za-z])\d{0,12}[xX×]{3,}(?:\.\d+)?|某某+|[\u4e00-\u9fa5]\*{1,2}(?![\d*])|[*]{2,}@\S+"
)


def documents(text: str, start: int, end: int) -> tuple[Document, ...]:
    """Every 《…》 of `start:end`, in order; titles in one list (《甲》《乙》、《丙》) share the verb of the first."""
    folded = fold(text)
    found: list[Document] = []
    previous: re.Match[str] | None = None
    for title in TITLE.finditer(folded, start, end):
        linked = previous is not None and _only_links(folded[previous.end() : title.start()])
        role = found[-1].role if linked else _role(folded, title, start, end)
        found.append(Document(Span(title.start(), title.end(), text[title.start() : title.end()]), role))
        previous = title
    return tuple(found)


def _only_links(gap: str) -> bool:
    return not _LINK.sub("", gap)


def _role(folded: str, title: re.Match[str], start: int, end: int) -> Role:
    first = max(start, title.start() - _REACH)
    stop = max(folded.rfind(mark, first, title.start()) for mark in "。;!?\n,:")
    verbs = list(_VERB_AT.finditer(folded, max(first, stop + 1), title.start()))
    if verbs:
        at = len(verbs) - 1
        made_by_others = folded[verbs[at].end() : title.start()].endswith("的")  # "根据我县出台的《…》"
        basis = [v for v in verbs[:at] if v["BASIS"]]
        if made_by_others and basis:
            return Role.BASIS
        while at and _CHAIN_GAP.fullmatch(folded, verbs[at - 1].end(), verbs[at].start()):
            at -= 1
        return _which(verbs[at])
    after = _AFTER.match(folded, title.end(), end)
    return _which(after) if after else Role.NAMED


def _which(match: re.Match[str]) -> Role:
    return next(Role[name] for name, value in match.groupdict().items() if value is not None)


def figures(text: str, start: int, end: int) -> tuple[Figure, ...]:
    """Numbers with a unit in `start:end` outside 《》, in order. A range ("1-2次") has its first number as value.

    `unit` leaves out 万 and 亿: 1900多万人次 is 19,000,000 人次. Ordinals (第3次), dates and numbering are none.
    """
    folded = fold(text)
    titles = Titles(folded, start, end)
    found: list[Figure] = []
    for match in _FIGURE.finditer(folded, start, end):
        if match.start() not in titles:
            a, b = match.span()
            found.append(
                Figure(Span(a, b, text[a:b]), _value(match), match["unit"], _counted(folded, a, b, start, end))
            )
    for match in _HAN_FIGURE.finditer(folded, start, end):
        if match.start() not in titles:
            a, b = match.span()
            value = float(integer(match["number"]))
            found.append(Figure(Span(a, b, text[a:b]), value, match["unit"], _counted(folded, a, b, start, end)))
    return tuple(sorted(found, key=lambda f: f.quote.start))


def _value(match: re.Match[str]) -> float | None:
    if re.search(r"[*xX×]", match["number"]):
        return None
    first = re.match(_DIGITS, match["number"])
    assert first is not None
    return round(float(first[0].replace(",", "")) * _SCALES.get(match["scale"] or "", 1), 6)


def _counted(folded: str, start: int, end: int, low: int, high: int) -> str:
    """The noun behind the unit, or else the words in front of the number back to a mark or a verb."""
    reach = min(high, end + 12)
    after = _STOP.search(folded, end, reach)
    behind = folded[end : after.start() if after else reach].strip()
    if behind:
        return behind
    marks = [m.end() for m in _STOP.finditer(folded, max(low, start - 14), start)]
    before = folded[marks[-1] if marks else max(low, start - 14) : start].strip()
    return _LEADING_VERB.sub("", before) or before


def masked(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Values the notice hides (********, *****.09, 某某), in order; each with the hidden run only."""
    folded = fold(text)
    return tuple(Span(m.start(), m.end(), text[m.start() : m.end()]) for m in _MASKED.finditer(folded, start, end))
