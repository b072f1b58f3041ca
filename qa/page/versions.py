"""What a notice said before, and what a new version changes, as markup: sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from data.types import Notice
from index.types import Version
from qa.history import Change, changes
from qa.page.html import Html, el, join
from qa.page.overlay import column, overlay
from qa.page.words import Lang, say

LISTED = 100  # changes drawn per version; a text that differs more is another text


def versions(notice: Notice, earlier: Sequence[Version], lang: Lang) -> Html:
    """The sheet with the earlier versions, the latest first, each with what became of it."""
    later = [*(v.text for v in earlier), notice.text][1:]
    parts = [_version(v, changes(v.text, text), lang) for v, text in zip(earlier, later, strict=True)]
    none = el("p", say(lang, "这份通报没有以前的版本。"), class_="promise")
    return overlay(say(lang, "历次版本:{title}", title=notice.title), column(*(parts[::-1] or [none])), lang)


def difference(before: str, after: str, lang: Lang) -> Html:
    """What would change, folded under the number of places."""
    found = changes(before, after)
    label = say(lang, "与已载入的版本相差 {count} 处", count=len(found))
    return el("details", el("summary", label), _changes(found, lang), class_="around")


def _version(version: Version, found: Sequence[Change], lang: Lang) -> Html:
    until = version.until[:16].replace("T", " ")
    label = say(lang, "{until} UTC 改动 {count} 处", until=until, count=len(found))
    return el("section", el("h2", label), _changes(found, lang), class_="card")


def _changes(found: Sequence[Change], lang: Lang) -> Html:
    rows = [
        el(
            "li",
            el("del", change.removed) if change.removed else None,
            el("ins", change.added) if change.added else None,
        )
        for change in found[:LISTED]
    ]
    rest = el("li", say(lang, "另有 {count} 处未列出", count=len(found) - LISTED)) if len(found) > LISTED else None
    return el("ol", join(rows), rest, class_="changes")
