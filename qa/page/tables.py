"""The ledger, the loaded notices, comparable measures and the matrix as markup."""

from __future__ import annotations

from collections.abc import Sequence

from data.types import UNSTATED, Field, Notice
from qa.ledger import Row
from qa.matrix import Cell, Matrix
from qa.page.cards import Around, card
from qa.page.html import Html, el, join
from qa.page.words import Lang, say
from qa.similar import Match, Part


def _open(lang: Lang, label: str, notice_id: str, start: int, end: int) -> Html:
    """A button that opens the notice at `start:end`."""
    return el(
        "button",
        say(lang, label),
        type="button",
        class_="act",
        data_do="read",
        data_notice=notice_id,
        data_start=start,
        data_end=end,
    )


def _head(lang: Lang, labels: Sequence[str]) -> Html:
    return el("thead", el("tr", join([el("th", say(lang, label), scope="col") for label in labels])))


def ledger(rows: Sequence[Row], notices: int, lang: Lang) -> Html:
    """One row per item; 未载明 where the notice states nothing."""
    if not rows:
        return el("p", say(lang, "没有符合筛选条件的问题条目。"), class_="promise")
    body = [_ledger_row(row, lang) for row in rows]
    count = say(lang, "{items} 项 · 依据已载入的 {notices} 份通报", items=len(rows), notices=notices)
    table = el(
        "table",
        _head(lang, ("编号", "单位", "问题", "整改措施", "状态", "出处")),
        el("tbody", join(body)),
        class_="rows",
    )
    return join(
        [
            el("p", count, class_="promise"),
            el("div", table, class_="scroll", tabindex="0", role="region", aria_label=say(lang, "台账")),
        ]
    )


def _ledger_row(row: Row, lang: Lang) -> Html:
    item = row.item
    measures = join([el("li", m.text) for m in item.measures])
    quote = item.status_quote.text if item.status_quote else None
    return el(
        "tr",
        el("td", item.id, class_="cell"),
        el("td", row.unit),
        el("td", item.problem.text),
        el("td", el("details", el("summary", say(lang, "{count} 条", count=len(item.measures))), el("ol", measures))),
        el("td", item.status.value, title=quote),
        el("td", _open(lang, "原文", item.notice_id, item.start, item.end)),
    )


def _stated(field: Field | None) -> Html:
    return el("td", field.value, title=field.quote.text) if field else el("td", UNSTATED, class_="muted")


def notices(loaded: Sequence[Notice], lang: Lang) -> Html:
    """What is loaded, with its metadata; hovering a value shows the words it was read from."""
    if not loaded:
        return el("p", say(lang, "还没有载入通报。请用 tongbao add 加入文件或文件夹。"), class_="promise")
    rows = []
    for n in loaded:
        m = n.metadata
        period = (
            m.inspected_from.value + " ~ " + m.inspected_to.value if m.inspected_from and m.inspected_to else UNSTATED
        )
        rows.append(
            el(
                "tr",
                el("td", n.title),
                _stated(m.unit),
                _stated(m.region),
                el("td", period),
                _stated(m.feedback),
                _stated(m.signed),
                _stated(m.published),
                el("td", str(len(n.items))),
                el("td", _open(lang, "原文", n.id, 0, 0)),
            )
        )
    labels = ("通报", "单位", "地区", "巡察时间", "反馈", "落款", "发布", "问题数", "出处")
    table = el("table", _head(lang, labels), el("tbody", join(rows)), class_="rows")
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=say(lang, "通报管理"))


def _match(match: Match, lang: Lang) -> Html:
    meter = say(
        lang, "与该通报逐字相同 {share}% · {band}", share=round(match.overlap.net * 100), band=match.overlap.band
    )
    return join([el("p", meter, class_="why"), card(match, Around(None, None), lang)])


def similar(parts: Sequence[Part], draft: str, lang: Lang) -> Html:
    """Per measure of the pasted text: what other notices did, with the overlap beside each."""
    if not any(part.matches for part in parts):
        return el("p", say(lang, "已载入的通报中没有找到可比的措施。"), class_="promise")
    blocks: list[Html] = []
    for part in parts:
        if len(parts) > 1:
            blocks.append(el("p", draft[part.start : part.end].strip()[:120], class_="asked"))
        blocks.extend(_match(match, lang) for match in part.matches)
    return join(blocks)


def matrix(value: Matrix, lang: Lang) -> Html:
    """Topics × notices; an empty cell says so, a filled one opens its best passage."""
    head = el(
        "thead",
        el("tr", el("th", say(lang, "主题"), scope="col"), join([el("th", u, scope="col") for u in value.units])),
    )
    rows = [
        el("tr", el("th", topic.name, scope="row"), join([_cell(cell, lang) for cell in cells]))
        for topic, cells in zip(value.topics, value.cells, strict=True)
    ]
    table = el("table", head, el("tbody", join(rows)), class_="rows")
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=say(lang, "对照矩阵"))


def _cell(cell: Cell, lang: Lang) -> Html:
    if not cell.filled or not cell.citations:
        return el("td", say(lang, "未见"), class_="muted")
    passage = cell.citations[0].passage
    shade = round(cell.strength * 100)
    button = _open(lang, "原文", passage.notice_id, passage.start, passage.end)
    text = passage.text.strip()
    return el(
        "td",
        el("div", text[:60] + ("…" if len(text) > 60 else ""), class_="cell"),
        button,
        title=say(lang, "强度 {shade}%", shade=shade),
    )
