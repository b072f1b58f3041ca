"""Buttons of our markup that hand an order to the page: a label, what to do, and with what."""

from __future__ import annotations

from collections.abc import Sequence

from qa.page.html import Html, el, join
from qa.page.words import Lang, say
from qa.types import Copy


def button(label: str, do: str, class_: str = "act", /, **values: str | int) -> Html:
    """A button that sends the order `do`; `values` travel with it."""
    data = {f"data_{name}": value for name, value in values.items()}
    return el("button", label, type="button", class_=class_, data_do=do, **data)


def nothing_loaded(lang: Lang) -> Html:
    """What a tab says in an empty library, and the way to fill it."""
    way = button(say(lang, "加入通报"), "open", tab="notices")
    return el("p", say(lang, "还没有载入通报。"), " ", way, class_="promise")


def full_text(lang: Lang, notice_id: str, start: int, end: int, label: str = "原文") -> Html:
    """Opens a notice at `start:end`."""
    return button(say(lang, label), "read", notice=notice_id, start=start, end=end)


def elsewhere(also: Sequence[Copy], lang: Lang) -> Html:
    """Where else the same notice is loaded from: its address, else a way to read that copy."""
    if not also:
        return Html("")
    away = {"target": "_blank", "rel": "noopener noreferrer"}
    ways = [
        el("a", copy.title, href=copy.url, title=copy.url, **away)
        if copy.url
        else button(copy.title, "read", notice=copy.notice_id, start=0, end=0)
        for copy in also
    ]
    return el("p", say(lang, "同一通报另载于:"), join(ways), class_="why also")


def like(lang: Lang, notice_id: str, start: int, end: int) -> Html:
    """Looks for measures comparable with a slice of a notice."""
    return button(say(lang, "看相似措施"), "similar", notice=notice_id, start=start, end=end)


def pick(lang: Lang, key: str, label: str) -> Html:
    """A box that puts an item ("notice:item") among those to compare."""
    name = say(lang, "选入对比:{label}", label=label)
    box = el("input", type="checkbox", data_pick=key, aria_label=name)
    return el("label", box, say(lang, "对比"), class_="pick", title=name)


def downloads(lang: Lang, do: str, kinds: Sequence[str], /, **values: str | int) -> Html:
    """A button per file format; a file is made when it is asked for."""
    rows = [button("Markdown" if kind == "md" else kind.upper(), do, kind=kind, **values) for kind in kinds]
    return el("span", el("span", say(lang, "下载"), class_="muted"), join(rows), class_="downloads")


def more(lang: Lang, do: str, listed: int, total: int, page: int, /, **values: str | int) -> Html:
    """A button for the next rows of a long table; nothing where all are listed. `values` travel with it."""
    if listed >= total:
        return Html("")
    label = say(
        lang, "已列 {shown} 项,共 {total} 项;再列 {more} 项", shown=listed, total=total, more=min(total - listed, page)
    )
    return el("p", button(label, do, "act main", shown=listed + page, **values), class_="more")
