"""What lies over the page until it is closed: a title line with its buttons, and a body that scrolls."""

from __future__ import annotations

from qa.page.html import Html, el
from qa.page.words import Lang, say


def overlay(label: str, title: Html, body: Html, lang: Lang, tools: Html | None = None, wide: bool = False) -> Html:
    """A dialog named `label`; `wide` uses the whole window instead of a column to read."""
    close = el("button", say(lang, "关闭"), type="button", class_="act main", data_do="close")
    head = el("header", el("div", title, class_="what"), el("div", tools, close, class_="acts"))
    inside = el("div", body, class_="board" if wide else "board narrow", tabindex="0")
    return el("div", head, inside, class_="sheet", role="dialog", aria_modal="true", aria_label=label)
