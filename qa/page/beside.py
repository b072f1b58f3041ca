"""Items side by side as markup: one column per item; differences, or what is shared, marked."""

from __future__ import annotations

from qa.compare import Comparison, Entry, Line
from qa.ledger import Row
from qa.page.html import Html, el, join
from qa.page.layers import layered
from qa.page.orders import downloads, full_text, like
from qa.page.overlay import overlay
from qa.page.words import Lang, say

LABELS = {"问题": "问题描述"}  # on the page "问题" alone is the question asked
LISTED = frozenset({"文件", "数据", "时限或承诺", "状态"})  # rows whose entries are names, not running text


def comparison(value: Comparison, lang: Lang) -> Html:
    """The sheet with the comparison, its key and its export."""
    keys = "\n".join(f"{c.item.notice_id}:{c.item.id}" for c in value.columns)
    table = el(
        "table",
        el("thead", el("tr", el("td"), join([_column(c, lang) for c in value.columns]))),
        el("tbody", join([_line(line, value.columns, lang) for line in value.lines])),
        class_=f"beside of-{len(value.columns)}",
    )
    label, tools = say(lang, "并排对比"), downloads(lang, "save-compare", ("xlsx", "csv", "md"), items=keys)
    return overlay(label, join([_key(value, lang), table]), lang, tools)


def _key(value: Comparison, lang: Lang) -> Html:
    """What the marks mean, for those that are there; no row has both of the first two."""
    entries = [e for line in value.lines for cell in line.cells for e in cell]
    marks = (
        ("own", "只此一家的用语", any(e.own for e in entries)),
        ("shared", "另一列也说到的", any(e.shared for e in entries)),
        ("same", "与另一列逐字相同", any(e.same for e in entries)),
    )
    seen = [el("mark", say(lang, words), class_=name) for name, words, there in marks if there]
    parts = [piece for mark in seen for piece in (mark, " ")]
    return el("p", *parts, say(lang, "“未载明”指通报原文没有写。"), class_="legend")


def _column(row: Row, lang: Lang) -> Html:
    item = row.item
    return el(
        "th",
        el("span", row.unit or row.title, class_="chip", title=row.title),
        el("div", item.id, class_="cell"),
        el(
            "div",
            full_text(lang, item.notice_id, item.start, item.end),
            like(lang, item.notice_id, item.start, item.end),
            class_="acts",
        ),
        scope="col",
    )


def _line(line: Line, columns: tuple[Row, ...], lang: Lang) -> Html:
    stated = any(line.cells)  # what nobody states is not "the same"
    differs = el("small", say(lang, "有差异" if line.differs else "相同"), class_="dot") if stated else None
    cells = [_cell(cell, line.label, column, lang) for cell, column in zip(line.cells, columns, strict=True)]
    return el("tr", el("th", say(lang, LABELS.get(line.label, line.label)), differs, scope="row"), join(cells))


def _cell(entries: tuple[Entry, ...], label: str, column: Row, lang: Lang) -> Html:
    unit = f"{column.unit or column.title} {column.item.id}"  # on a phone the columns stand below each other
    if not entries:
        return el("td", say(lang, "未载明"), class_="muted", data_label=unit)
    if label in LISTED:
        names = [el("li", e.span.text, class_="common" if e.common else "alone") for e in entries]
        return el("td", el("ul", join(names), class_="names"), data_label=unit)
    layers = [(("same", e.same), ("own", e.own), ("shared", e.shared)) for e in entries]
    pieces = [el("p", layered(e.span.text, e.span.start, kinds)) for e, kinds in zip(entries, layers, strict=True)]
    return el("td", join(pieces), data_label=unit)
