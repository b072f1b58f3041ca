"""相似措施: what other units did about the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.page.action import Action, Call, Change
from qa.page.boards import LONGEST_DRAFT
from qa.page.filters import bar
from qa.page.html import Html, join
from qa.page.tab import Button, Input, Tab

DRAFT_HINT = "粘贴一条或几条整改措施,看其他单位怎么做。"


def _draw(call: Call) -> Mapping[str, Html]:
    session = call.session
    found = call.desk.boards.similar(call.inputs.get("draft", ""), session.filters, session.lang)
    return {"similar": join([bar(call.desk.facts(), session.filters, session.lang), found])}


def _find(call: Call) -> Iterator[Change]:
    yield Change(regions=_draw(call))


TAB = Tab(
    id="similar",
    label="相似措施",
    regions=("similar",),
    draw=_draw,
    inputs=(Input("draft", "整改措施或方案草稿", DRAFT_HINT, lines=4, longest=LONGEST_DRAFT),),
    button=Button("find", "查找相似措施"),
)
ACTIONS: dict[str, Action] = {"find": _find}
