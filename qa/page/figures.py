"""How good the answers are, as markup: figures with their intervals, overall and by type of question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.page.html import Html, el, join
from qa.page.orders import button
from qa.page.words import Lang, say

ABOUT = "随附 89 个判断过的问题和 25 条措施,出自随附的五份通报;在单独的索引上运行,约 15 秒,不改动您的资料。"


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `count` questions in [0, 1] with its 95 % interval. `label` is Chinese."""

    key: str
    label: str
    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """One evaluation: when, on what, and its figures. `name` says which questions were asked."""

    name: str
    made: str
    commit: str
    notices: int
    passages: int
    questions: int
    comparables: int
    headlines: tuple[Figure, ...]
    types: tuple[Figure, ...]
    languages: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is."""

    label: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Own:
    """What readers gave: remarks on passages, how many called one useful, and the judged questions made of them."""

    remarks: int
    useful: int
    questions: int


@dataclass(frozen=True, slots=True)
class Stored:
    """What the library's folder holds of evaluations, and a line per file that could not be read."""

    reports: tuple[Report, ...]
    own: Own
    notes: tuple[str, ...]


def evaluation(stored: Stored, notes: Sequence[str], step: Step | None, lang: Lang, edits: bool = True) -> Html:
    """The reports there are, what readers gave, a run's progress, and lines about what went wrong.

    Without `edits` there are no buttons: runs and questions are written beside the library."""
    run = button(say(lang, "现在运行评测"), "evaluate", "act main")
    about = say(lang, ABOUT)
    head = el("div", el("p", about, class_="promise"), run if step is None and edits else None, class_="board-head")
    lines = [el("p", note, class_="note") for note in (*notes, *stored.notes)]
    moving = _progress(step, lang) if step is not None else Html("")
    how = say(lang, "方括号内为 95% 区间(对问题重抽样 2000 次)。问题不多,区间很宽:区间重叠的两个数不要当作有差别。")
    parts = [_report(report, lang) for report in stored.reports]
    foot = el("p", how, class_="legend") if parts else Html("")
    return join([head, moving, *lines, _own(stored.own, lang, edits), *parts, foot])


def _own(own: Own, lang: Lang, edits: bool) -> Html:
    """Remarks and the way from them to judged questions, which the next run asks, too."""
    words = say(lang, "页面反馈 {remarks} 条,其中“有用” {useful} 条;已写成判断题 {questions} 题,运行时一并评测。",
                remarks=own.remarks, useful=own.useful, questions=own.questions)  # fmt: skip
    make = button(say(lang, "把反馈写成判断题"), "gather") if own.useful and edits else None
    return el("p", words, " ", make, class_="legend")


def _progress(step: Step, lang: Lang) -> Html:
    share = round(100 * step.done / max(1, step.total))
    words = f"{say(lang, step.label)} {step.done}/{step.total}"
    bar = el("span", el("span", class_="fill", style=f"width:{share}%"), class_="bar", aria_hidden="true")
    return el("p", bar, el("b", words), class_="meter idea running", role="status")


def _report(report: Report, lang: Lang) -> Html:
    size = say(
        lang,
        "{questions} 题、{comparables} 条措施 · {notices} 份通报,{passages} 段",
        questions=report.questions,
        comparables=report.comparables,
        notices=report.notices,
        passages=report.passages,
    )
    made = report.made[:16].replace("T", " ")
    origin = " · ".join(part for part in (size, made and f"{made} UTC", report.commit) if part)
    return el(
        "section",
        el("h2", say(lang, report.name)),
        el("p", origin, class_="promise"),
        _table(say(lang, "主要指标"), report.headlines, lang),
        _table(say(lang, "按问题类型(ndcg@10)"), report.types, lang),
        _table(say(lang, "按语言(ndcg@10)"), report.languages, lang),
        class_="card report",
    )


def _table(caption: str, figures: Sequence[Figure], lang: Lang) -> Html | None:
    if not figures:
        return None
    return el("table", el("caption", caption), el("tbody", join([_row(f, lang) for f in figures])), class_="plain")


def _row(one: Figure, lang: Lang) -> Html:
    """Label, a bar with the interval on it, and the figure in digits."""
    left, width = round(100 * one.low), round(100 * (one.high - one.low))
    whisker = el("span", class_="whisker", style=f"left:{left}%;width:{max(1, width)}%")
    bar = el("span", el("span", class_="fill", style=f"width:{round(100 * one.value)}%"), whisker, class_="bar",
             aria_hidden="true")  # fmt: skip
    return el(
        "tr",
        el("th", say(lang, one.label), scope="row", title=one.key),
        el("td", bar, class_="drawn"),
        el("td", el("b", f"{one.value:.3f}"), f" [{one.low:.2f}, {one.high:.2f}]", class_="number"),
        el("td", say(lang, "{count} 题", count=one.count), class_="muted"),
    )
