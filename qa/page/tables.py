"""The ledger as markup: one row per item, each with its ways on."""

from __future__ import annotations

from collections.abc import Sequence

from qa.ledger import Row
from qa.page.html import Html, el, join
from qa.page.lines import told
from qa.page.orders import button, downloads, elsewhere, full_text, more, pick
from qa.page.words import Lang, say

PAGE = 300  # rows drawn at once: more make a phone stutter; a file holds them all
KINDS = ("xlsx", "csv", "md", "json")


def _head(lang: Lang, labels: Sequence[str]) -> Html:
    return el("thead", el("tr", join([el("th", say(lang, label), scope="col", tabindex="0") for label in labels])))


def ledger(rows: Sequence[Row], count: int, notices: int, lang: Lang, shown: int = PAGE) -> Html:
    """One row per item, the first `shown` of `count`; 未载明 where the notice states nothing."""
    if not rows:
        return el("p", say(lang, "没有符合筛选条件的问题条目。"), class_="promise")
    body = [_ledger_row(row, lang) for row in rows[:shown]]
    summed = say(lang, "{items} 项 · 依据已载入的 {notices} 份通报", items=count, notices=notices)
    table = el(
        "table",
        _head(lang, ("编号", "单位", "问题与整改措施", "状态", "出处")),
        el("tbody", join(body)),
        class_="rows stack",
    )
    return join(
        [
            el("div", el("p", summed, class_="promise"), downloads(lang, "save-ledger", KINDS), class_="board-head"),
            el("div", table, class_="scroll", tabindex="0", role="region", aria_label=say(lang, "台账")),
            more(lang, "more-ledger", shown, count, PAGE),
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
