"""台账: every published item in one table, to filter and to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.page.action import Action, Call, Change, Download
from qa.page.boards import DOWNLOADS
from qa.page.filters import bar
from qa.page.html import Html, el, join
from qa.page.tab import Tab
from qa.page.words import say


def _draw(call: Call) -> Mapping[str, Html]:
    filters, lang = call.session.filters, call.session.lang
    files = [
        el(
            "button",
            say(lang, "下载 {kind}", kind=kind.upper()),
            type="button",
            class_="act",
            data_do="save-ledger",
            data_kind=kind,
            id=f"download-{kind}",
        )
        for kind in DOWNLOADS
    ]
    tools = el("div", bar(call.desk.facts(), filters, lang), el("div", join(files), class_="acts"), class_="tools")
    return {"ledger": join([tools, call.desk.boards.ledger(filters, lang)])}


def _save(call: Call) -> Iterator[Change]:
    kind = call.order.text("kind")
    if kind in DOWNLOADS:
        content = call.desk.boards.ledger_file(call.session.filters, kind)
        yield Change(download=Download(f"整改台账.{kind}", content))


TAB = Tab(id="ledger", label="台账", regions=("ledger",), draw=_draw)
ACTIONS: dict[str, Action] = {"save-ledger": _save}
