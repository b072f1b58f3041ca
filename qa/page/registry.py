"""Every tab and every action of the page, and the one way an order is carried out.

A new tab is a module in `qa.page.tabs` and one entry here.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from itertools import count

from data.errors import BadRequest, TongbaoError
from qa.page import frame
from qa.page.action import Actions, Call, Change
from qa.page.lines import told
from qa.page.tab import Tab
from qa.page.tabs import ask, evaluation, ledger, matrix, notices, similar
from qa.page.turn import address
from qa.page.words import say

_MODULES = (ask, similar, ledger, matrix, notices, evaluation)

TABS: tuple[Tab, ...] = tuple(module.TAB for module in _MODULES)

ACTIONS: Actions = {
    **frame.actions(TABS),
    **{name: action for module in _MODULES for name, action in module.ACTIONS.items()},
}

REGIONS = ("masthead", *(name for tab in TABS for name in tab.regions), "sheet", "toast", "arrived", "delivery")

CHANGING = notices.CHANGING | evaluation.CHANGING  # refused to whoever may only read

_served = count(1)
_log = logging.getLogger("tongbao.page")


def perform(call: Call) -> Iterator[Change]:
    """Carry out an order; every change also tells the page that it is done waiting.

    An error of ours becomes one line for the reader; anything else is a bug and is raised.
    """
    action = ACTIONS.get(call.order.do)
    try:
        if call.order.do in CHANGING and not call.by.may_change:
            raise BadRequest(say(call.session.lang, "这里只供查阅;改动资料库请找管理员"))
        for change in action(call) if action is not None else ():
            yield _delivered(change, call.order.do)
    except TongbaoError as error:
        line = frame.toast(told(str(error), call.session.lang), call.session.lang)
        yield _delivered(Change(regions={"toast": line}), call.order.do)


def answer(call: Call) -> Iterator[Change]:
    """`perform` for a served page: a bug becomes a numbered line for the reader, with its traceback in the log."""
    try:
        yield from perform(call)
    except Exception:  # noqa: BLE001 - whatever it says is not meant for a reader; the page must go on
        number = uuid.uuid4().hex[:12]
        _log.exception("error %s while doing %r", number, call.order.do[:40])
        said = say(call.session.lang, "出了意外,没有做成,编号 {number};可以再试一次,或把编号告诉管理员", number=number)
        yield _delivered(Change(regions={"toast": frame.toast(said, call.session.lang)}), call.order.do)


def _delivered(change: Change, do: str) -> Change:
    at = address(change.session) if change.session is not None else None  # another order may have changed it meanwhile
    done = frame.delivery(next(_served), change.download, at)
    first = {"arrived": frame.arrived()} if do == "arrive" else {}
    regions = {"toast": frame.quiet(), **change.regions, **first, "delivery": done}
    return Change(change.session, regions, change.inputs, change.tab)
