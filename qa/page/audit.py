"""One notice checked against itself, and its checkable facts, as a sheet; every line leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

from data.types import Notice, Span
from qa.check import Finding, check
from qa.facts import facts
from qa.page.html import Html, el, join, text
from qa.page.lines import told
from qa.page.orders import full_text
from qa.page.overlay import column, overlay
from qa.page.words import Lang, say

SHOWN = 60  # characters of a quoted stretch; the button opens all of it


def audit(notice: Notice, lang: Lang) -> Html:
    """Findings first, then documents, promises, figures and masked values, each list folded."""
    findings, found = check(notice), facts([notice])
    undated = say(lang, "年份未载明")
    lists = (
        ("承诺与时限", [(p.iso or undated, p.clause) for p in found.promises]),
        ("文件", [(say(lang, d.document.role.value), d.document.name) for d in found.documents]),
        ("数据", [(f.figure.counts, f.figure.quote) for f in found.figures]),
        ("遮蔽的数值", [("", m.span) for m in found.masked]),
    )
    label = say(lang, "核对:{title}", title=notice.title)
    body = [_findings(notice, findings, lang), *(_list(notice, name, rows, lang) for name, rows in lists)]
    return overlay(label, column(*body), lang)


def _findings(notice: Notice, findings: Sequence[Finding], lang: Lang) -> Html:
    if not findings:
        return el("p", say(lang, "通报自身没有需要提示之处。"), class_="promise")
    rows = [el("li", el("span", say(lang, f.kind.value), class_="chip"), " ", told(f.message, lang),
               _places(notice, f.spans, lang)) for f in findings]  # fmt: skip
    count = say(lang, "{count} 条提示,只列事实,不作评价", count=len(findings))
    return el("section", el("h2", count), el("ul", join(rows), class_="findings"))


def _places(notice: Notice, spans: Sequence[Span], lang: Lang) -> Html:
    return join([_place(notice, span, "", lang) for span in spans])


def _place(notice: Notice, span: Span, note: str, lang: Lang) -> Html:
    quoted = span.text.strip()
    short = quoted if len(quoted) <= SHOWN else quoted[: SHOWN - 1] + "…"
    beside = el("small", note) if note else text("")
    return el("div", el("q", short), beside, full_text(lang, notice.id, span.start, span.end), class_="place")


def _list(notice: Notice, name: str, rows: Sequence[tuple[str, Span]], lang: Lang) -> Html:
    label = f"{say(lang, name)} · {len(rows)}"
    if not rows:
        return el("p", label, class_="promise")
    places = join([_place(notice, span, note, lang) for note, span in rows])
    return el("details", el("summary", label), places, class_="around facts-of")
