"""Every tab and every action of the page, and the one way an order is carried out.

A new tab is a module in `qa.page.tabs` and one entry here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from data.errors import TongbaoError
from qa.page import frame
from qa.page.action import Actions, Call, Change
from qa.page.tab import Tab
from qa.page.tabs import ask, evaluation, ledger, matrix, notices, similar

_MODULES = (ask, similar, ledger, matrix, notices, evaluation)

TABS: tuple[Tab, ...] = tuple(module.TAB for module in _MODULES)

ACTIONS: Actions = {
    **frame.actions(TABS),
    **{name: action for module in _MODULES for name, action in module.ACTIONS.items()},
}

REGIONS = ("masthead", *(name for tab in TABS for name in tab.regions), "sheet", "toast", "delivery")

_served = count(1)


def perform(call: Call) -> Iterator[Change]:
    """Carry out an order; every change also tells the page that it is done waiting.

    An error of ours becomes one line for the reader; anything else is a bug and is raised.
    """
    action = ACTIONS.get(call.order.do)
    try:
        for change in action(call) if action is not None else ():
            yield _delivered(change)
    except TongbaoError as error:
        yield _delivered(Change(regions={"toast": frame.toast(str(error), call.session.lang)}))


def _delivered(change: Change) -> Change:
    regions = {"toast": frame.quiet(), **change.regions, "delivery": frame.delivery(next(_served), change.download)}
    return Change(change.session, regions, change.inputs, change.tab)
