"""Counting and listing questions, answered from the cards of notices alone: which items have which status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from data.types import Item, Notice, Span, Status
from index.types import Card
from qa.counting_question import FINISHED, UNFINISHED, Asked, Thing


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


@dataclass(frozen=True, slots=True)
class Counting:
    """The answer to a counting question, `asked`.

    `number` rows were counted, all of the notices `holders`; where measures are counted a row is an item and `number`
    the sum of its measures; where units are counted by status their items of that status are the rows. `answer` is one
    or two Chinese sentences and names how many notices it rests on.
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
        if self.asked.thing in (Thing.UNITS, Thing.NOTICES) and not self.asked.statuses:
            title = notice.metadata.title
            span = title.quote if title else notice.span(0, min(len(notice.text), 1))
            return (Counted(notice.id, notice.label, "", notice.label, span),)
        return tuple(_item_row(notice, item) for item in chosen)


def counting(cards: Sequence[Card], asked: Asked, chosen: bool = False) -> Counting:
    """Count or list from the items of the notices of these cards; see the module for when this applies.

    `chosen`: these are not all notices loaded.
    """
    found = _counted(cards, asked)
    basis = f"(依据{'所选范围内的' if chosen else '已载入的'} {len(cards)} 份通报)"
    return replace(found, answer=found.answer + basis)


def _counted(cards: Sequence[Card], asked: Asked) -> Counting:
    """As `counting`; the answer does not name yet what it rests on."""
    if asked.thing is Thing.BY_TOPIC:
        reason = "台账只登记问题、措施和整改状态,不登记单位做过哪些事,无法准确计数;下面是检索到的相关段落。"
        return Counting(Verdict.NOT_COUNTABLE, asked, reason)
    chosen = [card for card in cards if _holds(card, asked)]
    if asked.statuses and Status.UNSTATED not in asked.statuses and not any(map(_states_any, chosen)):
        return Counting(Verdict.NOT_COUNTABLE, asked, _unstated(chosen) + _stated_in_all(chosen, asked))
    if asked.thing in (Thing.UNITS, Thing.NOTICES):
        return _count_notices(chosen, asked)
    if asked.thing is Thing.MEASURES:
        return _count_measures(chosen, asked)
    return _count_items(chosen, asked)


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
        text += _stated_in_all(chosen, asked)
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
    if asked.thing is Thing.UNITS:  # a unit with several notices is one unit
        having = list({card.label: card for card in reversed(having)}.values())[::-1]
    labels = [_whole(card.label, _chosen(card, asked)[0], asked) for card in having]
    what = "家单位" if asked.thing is Thing.UNITS else "份通报"
    text = f"共 {len(labels)} {what}" + (f":{'、'.join(labels)}" if labels else "") + "。"
    if asked.statuses and Status.UNSTATED not in asked.statuses:
        kind = _total_of(asked)
        silent = [c.label for c in chosen if c.tallies and not _states_any(c) and kind not in dict(c.totals)]
        text += _stated_in_all(chosen, asked)
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


def _total_of(asked: Asked) -> str:
    """The kind of stated total that answers for a whole notice what is asked of its items; "" where none does."""
    if asked.statuses <= FINISHED:
        return "已完成"
    return "正在整改" if asked.statuses <= UNFINISHED else ""


def _stated_in_all(chosen: Sequence[Card], asked: Asked) -> str:
    """What notices without a status for each item say of all of them together."""
    return _also_stated([card for card in chosen if not _states_any(card)], _total_of(asked))


def _unstated(chosen: Sequence[Card]) -> str:
    if not chosen:
        return "没有符合条件的通报,无法计数。"
    count = sum(card.items for card in chosen)
    return f"{'、'.join(card.label for card in chosen)}的通报没有逐条载明整改状态({count} 条均为未载明),无法计数。"
