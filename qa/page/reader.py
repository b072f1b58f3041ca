"""A notice as a readable page: outline beside the text, the cited passages marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from data.types import Notice, Section
from qa.page.html import Html, el, join, text
from qa.page.orders import like
from qa.page.words import Lang, say

DEEPEST = 3  # levels in the outline; deeper ones would bury the reader
TITLE = 34  # characters of a heading in the outline: one to two lines there


@dataclass(frozen=True, slots=True)
class Hit:
    """A cited stretch of the notice and, inside it, the very words that matched; offsets into its text."""

    start: int
    end: int
    exact: tuple[tuple[int, int], ...] = ()


def _short(section: Section) -> str:
    title = section.heading.text.strip()
    return title if len(title) <= TITLE else title[: TITLE - 1] + "…"


def _branch(sections: tuple[Section, ...], level: int, at: int) -> Html:
    rows = []
    for section in sections:
        here = section.start <= at < section.end
        link = el(
            "a", _short(section), href=f"#at-{section.start}", data_at=section.start, class_="here" if here else None
        )
        below = section.children and level < DEEPEST
        rows.append(el("li", link, _branch(section.children, level + 1, at) if below else None))
    return el("ol", join(rows))


def _paragraphs(notice: Notice) -> list[tuple[int, int]]:
    """Lines of the text as offsets, blank ones left out."""
    spans, start = [], 0
    for line in notice.text.splitlines(keepends=True):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line)
    return spans


def _piece(body: str, at: int, hits: tuple[Hit, ...], now: int) -> Html:
    """A stretch that lies wholly inside or outside every hit."""
    for number, hit in enumerate(hits):
        if hit.start <= at < hit.end:
            exact = any(left <= at < right for left, right in hit.exact)
            names = " ".join(name for name, on in (("now", number == now), ("exact", exact)) if on)
            return el("mark", body, data_hit=number, class_=names or None)
    return text(body)


def _line(notice: Notice, line: tuple[int, int], hits: tuple[Hit, ...], now: int) -> Html:
    """A line of the text with an anchor at every heading that starts inside it and the hits marked."""
    start, end = line
    stops = {section.start for section in notice.walk() if start <= section.start < end}
    cuts = {start, end} | stops
    for hit in hits:
        edges = {hit.start, hit.end, *(edge for span in hit.exact for edge in span)}
        cuts |= {edge for edge in edges if start < edge < end}
    parts, places = [], sorted(cuts)
    for left, right in pairwise(places):
        if left in stops:
            parts.append(el("span", id=f"at-{left}", class_="anchor"))
        parts.append(_piece(notice.text[left:right], left, hits, now))
    return join(parts)


def _page(notice: Notice, hits: tuple[Hit, ...], now: int) -> Html:
    headings = {section.start: section for section in notice.walk()}
    lines = []
    for left, right in _paragraphs(notice):
        section = headings.get(left)
        alone = section is not None and section.heading.end >= left + len(notice.text[left:right].rstrip())
        name = f"h{min(section.level, 4)}" if section is not None and alone else None
        lines.append(el("p", _line(notice, (left, right), hits, now), class_=name))
    return el("div", join(lines), class_="page", tabindex="0")


def _steps(hits: tuple[Hit, ...], now: int, lang: Lang) -> Html | None:
    """Previous and next hit, with the place among them."""
    if not hits:
        return None
    place = el("span", f"{now + 1}/{len(hits)}", class_="place", aria_live="polite")
    if len(hits) == 1:
        return el("button", say(lang, "回到引用段落"), type="button", class_="act", data_step="0")
    back, on = say(lang, "上一处"), say(lang, "下一处")
    return el(
        "span",
        el("button", "‹", type="button", class_="act step", data_step="-1", aria_label=back, title=back),
        place,
        el("button", "›", type="button", class_="act step", data_step="1", aria_label=on, title=on),
        class_="steps",
    )


def reader(notice: Notice, hits: tuple[Hit, ...], opened: tuple[int, int], cited: str, lang: Lang) -> Html:
    """The whole notice with its hits marked, opened at one of them.

    `hits` are sorted and do not overlap; `cited` is the citation to copy, "" without a cited passage.
    """
    now = next((number for number, hit in enumerate(hits) if (hit.start, hit.end) == opened), 0)
    meta, url = notice.metadata, notice.source.url
    day = meta.day
    copy = {"data_copy": cited, "data_done": say(lang, "已复制")}
    away = {"href": url, "target": "_blank", "rel": "noopener noreferrer"}
    acts = (
        _steps(hits, now, lang),
        el("button", say(lang, "复制引用"), type="button", class_="act", **copy) if cited else None,
        like(lang, notice.id, *opened) if cited else None,
        el("a", say(lang, "原文网址"), class_="act", **away) if url else None,
        el("button", say(lang, "打印"), type="button", class_="act", data_print="1"),
    )
    what = el(
        "div",
        el("span", meta.unit.value, class_="chip") if meta.unit else None,
        el("time", day.value, datetime=day.value) if day else None,
        el("h2", notice.title),
        class_="what",
    )
    close = say(lang, "关闭")
    head = el(
        "header",
        what,
        el("div", *acts, class_="acts"),
        el("button", "×", type="button", class_="act close", data_do="close", aria_label=close, title=close),
    )
    contents = say(lang, "目录")
    tree = _branch(notice.sections, 1, opened[0])
    outline = el("details", el("summary", contents), tree, class_="outline", open=True)
    spread = el("div", el("nav", outline, aria_label=contents), _page(notice, hits, now), class_="spread")
    name = f"{say(lang, '全文')} {notice.title}"
    return el("div", head, spread, class_="sheet", role="dialog", aria_modal="true", aria_label=name)


def closed() -> Html:
    """No notice open."""
    return text("")
