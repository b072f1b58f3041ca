"""对照矩阵: topics against notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.export import GRIDS
from qa.page.action import Action, Call, Change, Download
from qa.page.filters import bar
from qa.page.html import Html, join
from qa.page.lines import teller
from qa.page.tab import Button, Input, Tab


def _draw(call: Call) -> Mapping[str, Html]:
    session, words = call.session, call.inputs.get("topics", "")
    board = call.desk.boards.matrix(words, session.filters, session.lang)
    return {"board": join([bar(call.desk.facts(), session.filters, session.lang), board])}


def _make(call: Call) -> Iterator[Change]:
    yield Change(regions=_draw(call))


def _cell(call: Call) -> Iterator[Change]:
    order = call.order
    yield Change(regions={"sheet": call.desk.boards.cell(order.text("topic"), order.text("notice"), call.session.lang)})


def _save(call: Call) -> Iterator[Change]:
    kind = call.order.text("kind")
    lang = call.session.lang
    if kind in GRIDS:
        content = call.desk.boards.matrix_file(call.order.text("topics"), call.session.filters, kind, lang)
        yield Change(download=Download(f"{teller(lang)('主题对照')}.{kind}", content))


TAB = Tab(
    id="matrix",
    label="对照矩阵",
    regions=("board",),
    draw=_draw,
    inputs=(Input("topics", "主题(每行一个;留空用内置主题)", "例如:固定资产管理", lines=2),),
    button=Button("draw", "生成对照矩阵"),
)
ACTIONS: dict[str, Action] = {"draw": _make, "cell": _cell, "save-matrix": _save}
