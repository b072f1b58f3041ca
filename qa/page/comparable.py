"""Comparable measures as markup: per measure of the text asked with, what other units did, and how close it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa.citing import cited
from qa.overlap import HIGH_FROM, PARTIAL_FROM, Band, Overlap, Run, RunKind
from qa.page.cards import breadcrumb, excerpt
from qa.page.html import Html, el, join
from qa.page.layers import layered
from qa.page.lines import teller
from qa.page.orders import downloads, elsewhere, full_text, like, pick
from qa.page.reasons import reason
from qa.page.words import Lang, say
from qa.similar import Match, Part
from qa.verbatim import WINDOW

NEAREST = 5  # notices named beside the whole text; more would push the measures themselves off the screen
SHOWN = 1  # passages of one unit that are open at first; the others are one click away
_KINDS = {RunKind.COPIED: "same", RunKind.SET_PHRASE: "phrase", RunKind.NAME: "phrase"}
_BANDS = {Band.IDEA: "idea", Band.PARTIAL: "partial", Band.HIGH: "high"}


@dataclass(frozen=True, slots=True)
class Whole:
    """The overlap of the whole text asked with and one notice."""

    unit: str
    title: str
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class Asked:
    """What was looked for: the text, and the notice it is from ("" for a text of one's own) with its title."""

    text: str
    notice: str = ""
    title: str = ""


def similar(asked: Asked, parts: Sequence[Part], wholes: Sequence[Whole], lang: Lang, narrowed: bool = False) -> Html:
    """Matches per measure, grouped by unit; `wholes` are shown when the text has several measures, `narrowed` says
    whether filters are set."""
    source = el("p", say(lang, "摘自《{title}》,只在其他通报中查找。", title=asked.title), class_="note")
    head = source if asked.notice else None
    if not any(part.matches for part in parts):
        none = "当前筛选下没有可比的措施;清除筛选可看全部通报。" if narrowed else "已载入的通报中没有找到可比的措施。"
        return join([head or Html(""), el("p", say(lang, none), class_="promise")])
    blocks = [el("div", _tools(asked, lang), _legend(lang), class_="board-head")]
    if len(parts) > 1 and wholes:
        blocks.append(_wholes(wholes, lang))
    blocks += [_part(number, part, len(parts), lang) for number, part in enumerate(parts, 1)]
    return join([head or Html(""), *blocks])


def meter(found: Overlap, lang: Lang) -> Html:
    """The share as a bar with the thresholds marked, and in words."""
    net, share = round(found.net * 100), round(found.share * 100)
    label = say(lang, "与该通报逐字相同 {share}% · {band}", share=net, band=say(lang, found.band.value))
    full = say(lang, "含固定用语 {share}%", share=share) if share != net else None
    bar = el("span", el("span", class_="fill", style=f"width:{net}%"), class_="bar", aria_hidden="true")
    return el("span", bar, el("b", label), el("small", full) if full else None, class_=f"meter {_BANDS[found.band]}")


def _tools(asked: Asked, lang: Lang) -> Html:
    return downloads(lang, "save-similar", ("xlsx", "csv", "md"), text=asked.text, notice=asked.notice)


def _legend(lang: Lang) -> Html:
    """How the share is measured and where the bands lie, stated where they are used."""
    low, high = round(PARTIAL_FROM * 100), round(HIGH_FROM * 100)
    bands = (
        ("idea", say(lang, "低于 {low}% 借鉴思路", low=low)),
        ("partial", say(lang, "{low}% 起 部分雷同", low=low)),
        ("high", say(lang, "{high}% 起 高度雷同", high=high)),
    )
    rule = say(lang, "逐字相同:至少 {n} 个汉字连续一致;固定用语和文件名标出,但不计入。只量字面,不判断对错。", n=WINDOW)
    return el("p", rule, " ", join([el("span", words, class_=f"dot {name}") for name, words in bands]), class_="legend")


def _wholes(wholes: Sequence[Whole], lang: Lang) -> Html:
    more = wholes[NEAREST:]
    rest = el(
        "details", el("summary", say(lang, "另有 {count} 份", count=len(more))), _table(more, lang), class_="around"
    )
    return el(
        "section",
        el("h2", say(lang, "整段文字与各通报"), class_="list"),
        _table(wholes[:NEAREST], lang),
        rest if more else None,
        class_="card",
    )


def _table(wholes: Sequence[Whole], lang: Lang) -> Html:
    rows = [
        el("tr", el("th", w.unit or w.title, scope="row", title=w.title), el("td", meter(w.overlap, lang)))
        for w in wholes
    ]
    return el("table", el("tbody", join(rows)), class_="plain")


def _part(number: int, part: Part, of: int, lang: Lang) -> Html:
    groups = _grouped(part.matches)
    none = el("p", say(lang, "已载入的通报中没有找到可比的措施。"), class_="promise")
    label = say(lang, "第 {number} 条", number=number) if of > 1 else say(lang, "所给文字")
    worst = max((m.overlap for m in part.matches), key=lambda o: o.net, default=None)
    marks = _runs(worst) if worst else []
    asked = el("p", el("b", label, class_="tag"), layered(part.text, 0, marks), class_="given")
    found = join([_group(part, group, lang) for group in groups]) if groups else none
    return el("section", asked, found, class_="part")


def _grouped(matches: Sequence[Match]) -> list[list[Match]]:
    """By notice, best first; notices of one unit stand together, for one unit may have several."""
    notices: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        notices.setdefault((match.unit, match.passage.notice_id), []).append(match)
    units = list(dict.fromkeys(unit for unit, _ in notices))
    return [group for unit in units for (of, _), group in notices.items() if of == unit]


def _group(part: Part, group: Sequence[Match], lang: Lang) -> Html:
    first = group[0]
    head = el(
        "header",
        el("span", first.unit or first.title, class_="chip", title=first.title),
        el("time", first.date or say(lang, "日期未载明"), datetime=first.date or None),
        meter(first.overlap, lang),
    )
    more = group[SHOWN:]
    rest = el(
        "details",
        el("summary", say(lang, "该单位另有 {count} 段", count=len(more))),
        join([_hit(match, lang) for match in more]),
        class_="around",
    )
    return el(
        "article",
        head,
        elsewhere(first.also, lang),
        join([_hit(match, lang) for match in group[:SHOWN]]),
        _shared(part, first, lang),
        rest if more else None,
        class_="card",
        aria_label=first.unit or first.title,
    )


def _hit(match: Match, lang: Lang) -> Html:
    """One passage: path, words with what stands verbatim in the text asked with, reasons, ways on."""
    passage = match.passage
    copied = [(r.other_start, r.other_end) for r in match.overlap.runs if r.kind is RunKind.COPIED]
    layers = [("same", copied), ("hint", match.marks)]
    left, right = excerpt(passage, match.marks)
    pieces = [
        el("span", layered(passage.text[a:b], passage.start + a, layers), class_=name)
        for a, b, name in ((0, left, "rest"), (left, right, None), (right, len(passage.text), "rest"))
        if a < b
    ]
    cut = (left, right) != (0, len(passage.text))
    names = "text" + (" cut" if cut else "") + (" cut-front" if left else "")
    return el(
        "div",
        breadcrumb(passage.path, lang),
        el("p", join(pieces), class_=names),
        el("p", *_reasons(match, lang), class_="why"),
        _ways(match, cut, lang),
        class_="hit",
    )


def _reasons(match: Match, lang: Lang) -> list[Html]:
    return [el("span", reason(said, lang), class_="reason") for said in match.why]


def _ways(match: Match, cut: bool, lang: Lang) -> Html:
    passage = match.passage
    grow = el(
        "button", say(lang, "展开全段"), type="button", class_="act", data_grow=say(lang, "收起"), aria_expanded="false"
    )
    words = cited(match, date.today(), teller(lang))
    copy = el(
        "button", say(lang, "复制引用"), type="button", class_="act", data_copy=words,
        data_done=say(lang, "已复制"),
    )  # fmt: skip
    item = passage.item_id
    return el(
        "div",
        full_text(lang, passage.notice_id, passage.start, passage.end, "在全文中查看"),
        copy,
        grow if cut else None,
        like(lang, passage.notice_id, passage.start, passage.end),
        pick(lang, f"{passage.notice_id}:{item}", item) if item else None,
        class_="acts",
    )


def _runs(found: Overlap) -> list[tuple[str, list[tuple[int, int]]]]:
    """Layers of the text asked with: what counts before what is only shown."""
    return [(name, [(r.start, r.end) for r in found.runs if _KINDS[r.kind] == name]) for name in ("same", "phrase")]


def _shared(part: Part, match: Match, lang: Lang) -> Html | None:
    """Every stretch that stands verbatim in both, with its kind and where it stands in the other notice."""
    runs = match.overlap.runs
    if not runs:
        return None
    rows = join([_run(part, match, run, lang) for run in runs])
    count = say(lang, "逐字相同的片段 {count} 处", count=len(runs))
    asked = el("p", layered(part.text, 0, _runs(match.overlap)), class_="given")
    return el("details", el("summary", count), asked, el("ul", rows, class_="runs"), class_="around")


def _run(part: Part, match: Match, run: Run, lang: Lang) -> Html:
    where = say(lang, "{han} 个汉字", han=run.han)
    if run.notices:
        where += " · " + say(lang, "见于 {count} 份通报", count=run.notices)
    kind = say(lang, run.kind.value)
    return el(
        "li",
        el("mark", part.text[run.start : run.end], class_=_KINDS[run.kind]),
        el("small", f"{kind} · {where}"),
        full_text(lang, match.passage.notice_id, run.other_start, run.other_end, "对方原文"),
    )
