"""What surrounds the tabs: title line, full text, one-line messages, files handed over; and their actions."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.page.action import Action, Actions, Call, Change, Download
from qa.page.filters import changed, meant
from qa.page.html import Html, el, text
from qa.page.reader import closed
from qa.page.session import Session
from qa.page.tab import Tab
from qa.page.words import Lang, say
from qa.types import Filters


def toast(line: str, lang: Lang) -> Html:
    """One line at the foot of the page."""
    close = el("button", "×", type="button", class_="act", data_do="quiet", aria_label=say(lang, "关闭"))
    return el("div", el("span", line), close, class_="toast", role="alert")


def quiet() -> Html:
    """No message."""
    return text("")


def arrived() -> Html:
    """The sign that the page's own request, sent as it loads, has been answered; page.js sends nothing else before."""
    return el("i")


def delivery(number: int, download: Download | None, address: str | None) -> Html:
    """The sign that an order has been carried out; page.js saves the file it may carry and writes the address, if
    any, where the browser shows it."""
    if download is None:
        return el("i", data_served=number, data_link=address)
    content = b64encode(download.content).decode()
    return el("i", data_served=number, data_link=address, data_name=download.name, data_content=content)


def _read(call: Call) -> Iterator[Change]:
    order = call.order
    sheet = call.desk.read(call.session, order.text("notice"), order.number("start"), order.number("end"))
    yield Change(regions={"sheet": sheet})


def _close(call: Call) -> Iterator[Change]:
    yield Change(regions={"sheet": closed()})


def _quiet(call: Call) -> Iterator[Change]:
    yield Change()


def drawn(tabs: Sequence[Tab], call: Call, session: Session, tab: str = "") -> Change:
    """`session` taken on and the tab in front drawn by it."""
    front = next((t for t in tabs if t.id == session.tab), tabs[0])
    return Change(session, front.draw(replace(call, session=session)), tab=tab)


def actions(tabs: Sequence[Tab]) -> Actions:
    """The actions that may redraw whichever tab is in front."""

    def bring(call: Call) -> Iterator[Change]:
        wanted = call.order.text("tab")
        if wanted == call.session.tab:  # Gradio says so when a page loads, too: it must not undo its language
            yield Change()
        elif any(t.id == wanted for t in tabs):
            yield drawn(tabs, call, replace(call.session, tab=wanted), wanted)

    def narrow(call: Call) -> Iterator[Change]:
        field = call.order.text("field")
        value = meant(call.desk.facts(), field, call.order.text("value"))
        filters = changed(call.session.filters, field, value)
        yield drawn(tabs, call, call.desk.narrowed(call.session, filters))

    def widen(call: Call) -> Iterator[Change]:
        yield drawn(tabs, call, call.desk.narrowed(call.session, Filters()))

    def language(call: Call) -> Iterator[Change]:
        other: Lang = "zh" if call.order.text("lang") == "zh" else "en"
        change = drawn(tabs, call, replace(call.session, lang=other))
        yield replace(change, regions={**change.regions, "masthead": call.desk.masthead(other, call.by.name)})

    def arrive(call: Call) -> Iterator[Change]:
        yield from _arrive(tabs, call)

    table: dict[str, Action] = {"open": bring, "filter": narrow, "unfilter": widen, "language": language}
    return {**table, "arrive": arrive, "read": _read, "close": _close, "quiet": _quiet}


def _arrive(tabs: Sequence[Tab], call: Call) -> Iterator[Change]:
    """A page just loaded: the reader's language, and the answer a shared link (?q=…&unit=…) names."""
    given = call.order
    lang: Lang = "en" if given.text("lang") == "en" else "zh"
    session = replace(call.session, lang=lang)
    if given.text("tab") and any(t.id == given.text("tab") for t in tabs):
        session = replace(session, tab=given.text("tab"))
    question = given.text("q")
    named = Filters(*(given.text(name) for name in ("unit", "region", "year", "status")))
    session = replace(session, filters=named, turns=call.desk.ask((), question, named) if question else ())
    user = call.by.name
    if session == call.session and not call.desk.changed:  # whoever types already must not be interrupted
        yield Change(regions={"masthead": call.desk.masthead(lang, user)} if user else {})
        return
    change = drawn(tabs, call, session, session.tab)
    yield replace(change, regions={**change.regions, "masthead": call.desk.masthead(lang, user)})
