"""An answer as markup: the short answer, the passages as cards, the honest "not found"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.types import Passage
from qa.confidence import NEAREST
from qa.page.html import Html, el, join, marked, text
from qa.page.lines import told
from qa.page.orders import elsewhere, like
from qa.page.reasons import reason
from qa.page.words import Lang, say
from qa.sentences import pieces
from qa.types import Answer, Citation

EXCERPT = 160  # characters: about four lines on a phone, six with the heading still fit above the fold
STRONG, FAIR = 0.75, 0.5  # confidence in words; below FAIR the reader is told to check


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a cited passage: its neighbours in the notice (None at the ends), the item's status
    where the notice states one, and the citation to copy; "" where there is none."""

    before: Passage | None
    after: Passage | None
    status: str = ""
    reference: str = ""


ALONE, NOTHING = Around(None, None), Html("")


def confidence(answer: Answer, lang: Lang) -> str:
    """The confidence in words: a percentage would claim a precision it does not have."""
    if answer.confidence >= STRONG:
        return say(lang, "依据充分")
    return say(lang, "依据较充分" if answer.confidence >= FAIR else "依据有限,请核对原文")


def excerpt(passage: Passage, marks: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The part of a passage shown at first, as offsets into its text: whole sentences from the first
    mark on, at least one, about EXCERPT characters. A short passage is shown whole."""
    if len(passage.text) <= EXCERPT * 1.4:
        return 0, len(passage.text)
    spans = pieces(passage.text)
    focus = marks[0][0] - passage.start if marks else 0
    first = next((i for i, (_, end) in enumerate(spans) if end > focus), 0)
    left, right = spans[first]
    for _, end in spans[first + 1 :]:
        if end - left > EXCERPT:
            break
        right = end
    return left, right


def breadcrumb(path: tuple[str, ...], lang: Lang) -> Html:
    """The heading path, outermost first."""
    steps = [el("li", step, title=step) for step in path]
    return el("ol", join(steps), class_="path", aria_label=say(lang, "标题路径")) if steps else Html("")


def _neighbour(passage: Passage | None, label: str) -> Html:
    if passage is None:
        return Html("")
    return el("div", el("b", label), el("p", passage.text.strip()), class_="near")


def _body(citation: Citation, whole: bool) -> Html:
    passage = citation.passage
    left, right = (0, len(passage.text)) if whole else excerpt(passage, citation.marks)
    parts = []
    last = len(passage.text.rstrip())  # a marked line break at the end would be drawn as an empty line
    for start, end, name in ((0, left, "rest"), (left, min(right, last), ""), (right, last, "rest")):
        if start < end:
            piece = marked(passage.text[start:end], passage.start + start, citation.marks)
            parts.append(el("span", piece, class_=name or None))
    names = "text" + (" cut" if right < len(passage.text) else "") + (" cut-front" if left else "")
    return el("p", join(parts), class_=names)


def _actions(citation: Citation, around: Around, lang: Lang, cut: bool, more: Html) -> Html:
    passage = citation.passage
    away = {"href": citation.url, "target": "_blank", "rel": "noopener noreferrer"}
    read: dict[str, str | int] = {"data_notice": passage.notice_id, "data_start": passage.start}
    read["data_end"] = passage.end
    copy = {"data_copy": around.reference, "data_done": say(lang, "已复制")}
    grow = {"data_grow": say(lang, "收起"), "aria_expanded": "false"}
    return el(
        "div",
        el("button", say(lang, "在全文中查看"), type="button", class_="act main", data_do="read", **read),
        el("button", say(lang, "展开全段"), type="button", class_="act", **grow) if cut else None,
        el("button", say(lang, "复制引用"), type="button", class_="act", **copy) if around.reference else None,
        like(lang, passage.notice_id, passage.start, passage.end),
        el("a", say(lang, "原文网址"), class_="act", **away) if citation.url else None,
        more,
        class_="acts",
    )


def card(citation: Citation, around: Around, lang: Lang, whole: bool = False, more: Html = NOTHING) -> Html:
    """One passage with everything needed to go back to its sentence; `whole` shows it uncut, with its neighbours,
    `more` are further buttons."""
    passage = citation.passage
    head = el(
        "header",
        el("span", str(citation.rank), class_="rank"),
        el("span", citation.unit, class_="chip", title=citation.title),
        el("span", told(around.status, lang), class_="status", title=around.status) if around.status else None,
        el("time", citation.date or say(lang, "日期未载明"), datetime=citation.date or None),
    )
    context = el(
        "details",
        el("summary", say(lang, "前后段落")),
        _neighbour(around.before, say(lang, "上一段")),
        _neighbour(around.after, say(lang, "下一段")),
        class_="around",
        open=whole,
    )
    cut = not whole and excerpt(passage, citation.marks) != (0, len(passage.text))
    reasons = ("、" if lang == "zh" else "; ").join(reason(said, lang) for said in citation.why)
    why = el("p", say(lang, "命中:{why}", why=reasons), class_="why") if reasons else None
    return el(
        "article",
        head,
        breadcrumb(passage.path, lang),
        _body(citation, whole),
        why,
        elsewhere(citation.also, lang),
        _actions(citation, around, lang, cut, more),
        context if around.before or around.after else None,
        class_="card",
        tabindex="0",
        id=f"passage-{citation.rank}",
        aria_label=f"{say(lang, '第 {rank} 段', rank=citation.rank)} {citation.unit}",
    )


def _answer(answer: Answer, lang: Lang) -> Html:
    if not answer.answered:
        reason = "" if answer.notices_loaded else say(lang, "还没有载入通报。")
        reason = (
            reason
            or told(answer.reason, lang)
            or say(lang, "已载入的 {notices} 份通报里没有找到能回答这个问题的段落。", notices=answer.notices_loaded)
        )
        return el("section", el("h2", say(lang, "未找到依据")), el("p", reason), class_="answer none")
    if answer.counting is not None:  # counted from the item table: a sentence of ours, not a quotation
        counted = el("small", say(lang, "由条目表数出,共 {number}", number=answer.counting.number), class_="sure")
        head = el("h2", say(lang, "回答"), counted)
        return el("section", head, el("p", told(answer.counting.answer, lang)), class_="answer")
    quotes = [
        el("p", quote.span.text.strip(), el("a", f"[{quote.rank}]", href=f"#passage-{quote.rank}", class_="cite"))
        for quote in answer.quotes
    ]
    head = el(
        "h2", say(lang, "回答"), el("small", f"{say(lang, '原文摘录')} · {confidence(answer, lang)}", class_="sure")
    )
    return el("section", head, join(quotes), class_="answer") if quotes else Html("")


@dataclass(frozen=True, slots=True)
class Extras:
    """What stands between answer and passages, and further buttons by passage id."""

    between: Html = NOTHING
    buttons: Mapping[str, Html] = field(default_factory=dict)


def listing(answer: Answer) -> tuple[Citation, ...]:
    """The passages that are drawn: all of an answer, the nearest few where there is none."""
    return answer.citations if answer.answered else answer.citations[:NEAREST]


def result(
    answer: Answer, around: dict[str, Around], lang: Lang, whole: bool = False, extras: Extras = Extras()
) -> Html:
    """The answer and its passages. `around` is keyed by passage id; `whole` shows the passages uncut."""
    cited, more = listing(answer), extras.buttons
    cards = [card(c, around.get(c.passage.id, ALONE), lang, whole, more.get(c.passage.id, NOTHING)) for c in cited]
    label = say(lang, "依据段落" if answer.answered else "可能相关")
    count = el("small", say(lang, "列出 {count} 段", count=len(cards)))
    heading = el("h2", label, text(" "), count, class_="list") if cards else Html("")
    return join([_answer(answer, lang), extras.between, heading, *cards])
