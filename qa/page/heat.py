"""The matrix as markup: a heat map whose cells are buttons, and what a cell holds.

A table of buttons rather than a plotly figure: every cell can be reached with the keyboard and read aloud,
follows the dark theme and opens its passages; Gradio's plot hands no click to Python, and its script weighs
4.6 MB.
"""

from __future__ import annotations

from datetime import date

from qa.citing import cited
from qa.matrix import Cell, Matrix
from qa.page.cards import Around, card
from qa.page.html import Html, el, join
from qa.page.lines import teller, told
from qa.page.orders import button, downloads, pick
from qa.page.overlay import column, overlay
from qa.page.words import Lang, say
from qa.themes import Theme
from qa.types import Citation

# Strengths from which a cell gets the next darker shade. Filled cells lie between 0.4 and 0.92 (see
# qa.matrix.STRONG), and five shades are as many as a reader can tell apart.
SHADES = (0.5, 0.6, 0.7, 0.8)
WIDEST = 40  # columns drawn: more cannot be read side by side, and a browser slows down
EXCERPT = 60  # characters of a passage in the table of excerpts


def matrix(value: Matrix, words: str, lang: Lang) -> Html:
    """Coverage and strength, export, and the same cells in words. `words` are the topics asked for."""
    if not value.notices:
        return el("p", say(lang, "没有符合筛选条件的通报。"), class_="promise")
    filled = sum(cell.filled for row in value.cells for cell in row)
    cells = len(value.topics) * len(value.notices)
    count = say(lang, "{topics} 个主题 × {notices} 份通报,{filled}/{cells} 格有依据", topics=len(value.topics),
                notices=len(value.notices), filled=filled, cells=cells)  # fmt: skip
    note = say(lang, "只画出前 {shown} 份通报,共 {all} 份;请用筛选缩小范围,下载的文件含全部。", shown=WIDEST,
               all=len(value.notices))  # fmt: skip
    wide = len(value.notices) > WIDEST
    value = _narrow(value) if wide else value
    tools = downloads(lang, "save-matrix", ("xlsx", "csv", "md"), topics=words)
    excerpts = el("details", el("summary", say(lang, "逐格摘录")), _excerpts(value, lang), class_="around")
    return join(
        [
            el("div", el("p", count, class_="promise"), tools, class_="board-head"),
            el("p", note, class_="note") if wide else Html(""),
            _scale(lang),
            _heat(value, lang),
            excerpts,
        ]
    )


def _narrow(value: Matrix) -> Matrix:
    """The first WIDEST columns."""
    cells = tuple(row[:WIDEST] for row in value.cells)
    return Matrix(value.topics, value.notices[:WIDEST], value.units[:WIDEST], cells)


def shade(cell: Cell) -> int:
    """From 1, the palest, for a filled cell, 0 for an empty one."""
    return 1 + sum(cell.strength >= bound for bound in SHADES) if cell.filled else 0


def _scale(lang: Lang) -> Html:
    swatches = [el("span", class_=f"swatch s{n}", aria_hidden="true") for n in range(len(SHADES) + 2)]
    words = say(lang, "虚线格为未见;颜色越浓,最佳段落越突出;数字是可读的段落数。点格子看原文。")
    return el("p", join(swatches), " ", words, class_="legend")


def _heat(value: Matrix, lang: Lang) -> Html:
    heads = [el("th", el("span", unit), scope="col", title=unit) for unit in value.units]
    rows = [
        el("tr", el("th", told(topic.name, lang), scope="row", title=_meaning(topic, lang) or None),
           join([_square(topic, unit, cell, lang) for unit, cell in zip(value.units, cells, strict=True)]))
        for topic, cells in zip(value.topics, value.cells, strict=True)
    ]  # fmt: skip
    head = el("thead", el("tr", el("th", say(lang, "主题"), scope="col"), join(heads)))
    table = el("table", head, el("tbody", join(rows)), class_="heat")
    return el("div", table, class_="scroll whole", tabindex="0", role="region", aria_label=say(lang, "对照矩阵"))


def _meaning(topic: Theme, lang: Lang) -> str:
    """What a theme covers; where its name is translated, its own name, too, which is what was searched with."""
    own = topic.name if told(topic.name, lang) != topic.name else ""
    return ":".join(part for part in (own, topic.definition) if part)


def _square(topic: Theme, unit: str, cell: Cell, lang: Lang) -> Html:
    """One cell: it says what it holds, and opens it; an empty one says so."""
    share = round(cell.strength * 100)
    found = say(lang, "{count} 段,强度 {share}%", count=len(cell.citations), share=share)
    label = f"{told(topic.name, lang)},{unit}:{found if cell.filled else say(lang, '未见')}"
    data = {"data_do": "cell", "data_topic": topic.name, "data_notice": cell.notice_id}
    inside = str(len(cell.citations)) if cell.filled else say(lang, "未见")
    square = el("button", inside, type="button", class_=f"s{shade(cell)}", title=label, aria_label=label, **data)
    return el("td", square)


def _excerpts(value: Matrix, lang: Lang) -> Html:
    head = el("thead", el("tr", el("th", say(lang, "主题")), join([el("th", u, scope="col") for u in value.units])))
    rows = [
        el("tr", el("th", told(topic.name, lang), scope="row"), join([_words(topic, cell, lang) for cell in cells]))
        for topic, cells in zip(value.topics, value.cells, strict=True)
    ]
    table = el("table", head, el("tbody", join(rows)), class_="rows")
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=say(lang, "逐格摘录"))


def _words(topic: Theme, cell: Cell, lang: Lang) -> Html:
    if not cell.filled or not cell.citations:
        return el("td", say(lang, "未见"), class_="muted")
    text = cell.citations[0].passage.text.strip()
    short = text[:EXCERPT] + ("…" if len(text) > EXCERPT else "")
    label = say(lang, "看 {count} 段", count=len(cell.citations))
    more = button(label, "cell", topic=topic.name, notice=cell.notice_id)
    return el("td", el("div", short, class_="cell"), more)


def cell(topic: Theme, unit: str, value: Cell, lang: Lang) -> Html:
    """The sheet with a cell's passages; those of an empty cell are offered as the nearest, not as a finding."""
    empty = say(lang, "该通报中未见此主题。以下是最接近的段落,可能相关,不作为依据。")
    note = None if value.filled else el("p", empty if value.citations else say(lang, "未见"), class_="note")
    meant = _meaning(topic, lang) or "、".join(k[0] for k in topic.keywords[:12])
    about = el("p", meant, class_="why") if meant else None
    body = column(about, note, *(_cited(c, lang) for c in value.citations))
    return overlay(told(topic.name, lang), body, lang, chip=unit)


def _cited(citation: Citation, lang: Lang) -> Html:
    item = citation.passage.item_id
    box = pick(lang, f"{citation.passage.notice_id}:{item}", item) if item else Html("")
    around = Around(None, None, reference=cited(citation, date.today(), teller(lang)))
    return el("div", card(citation, around, lang), box, class_="picked")
