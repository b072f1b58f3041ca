"""Counting and listing questions ("一共多少条问题", "还有哪些没整改完"), answered from the item table alone.

A question is counted only when every word of it is understood: names of loaded units, years, statuses,
the things counted, and filler. One word more ("检查了多少家单位", "修订制度的单位有几家") and the figure
asked for stands in the text, not in the table, so the question is left to the search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from data.types import Item, Notice, Span, Status
from index.types import Card
from qa.fold import fold
from qa.naming import Names, said

UNFINISHED = frozenset(
    {Status.ONGOING, Status.CONTINUING, Status.LASTING, Status.NOT_YET, Status.STAGE, Status.MOSTLY}
)  # stated, and not as wholly done
FINISHED = frozenset({Status.DONE, Status.COMPLETED})


class Verdict(Enum):
    """Whether a question was counted."""

    COUNTED = auto()
    NOT_COUNTABLE = auto()  # understood as counting, but the notices do not state what is asked


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted row: an item, or a whole notice where `item_id` is ""."""

    notice_id: str
    unit: str
    item_id: str
    label: str
    span: Span


class _Thing(Enum):
    ITEMS = auto()
    MEASURES = auto()
    UNITS = auto()
    NOTICES = auto()
    BY_TOPIC = auto()  # what the table does not say


@dataclass(frozen=True, slots=True)
class Asked:
    """What a counting question asks for."""

    thing: _Thing
    statuses: frozenset[Status] = frozenset()
    notice_ids: frozenset[str] = frozenset()  # empty: all
    year: str = ""


@dataclass(frozen=True, slots=True)
class Counting:
    """The answer to a counting question, `asked`.

    `number` rows were counted, all of the notices `holders`; where measures are counted a row is an item and `number`
    the sum of its measures. `answer` is one Chinese sentence and names how many notices it rests on.
    """

    verdict: Verdict
    asked: Asked
    answer: str
    number: int = 0
    holders: frozenset[str] = frozenset()

    def rows(self, notice: Notice) -> tuple[Counted, ...]:
        """What was counted of a notice, in reading order; `span` of each is a slice of its text."""
        if notice.id not in self.holders:
            return ()
        chosen = [i for i in notice.items if not self.asked.statuses or i.status in self.asked.statuses]
        if self.asked.thing in (_Thing.UNITS, _Thing.NOTICES):
            title = notice.metadata.title
            span = title.quote if title else notice.span(0, min(len(notice.text), 1))
            return (Counted(notice.id, notice.label, "", _whole(notice.label, len(chosen), self.asked), span),)
        return tuple(_item_row(notice, item) for item in chosen)


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
_THINGS: tuple[tuple[_Thing, str], ...] = (
    (_Thing.MEASURES, r"(?:整改)?(?:措施|举措)"),
    (
        _Thing.ITEMS,
        r"(?:巡[察视]组?|反馈|整改|公布|公开|列出|指出|被|出来|的|了|存在)*(?:问题|事项|整改任务|整改项目|任务)",
    ),
    (_Thing.UNITS, r"(?:家|个)?(?:被巡[察视]的?)?(?:单位|部门|机关|地方|局)"),
    (_Thing.NOTICES, r"(?:份|篇)?(?:通报|公告)"),
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
    return Asked(_Thing.BY_TOPIC) if asked is None and _BY_TOPIC.match(folded.strip()) else asked


def counting(cards: Sequence[Card], asked: Asked, chosen: bool = False) -> Counting:
    """Count or list from the items of the notices of these cards; see the module for when this applies.

    `chosen`: these are not all notices loaded.
    """
    found = _counted(cards, asked)
    basis = f"(依据{'所选范围内的' if chosen else '已载入的'} {len(cards)} 份通报)"
    return replace(found, answer=found.answer + basis)


def _counted(cards: Sequence[Card], asked: Asked) -> Counting:
    """As `counting`; the answer does not name yet what it rests on."""
    if asked.thing is _Thing.BY_TOPIC:
        reason = "台账只登记问题、措施和整改状态,不登记单位做过哪些事,无法准确计数;下面是检索到的相关段落。"
        return Counting(Verdict.NOT_COUNTABLE, asked, reason)
    chosen = [card for card in cards if _holds(card, asked)]
    if asked.statuses and Status.UNSTATED not in asked.statuses and not any(map(_states_any, chosen)):
        return Counting(Verdict.NOT_COUNTABLE, asked, _unstated(chosen))
    if asked.thing in (_Thing.UNITS, _Thing.NOTICES):
        return _count_notices(chosen, asked)
    if asked.thing is _Thing.MEASURES:
        return _count_measures(chosen, asked)
    return _count_items(chosen, asked)


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
    kind = _which_is_asked(question) or (things[0][0] if things else _Thing.ITEMS)
    return Asked(kind, statuses, frozenset(named), year[1] if year else "")


def _which_is_asked(question: str) -> _Thing | None:
    """哪些单位还有问题没改完 asks for units, 各单位有多少问题 for items: the noun behind the question word."""
    found = re.search(
        r"(?:多少|几|哪些|哪几|哪)[条个项件份家篇]?(?:被巡[察视]的?)?(?:(单位|部门|机关|地方|局)|(通报|公告))(?![里中])",
        question,
    )
    if not found:
        return None
    return _Thing.UNITS if found[1] and "的通报" not in question[found.end() : found.end() + 3] else _Thing.NOTICES


def _statuses(rest: str) -> tuple[frozenset[Status], str]:
    for statuses, words in _STATUS:
        found = re.search(words, rest)
        if found:
            return statuses, rest[: found.start()] + "\n" + rest[found.end() :]
    return frozenset(), rest


def _holds(card: Card, asked: Asked) -> bool:
    return (not asked.notice_ids or card.notice_id in asked.notice_ids) and (not asked.year or asked.year in card.dated)


def _chosen(card: Card, asked: Asked) -> tuple[int, int]:
    """How many items of a notice are asked for, and how many measures they have."""
    tallies = [t for t in card.tallies if not asked.statuses or t.status in asked.statuses]
    return sum(t.items for t in tallies), sum(t.measures for t in tallies)


def _states_any(card: Card) -> bool:
    return any(tally.status is not Status.UNSTATED for tally in card.tallies)


def _silent(card: Card) -> int:
    return sum(tally.items for tally in card.tallies if tally.status is Status.UNSTATED)


def _holders(chosen: Sequence[Card], asked: Asked) -> frozenset[str]:
    return frozenset(card.notice_id for card in chosen if _chosen(card, asked)[0])


def _count_items(chosen: Sequence[Card], asked: Asked) -> Counting:
    counts = [(card, _chosen(card, asked)[0]) for card in chosen]
    parts = [f"{card.label} {count} 条" for card, count in counts if count]
    number = sum(count for _, count in counts)
    what = _status_words(asked.statuses) + ("问题" if not asked.statuses else "")
    text = f"共 {number} 条{what}" + (f":{';'.join(parts)}" if len(parts) > 1 else _alone(parts)) + "。"
    if not asked.statuses:
        text += _also_stated(chosen, "问题")
    elif Status.UNSTATED not in asked.statuses:
        silent = sum(map(_silent, chosen))
        text += f"另有 {silent} 条未载明整改状态,不计在内。" if silent else ""
    return Counting(Verdict.COUNTED, asked, text, number, _holders(chosen, asked))


def _count_measures(chosen: Sequence[Card], asked: Asked) -> Counting:
    counts = [(card, _chosen(card, asked)[1]) for card in chosen]
    number = sum(count for _, count in counts)
    parts = [f"{card.label} {count} 条" for card, count in counts if card.tallies]
    text = f"公布的措施共 {number} 条" + (f":{';'.join(parts)}" if len(parts) > 1 else _alone(parts)) + "。"
    text += _also_stated(chosen, "整改措施")
    return Counting(Verdict.COUNTED, asked, text, number, _holders(chosen, asked))


def _count_notices(chosen: Sequence[Card], asked: Asked) -> Counting:
    having = [card for card in chosen if not asked.statuses or _chosen(card, asked)[0]]
    if asked.thing is _Thing.UNITS:  # a unit with several notices is one unit
        having = list({card.label: card for card in reversed(having)}.values())[::-1]
    labels = [_whole(card.label, _chosen(card, asked)[0], asked) for card in having]
    what = "家单位" if asked.thing is _Thing.UNITS else "份通报"
    text = f"共 {len(labels)} {what}" + (f":{'、'.join(labels)}" if labels else "") + "。"
    if asked.statuses and Status.UNSTATED not in asked.statuses:
        silent = [card.label for card in chosen if card.tallies and not _states_any(card)]
        text += f"{'、'.join(silent)}的通报未逐条载明整改状态,无法判断。" if silent else ""
    return Counting(Verdict.COUNTED, asked, text, len(having), frozenset(card.notice_id for card in having))


def _whole(label: str, count: int, asked: Asked) -> str:
    """A notice in a list of notices, with how many of its items are asked for."""
    return f"{label}({count} 条{_status_words(asked.statuses)})" if asked.statuses else label


def _item_row(notice: Notice, item: Item) -> Counted:
    label = f"{item.id} {item.status.value}"
    return Counted(notice.id, notice.label, item.id, label, item.status_quote or item.problem)


def _status_words(statuses: frozenset[Status]) -> str:
    if statuses == FINISHED:
        return "已整改或已完成"
    if statuses == UNFINISHED:
        return "尚未全部完成"
    return "、".join(s.value for s in Status if s in statuses)


def _alone(parts: Sequence[str]) -> str:
    return f"({parts[0].rsplit(' ', 2)[0]})" if parts else ""


def _also_stated(chosen: Sequence[Card], kind: str) -> str:
    """Totals a notice states itself, which need not be what it publishes."""
    said = [(card, dict(card.totals).get(kind, "")) for card in chosen]
    texts = [f"{card.label}的通报另载明“{quote}”" for card, quote in said if quote]
    return ";".join(texts) + ("。" if texts else "")


def _unstated(chosen: Sequence[Card]) -> str:
    if not chosen:
        return "没有符合条件的通报,无法计数。"
    count = sum(card.items for card in chosen)
    return f"{'、'.join(card.label for card in chosen)}的通报没有逐条载明整改状态({count} 条均为未载明),无法计数。"
