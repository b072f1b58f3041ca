"""相似措施: what other units did about the same thing, and items side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from qa.export import GRIDS
from qa.limits import DRAFT
from qa.page.action import Action, Call, Change, Download
from qa.page.filters import bar
from qa.page.html import Html, join
from qa.page.lines import teller
from qa.page.reader import closed
from qa.page.tab import Button, Input, Tab

DRAFT_HINT = "粘贴一条或几条整改措施,看其他单位怎么做。"


def _draw(call: Call) -> Mapping[str, Html]:
    session = call.session
    draft = call.inputs.get("draft", "")
    found = call.desk.boards.similar(draft, session.borrowed, session.filters, session.lang)
    return {"similar": join([bar(call.desk.facts(), session.filters, session.lang), found])}


def _find(call: Call) -> Iterator[Change]:
    yield Change(regions=_draw(call))


def _like(call: Call) -> Iterator[Change]:
    """Look with words of a notice: a passage, or the measures of a ledger item; the tab comes to the front."""
    order, boards = call.order, call.desk.boards
    notice, item = order.text("notice"), order.text("item")
    if item:
        source = boards.borrowed_item(notice, item)
    else:
        source = boards.borrowed(notice, order.number("start"), order.number("end"))
    session = replace(call.session, borrowed=source, tab="similar")
    drawn = _draw(replace(call, session=session, inputs={**call.inputs, "draft": source.text}))
    yield Change(session, {**drawn, "sheet": closed()}, {"draft": source.text}, "similar")


def _save(call: Call) -> Iterator[Change]:
    kind, text = call.order.text("kind"), call.order.text("text")
    lang = call.session.lang
    if kind in GRIDS and text.strip():
        content = call.desk.boards.similar_file(text, call.order.text("notice"), call.session.filters, kind, lang)
        yield Change(download=Download(f"{teller(lang)('相似措施')}.{kind}", content))


def _items(call: Call) -> list[str]:
    return [key for key in call.order.text("items").split("\n") if key]


def _compare(call: Call) -> Iterator[Change]:
    yield Change(regions={"sheet": call.desk.boards.compare(_items(call), call.session.lang)})


def _save_compared(call: Call) -> Iterator[Change]:
    kind = call.order.text("kind")
    lang = call.session.lang
    if kind in GRIDS:
        content = call.desk.boards.compare_file(_items(call), kind, lang)
        yield Change(download=Download(f"{teller(lang)('并排对比')}.{kind}", content))


TAB = Tab(
    id="similar",
    label="相似措施",
    regions=("similar",),
    draw=_draw,
    inputs=(Input("draft", "整改措施或方案草稿", DRAFT_HINT, lines=4, longest=DRAFT),),
    button=Button("find", "查找相似措施"),
)
ACTIONS: dict[str, Action] = {
    "find": _find,
    "similar": _like,
    "save-similar": _save,
    "compare": _compare,
    "save-compare": _save_compared,
}
