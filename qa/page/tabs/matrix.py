"""对照矩阵: topics against notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.page.action import Action, Call, Change
from qa.page.html import Html
from qa.page.tab import Button, Input, Tab


def _draw(call: Call) -> Mapping[str, Html]:
    return {"board": call.desk.boards.matrix(call.inputs.get("topics", ""), call.session.lang)}


def _make(call: Call) -> Iterator[Change]:
    yield Change(regions=_draw(call))


TAB = Tab(
    id="matrix",
    label="对照矩阵",
    regions=("board",),
    draw=_draw,
    inputs=(Input("topics", "主题(每行一个;留空用内置主题)", "例如:固定资产管理", lines=2),),
    button=Button("draw", "生成对照矩阵"),
)
ACTIONS: dict[str, Action] = {"draw": _make}
