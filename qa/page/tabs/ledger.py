"""台账: every published item in one table, to filter and to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.export import FORMATS
from qa.page.action import Action, Call, Change, Download
from qa.page.filters import bar
from qa.page.html import Html, join
from qa.page.lines import teller
from qa.page.tab import Tab
from qa.page.tables import PAGE, Sorting


def _draw(call: Call) -> Mapping[str, Html]:
    filters, lang = call.session.filters, call.session.lang
    column, down = call.order.number("by", -1), call.order.number("down") > 0
    by = Sorting(column, down) if column >= 0 else None
    rows = call.desk.boards.ledger(filters, lang, call.order.number("shown", PAGE), by)
    return {"ledger": join([bar(call.desk.facts(), filters, lang), rows])}


def _more(call: Call) -> Iterator[Change]:
    yield Change(regions=_draw(call))


def _save(call: Call) -> Iterator[Change]:
    kind = call.order.text("kind")
    lang = call.session.lang
    if kind in FORMATS:
        content = call.desk.boards.ledger_file(call.session.filters, kind, lang)
        yield Change(download=Download(f"{teller(lang)('整改台账')}.{kind}", content))


TAB = Tab(id="ledger", label="台账", regions=("ledger",), draw=_draw)
ACTIONS: dict[str, Action] = {"save-ledger": _save, "more-ledger": _more, "sort-ledger": _more}
