"""The ledger as markup: one row per item, each with its ways on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.ledger import Row
from qa.page.html import Html, el, join
from qa.page.lines import told
from qa.page.orders import button, downloads, elsewhere, full_text, more, pick
from qa.page.words import Lang, say

PAGE = 300  # rows drawn at once: more make a phone stutter; a file holds them all
_DIGITS = re.compile(r"([0-9]+)")
KINDS = ("xlsx", "csv", "md", "json")


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column of the table, from 0, and which way."""

    column: int
    down: bool = False


_KEYS: tuple[Callable[[Row], str], ...] = (  # of the columns that have an order
    lambda row: row.item.id,
    lambda row: row.unit,
    lambda row: row.item.problem.text,
    lambda row: row.item.status.value,
)


def natural(words: str) -> list[tuple[int, str]]:
    """A key that puts 9 before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(words)]


def ordered(rows: Sequence[Row], by: Sorting) -> Sequence[Row]:
    """All rows of a ledger as a column puts them; as they are, where the column has no order."""
    if by.column >= len(_KEYS):
        return rows
    return sorted(rows, key=lambda row: natural(_KEYS[by.column](row)), reverse=by.down)


def head(lang: Lang, labels: Sequence[str], by: Sorting | None) -> Html:
    """The head of a table that is sorted by a click on it, or already `by` a column."""
    way = ("descending" if by.down else "ascending") if by else None
    cells = [
        el("th", say(lang, label), scope="col", tabindex="0", aria_sort=way if by and by.column == number else None)
        for number, label in enumerate(labels)
    ]
    return el("thead", el("tr", join(cells)))


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a ledger that are drawn: the first `shown` of `count`, sorted `by` a column before."""

    rows: Sequence[Row]
    count: int
    shown: int = PAGE
    by: Sorting | None = None


def ledger(part: Part, notices: int, lang: Lang) -> Html:
    """One row per item; 未载明 where the notice states nothing. A table drawn whole is sorted by the browser."""
    by = part.by
    if not part.rows:
        return el("p", say(lang, "没有符合筛选条件的问题条目。"), class_="promise")
    body = [_ledger_row(row, lang) for row in part.rows]
    summed = say(lang, "{items} 项 · 依据已载入的 {notices} 份通报", items=part.count, notices=notices)
    table = el(
        "table",
        head(lang, ("编号", "单位", "问题与整改措施", "状态", "出处"), by),
        el("tbody", join(body)),
        class_="rows stack",
        data_sort="sort-ledger" if len(part.rows) < part.count or by else None,
    )
    order = {"by": by.column, "down": int(by.down)} if by else {}
    return join(
        [
            el("div", el("p", summed, class_="promise"), downloads(lang, "save-ledger", KINDS), class_="board-head"),
            el("div", table, class_="scroll", tabindex="0", role="region", aria_label=say(lang, "台账")),
            more(lang, "more-ledger", part.shown, part.count, PAGE, **order),
        ]
    )


def _ledger_row(row: Row, lang: Lang) -> Html:
    item = row.item
    measures = el("ol", join([el("li", m.text) for m in item.measures]))
    count = say(lang, "{count} 条措施", count=len(item.measures))
    folded = el("details", el("summary", count), measures) if item.measures else el("div", count, class_="muted cell")
    quote = item.status_quote.text if item.status_quote else None
    key = f"{item.notice_id}:{item.id}"
    ways = el(
        "div",
        full_text(lang, item.notice_id, item.start, item.end),
        button(say(lang, "看相似措施"), "similar", notice=item.notice_id, item=item.id),
        pick(lang, key, item.id),
        class_="acts",
    )
    return el(
        "tr",
        el("td", item.id, class_="cell"),
        el("td", el("span", row.unit, class_="chip"), elsewhere(row.also, lang)),
        el("td", el("div", item.problem.text), folded),
        el("td", el("span", told(item.status.value, lang), class_=f"state {item.status.name.lower()}"), title=quote),
        el("td", ways),
    )
