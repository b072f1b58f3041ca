"""What a counting question asks for ("一共多少条问题", "还有哪些没整改完"), read from its words.

It is understood only where every word of it is: names of loaded units, years, statuses, the things counted, and
filler. One word more ("检查了多少家单位", "修订制度的单位有几家") and the figure asked for stands in the text, not in
the table of items, so the question is left to the search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from data.types import Status
from qa.fold import fold
from qa.naming import Names, said

UNFINISHED = frozenset(
    {Status.ONGOING, Status.CONTINUING, Status.LASTING, Status.NOT_YET, Status.STAGE, Status.MOSTLY}
)  # stated, and not as wholly done
FINISHED = frozenset({Status.DONE, Status.COMPLETED})


class Thing(Enum):
    ITEMS = auto()
    MEASURES = auto()
    UNITS = auto()
    NOTICES = auto()
    BY_TOPIC = auto()  # what the table does not say


@dataclass(frozen=True, slots=True)
class Asked:
    """What a counting question asks for."""

    thing: Thing
    statuses: frozenset[Status] = frozenset()
    notice_ids: frozenset[str] = frozenset()  # empty: all
    year: str = ""


_STATUS: tuple[tuple[frozenset[Status], str], ...] = (  # a wording that holds another one stands before it
    (
        frozenset({Status.UNSTATED}),
        r"(?:没有?|未|没能)(?:载明|写明|说明|写|公布|标明|注明)(?:了)?(?:整改)?(?:状态|结果|完成情况|进度)?|状态(?:不明|未载明)|未载明",
    ),
    (frozenset({Status.MOSTLY}), r"基本(?:完成|整改完成|整改到位|整改)"),
    (frozenset({Status.STAGE}), r"阶段性(?:完成|成果|成效)"),
    (
        UNFINISHED,
        r"(?:没有?|未|尚未|没能|未能|不曾|仍未)(?:全部|完全|彻底|得到|能|有)*(?:整改|改正|改|完成|落实|办|搞定|解决|销号)"
        r"(?:整改|完成|完|好|到位|了|结|掉)*|没做完|没弄完|没弄好|遗留|未了结",
    ),
    (frozenset({Status.ONGOING}), r"(?:正在|正)(?:整改|推进|进行|改)(?:中|当中)?|(?:整改|推进|进行)(?:当)?中|在改"),
    (frozenset({Status.CONTINUING}), r"持续(?:整改|推进)|继续整改"),
    (frozenset({Status.LASTING}), r"长期(?:坚持|整改)"),
    (
        FINISHED,
        r"(?:已经?|都|全部|均)*(?:整改|完成整改)(?:好了?|完成了?|完毕|完了?|到位了?|落实|结束)|(?:已经?|都|全部)+整改(?:了|的)?"
        r"|(?:已经?|都|全部)*(?:改好|改完|改掉|办结|销号|搞定|完成|改正)了?",
    ),
)
_THINGS: tuple[tuple[Thing, str], ...] = (
    (Thing.MEASURES, r"(?:整改)?(?:措施|举措)"),
    (
        Thing.ITEMS,
        r"(?:巡[察视]组?|反馈|整改|公布|公开|列出|指出|被|出来|的|了|存在)*(?:问题|事项|整改任务|整改项目|任务)",
    ),
    (Thing.UNITS, r"(?:家|个)?(?:被巡[察视]的?)?(?:单位|部门|机关|地方|局)"),
    (Thing.NOTICES, r"(?:份|篇)?(?:通报|公告)"),
)
_MEASURE_WORD = r"[条个项件份家篇]"
_ASKS = re.compile(
    rf"多少{_MEASURE_WORD}?|几{_MEASURE_WORD}|哪几?些?{_MEASURE_WORD}?|有没有|列出|列一下|清单|名单|总数|数量"
)
_FILLER = re.compile(
    r"请问|请|帮我?|帮忙|一下|我想知道|想问|问|告诉我|告诉|统计|看看|查一下|查|列出来|列|一共|总共|合计|总计|共计|共有|共|全部|所有|整个|"
    r"目前|现在|到目前为止|截至目前|到底|究竟|分别|各自|各|已载入|载入|库里|系统里|资料里|这里|里面|当中|之中|上面|"
    r"还有|还剩下?|还|剩下?|剩余|都|又|也|有|是|在|里|中|内|的|了|吗|呢|啊|呀|吧|嘛|么|这些|那些|这|那|其|份|家|个|条|项|整改|状态|"
    r"公布|公开|反馈|指出|存在|巡[察视]组?(?:一共|共)?发现|巡[察视]组?|被巡[察视]|通报|收录|呈现|处于|属于|算|为|没|被|[\s,。?？!！、:;“”\"'()]"
)
_YEAR = re.compile(r"(20\d\d)年(?:度)?(?:公布|发布|巡[察视]|反馈|通报)?")
# "有几家单位修订了制度": a count of units by topic, which the table cannot give
_BY_TOPIC = re.compile(
    r"^(?:请问|目前|现在|在?这?些?[几五]?份?通报[里中]?)?(?:一共|总共)?有?(?:多少|几)[家个](?:单位|部门|局|地方|通报)(?!被|已)\S{2,}"
)


def countable(question: str) -> bool:
    """Whether a question can be one to count at all; seen from its words alone."""
    return bool(_ASKS.search(fold(question)))


def understood(question: str, names: Names) -> Asked | None:
    """What a counting question asks for; None for any other question, which is left to the search."""
    folded = fold(question)
    asked = _understood(folded, names)
    return Asked(Thing.BY_TOPIC) if asked is None and _BY_TOPIC.match(folded.strip()) else asked


def _understood(question: str, names: Names) -> Asked | None:
    """The parts of a question, or None when a word of it is none of them."""
    rest = question
    named: set[str] = set()
    for name in said(question, names):
        if name in rest:
            rest = rest.replace(name, "\n")
            named |= names[name]
    year = _YEAR.search(rest)
    rest = _YEAR.sub("\n", rest)
    if not _ASKS.search(rest):
        return None
    statuses, rest = _statuses(rest)
    things = [(thing, m) for thing, words in _THINGS if (m := re.search(words, rest))]
    rest = _ASKS.sub("\n", rest)
    for _, words in _THINGS:
        rest = re.sub(words, "\n", rest)
    rest = _FILLER.sub("", rest)
    if rest.strip() or not (things or statuses):
        return None
    kind = _which_is_asked(question) or (things[0][0] if things else Thing.ITEMS)
    return Asked(kind, statuses, frozenset(named), year[1] if year else "")


def _which_is_asked(question: str) -> Thing | None:
    """哪些单位还有问题没改完 asks for units, 各单位有多少问题 for items: the noun behind the question word."""
    found = re.search(
        r"(?:多少|几|哪些|哪几|哪)[条个项件份家篇]?(?:被巡[察视]的?)?(?:(单位|部门|机关|地方|局)|(通报|公告))(?![里中])",
        question,
    )
    if not found:
        return None
    return Thing.UNITS if found[1] and "的通报" not in question[found.end() : found.end() + 3] else Thing.NOTICES


def _statuses(rest: str) -> tuple[frozenset[Status], str]:
    for statuses, words in _STATUS:
        found = re.search(words, rest)
        if found:
            return statuses, rest[: found.start()] + "\n" + rest[found.end() :]
    return frozenset(), rest
