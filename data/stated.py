"""Totals a notice states in front of its items: 3个方面12个问题, 整改措施117项, 已完成整改50个."""

from __future__ import annotations

import re

from data.numerals import integer
from data.script import fold
from data.types import Field, Span

_N = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,5})"
_GAP = r"(?:具体|突出|主要|方面)?"
_TOTALS = (
    ("方面", rf"(?P<n>{_N})\s*(?:个|大)?方面"),
    ("类", rf"(?P<n>{_N})\s*(?:个)?大?类(?=(?:\d|[一二三四五六七八九十])|的?{_GAP}(?:问题|意见))"),
    # in front of the problems, of which these are a part
    ("已完成", rf"已(?:经)?(?:全部)?(?:完成)?整改的?问题\s*(?P<n>{_N})\s*(?:个|条|项)"),
    (  # "31个问题已整改完成27个": the second of the two is what is finished
        "已完成",
        rf"(?P<n>{_N})\s*(?:个|条|项)问题已(?:经)?(?:完成整改|整改到位|整改完成|整改|办结|销号)(?!(?:完成|到位)?了?\s*{_N}\s*(?:个|条|项))",
    ),
    ("正在整改", rf"(?P<n>{_N})\s*(?:个|条|项)(?:问题)?(?:正在|正|持续)(?:推进|整改|进行)"),
    ("问题", rf"(?P<n>{_N})\s*(?:个|条|项|点)\s*{_GAP}的?\s*(?:反馈)?(?:问题|意见(?!建议))(?!线索)"),
    (  # "反馈问题5大类18个方面43个": the last of the three counts the problems
        "问题",
        rf"问题\s*(?:意见)?\s*(?:共|共计)?{_N}\s*个?(?:大?类|(?:大|个)?方面)\s*(?:{_N}\s*(?:个)?(?:大?类|项|(?:大|个)?方面))?\s*(?P<total>(?P<n>{_N})\s*(?:个|条|项))",
    ),
    (
        "问题",
        rf"(?:反馈|存在|整改|指出|认领)的?(?:具体)?问题(?:意见)?\s*(?:共|共计|合计|总计|有)?\s*(?P<n>{_N})\s*(?:个|条|项)",
    ),
    ("整改任务", rf"整改(?:任务|事项)\s*(?:共|共计)?\s*(?P<n>{_N})\s*(?:个|条|项)"),
    ("整改任务", rf"(?P<n>{_N})\s*(?:个|条|项)\s*{_GAP}整改(?:任务|事项)"),
    ("整改措施", rf"(?:整改)?(?:措施|举措)\s*(?:共|共计)?\s*(?P<n>{_N})\s*(?:个|条|项)"),
    ("整改措施", rf"(?P<n>{_N})\s*(?:个|条|项)\s*(?:具体|针对性)?的?(?:整改)?(?:措施|举措)"),
    (
        "已完成",
        rf"(?:已(?:经)?|(?<=[,;])(?=完成整改))(?:全部)?(?:完成整改|整改到位|整改完成|整改|完成|办结|销号)了?\s*(?P<n>{_N})\s*(?:个|条|项)",
    ),
    ("已完成", rf"(?P<n>{_N})\s*(?:个|条|项)(?:均)?已(?:经)?(?:全部)?(?:完成整改|整改到位|整改完成|整改|办结|销号)"),
    (
        "正在整改",
        rf"(?:正在(?:推进|整改|进行)|持续(?:推进|整改)|长期(?:坚持|整改))的?(?:有)?\s*(?P<n>{_N})\s*(?:个|条|项)",
    ),
)
_TOTAL = tuple((kind, re.compile(pattern)) for kind, pattern in _TOTALS)
# A total is one of the inspection only where its sentence speaks of the inspection.
_ABOUT = re.compile(
    r"反馈|认领|完成整改|巡察|巡视|(?:已[^,。]{0,4}|正在|持续)整改|整改(?:方案|任务|措施|工作|台账)|问题清单|指出"
)
_ELSEWHERE = re.compile(
    r"上一?[轮次届]|未整改到位|民主生活会|查摆|专项检查|普查|审计|选人用人|检视|征求|安全|排查|督查|信访|线索"
)
# "一、党建方面(反馈问题3个,已完成3个)" counts what stands below that heading, where another heading does so, too
_HEADED = re.compile(
    r"\n\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[^\n。;()]{2,40}"
    rf"(?P<note>\([^()\n]{{0,20}}{_N}[个条项][^()\n]{{0,30}}\)[:。]?|\n[^\n。]{{0,8}}问题共?{_N}[个条项][^\n]{{0,40}})(?=\n)"
)
# In a report on an audit it is the audit whose totals are stated
_AUDITED = ("问题", re.compile(rf"(?:反映|查出|发现|指出)的?问题\s*(?:共|共计)?\s*(?P<n>{_N})\s*(?:个|条|项)"))
_OPENING = 20_000  # characters; totals stand in the first paragraphs, a text without items may be long
_SENTENCE = re.compile(r"[。;!?\n]")
# Where the published items begin: what is counted from there on belongs to an item.
_ITEMS = re.compile(
    r"(?:^|\n)\s*(?:1\s*[.、]|\(1\)|问题\s*[一1]\s*[:、.])|(?:^|[\n。】])\s*【?(?:整改(?:措施|落实情况|情况|进展|成效|结果)|存在问题|反馈问题)[^。\n,;:]{0,4}[:】]"
)


def counts(text: str, start: int, end: int) -> tuple[Field, ...]:
    """The totals stated in front of the first item of `start:end`, in order, each kind and number once.

    The value of a field is kind and number with one space: "问题 53", "整改措施 117".
    """
    folded = fold(text)
    first = _ITEMS.search(folded, start, end)
    stop = min(first.start() if first else end, start + _OPENING)
    found: dict[str, Field] = {}
    notes = [m.span("note") for m in _HEADED.finditer(folded, start, end)]
    audit = "审计" in folded[:start] and "巡" not in folded[:start]
    for a, b in sorted(_sentences(folded, start, stop)):
        for kind, at, to, number in sorted(_totals(folded, a, b, audit), key=lambda t: t[1]):
            if len(notes) > 1 and any(x < at < y for x, y in notes):
                continue
            found.setdefault(f"{kind} {number}", Field(f"{kind} {number}", Span(at, to, text[at:to])))
    return tuple(found.values())


def stated(field: Field) -> tuple[str, int]:
    """Kind and number of one of `Metadata.counts`."""
    kind, number = field.value.split(" ")
    return kind, int(number)


def _sentences(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [m.end() for m in _SENTENCE.finditer(folded, start, end)]
    return list(zip([start, *marks], [*marks, end], strict=True))


def _totals(folded: str, start: int, end: int, audit: bool) -> list[tuple[str, int, int, int]]:
    """(kind, start, end, number) of each total in one sentence that speaks of the inspection."""
    found: list[tuple[str, int, int, int]] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in (*_TOTAL, _AUDITED) if audit else _TOTAL:
        for match in pattern.finditer(folded, start, end):
            a, b = match.span("total" if "total" in pattern.groupindex else 0)
            near = folded[max(start, a - 60) : b]
            near = near.replace("审计", "巡察") if audit else near
            if not _ABOUT.search(near) and not re.match(r".{0,3}方面", folded[a : a + 8]):
                continue
            if _ELSEWHERE.search(near) or any(x < b and a < y for x, y in taken):
                continue
            taken.append((a, b))
            found.append((kind, a, b, integer(match["n"])))
    aspects = [f for f in found if f[0] in ("方面", "类")]
    beside = [f for f in found if f[0] not in ("方面", "类")]
    # "从三个方面发力" counts nothing; aspects are totals only beside problems
    return beside + [f for f in aspects if any(0 <= o[1] - f[2] <= 3 for o in beside) or f[0] == "类"]
