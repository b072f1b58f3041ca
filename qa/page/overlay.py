"""What lies over the page until it is closed: a title line with its buttons, and a body that scrolls."""

from __future__ import annotations

from qa.page.html import Html, el
from qa.page.words import Lang, say


def overlay(label: str, body: Html, lang: Lang, tools: Html | None = None, chip: str = "") -> Html:
    """A dialog titled `label`, a unit's name as a chip in front. The body is as wide as it makes itself."""
    shut = say(lang, "关闭")
    close = el("button", "×", type="button", class_="act close", data_do="close", aria_label=shut, title=shut)
    title = el("div", el("span", chip, class_="chip") if chip else None, el("h2", label), class_="what")
    head = el("header", title, el("div", tools, class_="acts") if tools else None, close)
    inside = el("div", body, class_="board", tabindex="0")
    name = f"{label} {chip}".strip()
    return el("div", head, inside, class_="sheet", role="dialog", aria_modal="true", aria_label=name)


def column(*parts: Html | None) -> Html:
    """A body to read: one column no wider than the eye follows."""
    return el("div", *parts, class_="narrow")
