"""The bar at the foot of the page with what was ticked for comparison; picks.js fills it."""

from __future__ import annotations

from qa.compare import MOST
from qa.page.html import Html, el
from qa.page.words import Lang, say


def tray(lang: Lang) -> Html:
    """Hidden until something is ticked."""
    return el(
        "div",
        el("span", role="status"),
        el("button", say(lang, "并排对比"), type="button", class_="act main", data_compare="1"),
        el("button", say(lang, "清除"), type="button", class_="act", data_clear="1"),
        id="tray",
        class_="tray",
        hidden=True,
        data_count=say(lang, "已选 {n} 项(2 至 {most} 项可对比)", n="{n}", most="{most}"),
        data_most=MOST,
    )
