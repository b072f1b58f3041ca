"""问答: a conversation of questions and cited answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from qa.limits import QUESTION
from qa.page import remarks
from qa.page.action import Action, Call, Change
from qa.page.html import Html
from qa.page.session import Turns
from qa.page.tab import Button, Input, Tab


def _draw(call: Call) -> Mapping[str, Html]:
    return {"result": call.desk.show(call.session)}


def _answered(call: Call, turns: Turns) -> Change:
    call.session.halt()
    session = replace(call.session, turns=turns, tab="ask")
    tab = "ask" if call.session.tab != "ask" else ""
    return Change(session, {"result": call.desk.show(session)}, tab=tab)  # page.js empties the box of what it asked


def _ask(call: Call) -> Iterator[Change]:
    """The question in the order (an example, a suggestion), else the one in the box."""
    question = call.order.text("question") or call.inputs.get("question", "")
    if not question.strip():
        yield Change()
        return
    yield _answered(call, call.desk.ask(call.session.turns, question, call.session.filters))


def _undo(call: Call) -> Iterator[Change]:
    yield _answered(call, call.desk.undo(call.session.turns))


def _again(call: Call) -> Iterator[Change]:
    yield _answered(call, call.desk.again(call.session.turns, call.order.number("turn", -1)))


def _new(call: Call) -> Iterator[Change]:
    yield _answered(call, ())


TAB = Tab(
    id="ask",
    label="问答",
    regions=("result",),
    draw=_draw,
    inputs=(Input("question", "问题", "输入问题", longest=QUESTION, example=True),),
    button=Button("ask", "提问"),
)
ACTIONS: dict[str, Action] = {"ask": _ask, "undo": _undo, "again": _again, "new": _new, **remarks.ACTIONS}
