"""评测: how good the answers are, from the last run, and a run on demand.

The figures come from the room eval, which uses qa; so it is asked for by name, and only when the tab is opened.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from data.errors import BadRequest
from qa.library import default_folder
from qa.page import figures
from qa.page.action import Action, Call, Change
from qa.page.background import Done, streamed
from qa.page.figures import Step
from qa.page.html import Html
from qa.page.tab import Tab
from qa.page.words import say

BOARD = "eval.board"
MOST_LINES = 8  # about remarks that made no question
_RUNNING = threading.Lock()  # one run at a time: it takes a core for ten seconds


def _draw(call: Call) -> Mapping[str, Html]:
    return _shown(call, (), None)


def _shown(call: Call, notes: tuple[str, ...], step: Step | None) -> dict[str, Html]:
    board: Any = importlib.import_module(BOARD)
    stored = board.stored(call.desk.engine, call.desk.folder or default_folder())
    return {"evaluation": figures.evaluation(stored, notes, step, call.session.lang, call.by.may_change)}


def _gather(call: Call) -> Iterator[Change]:
    """Readers' remarks become judged questions; what could not become one is said line by line."""
    board: Any = importlib.import_module(BOARD)
    made, left = board.gather(call.desk.engine, call.desk.folder or default_folder())
    line = say(call.session.lang, "新写成 {made} 题,{left} 题未写", made=made, left=len(left))
    yield Change(regions=_shown(call, (line, *left[:MOST_LINES]), None))


def _evaluate(call: Call) -> Iterator[Change]:
    if not _RUNNING.acquire(blocking=False):
        raise BadRequest("评测正在进行,请稍候再看结果")
    try:
        board: Any = importlib.import_module(BOARD)
        folder, engine = call.desk.folder or default_folder(), call.desk.engine

        def work(report: Callable[[Step], None]) -> tuple[str, ...]:
            notes: tuple[str, ...] = board.measure(engine, folder, lambda *at: report(Step(*at)))
            return notes

        yield Change(regions=_shown(call, (), Step("准备", 0, 1)))
        for step in streamed(work):
            if isinstance(step, Done):
                yield Change(regions=_shown(call, step.value, None))
            else:
                yield Change(regions=_shown(call, (), step))
    finally:
        _RUNNING.release()


TAB = Tab(id="evaluation", label="评测", regions=("evaluation",), draw=_draw)
CHANGING = frozenset({"evaluate", "gather"})  # both write beside the library
ACTIONS: dict[str, Action] = {"evaluate": _evaluate, "gather": _gather}
