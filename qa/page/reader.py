"""A notice as a readable page: outline beside the text, the cited passage marked."""

from __future__ import annotations

from data.types import Notice, Section
from qa.page.html import Html, el, join, marked, text
from qa.page.orders import like
from qa.page.words import Lang, say

DEEPEST = 3  # levels in the outline; deeper ones would bury the reader
TITLE = 34  # characters of a heading in the outline: one to two lines there


def _short(section: Section) -> str:
    title = section.heading.text.strip()
    return title if len(title) <= TITLE else title[: TITLE - 1] + "…"


def _branch(sections: tuple[Section, ...], level: int) -> Html:
    rows = []
    for section in sections:
        link = el("a", _short(section), href=f"#at-{section.start}", data_at=section.start)
        below = section.children and level < DEEPEST
        rows.append(el("li", link, _branch(section.children, level + 1) if below else None))
    return el("ol", join(rows))


def _paragraphs(notice: Notice) -> list[tuple[int, int]]:
    """Lines of the text as offsets, blank ones left out."""
    spans, start = [], 0
    for line in notice.text.splitlines(keepends=True):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line)
    return spans


def _anchored(notice: Notice, start: int, end: int, stops: list[int], marks: tuple[tuple[int, int], ...]) -> Html:
    """The line `start:end` with an anchor at every heading that starts inside it."""
    parts, here = [], start
    for stop in [*(s for s in stops if start <= s < end), end]:
        parts.append(marked(notice.text[here:stop], here, marks))
        if stop < end:
            parts.append(el("span", id=f"at-{stop}", class_="anchor"))
        here = stop
    return join(parts)


def reader(notice: Notice, start: int, end: int, lang: Lang) -> Html:
    """The whole notice with `start:end` highlighted.

    `start == end` shows the notice without a cited passage.
    """
    headings = {section.start: section for section in notice.walk()}
    stops = sorted(headings)
    cited = ((start, end),) if end > start else ()
    lines = []
    for left, right in _paragraphs(notice):
        inside = _anchored(notice, left, right, stops, cited)
        section = headings.get(left)
        name = f"h{min(section.level, 4)}" if section is not None and section.heading.end <= right else None
        lines.append(el("p", inside, class_=name))
    unit = notice.metadata.unit.value if notice.metadata.unit else ""
    url = notice.source.url
    away = {"href": url, "target": "_blank", "rel": "noopener noreferrer"}
    link = el("a", say(lang, "原文网址"), class_="act", **away) if url else None
    back = el("button", say(lang, "回到引用段落"), type="button", class_="act", data_back="1") if cited else None
    close = el("button", say(lang, "关闭"), type="button", class_="act main", data_do="close")
    head = el(
        "header",
        el("div", el("span", unit, class_="chip") if unit else None, el("h2", notice.title), class_="what"),
        el("div", back, like(lang, notice.id, start, end) if cited else None, link, close, class_="acts"),
    )
    contents = say(lang, "目录")
    outline = el("details", el("summary", contents), _branch(notice.sections, 1), class_="outline", open=True)
    return el(
        "div",
        head,
        el(
            "div",
            el("nav", outline, aria_label=contents),
            el("div", join(lines), class_="page", tabindex="0"),
            class_="spread",
        ),
        class_="sheet",
        role="dialog",
        aria_modal="true",
        aria_label=f"{say(lang, '全文')} {notice.title}",
    )


def closed() -> Html:
    """No notice open."""
    return text("")
