"""A turn of the conversation around its passages: what was asked, what was carried over, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from urllib.parse import urlencode

from index.types import Card
from qa.followup import NOTES, Carried, Known
from qa.page.html import Html, el, join
from qa.page.lines import told
from qa.page.orders import button, nothing_loaded
from qa.page.session import Session, Turn, Turns
from qa.page.words import Lang, say
from qa.types import Answer, Filters

SHELF = 12  # notices listed on the empty page: three rows at 1280 px
GIST = 60  # characters of an earlier answer in the list: one line beside the passages


def explained(carried: Carried, lang: Lang) -> str:
    """What was carried over, in the reader's language."""
    label = say(lang, carried.label) if carried.label else ""
    value = told(carried.value, lang) if carried.rule in ("filter", "aspect") else carried.value
    return say(lang, NOTES[carried.rule], question=carried.question, value=value, label=label)


def scope(turn: Turn, lang: Lang) -> str:
    """What the question was narrowed to, in one line; "" where all notices were asked."""
    used = turn.followed.filters
    chosen = [told(value, lang) for value in (used.unit, used.region, used.year, used.status) if value]
    listed = ("、" if lang == "zh" else ", ").join(chosen)
    return say(lang, "只在所选范围内查找:{scope}", scope=listed) if chosen else ""


def link(turn: Turn) -> str:
    """The address that reproduces a turn: what was really asked, with its filters."""
    return _query(turn.followed.filters, q=turn.followed.question)


def address(session: Session) -> str:
    """The address at which a reloaded page shows the same again: the last answer or filters, the tab in front."""
    tab = session.tab if session.tab != Session().tab else ""
    if not session.turns:
        return _query(session.filters, tab=tab)
    last = session.turns[-1].followed
    return _query(last.filters, q=last.question, tab=tab)


def _query(used: Filters, **fields: str) -> str:
    fields = {**fields, "unit": used.unit, "region": used.region, "year": used.year, "status": used.status}
    return "?" + urlencode({name: value for name, value in fields.items() if value})


def asked(turn: Turn, lang: Lang) -> Html:
    """The question as typed and, under it, what was carried over, with the way to undo that."""
    undo = el("button", say(lang, "撤销"), type="button", class_="act", data_do="undo")
    carried = turn.followed.carried
    note = el("p", explained(carried, lang), " ", undo, class_="note", role="status") if carried else None
    share = el(
        "button",
        say(lang, "复制链接"),
        type="button",
        class_="act",
        data_copy=link(turn),
        data_link="1",
        data_done=say(lang, "已复制"),
    )
    new = el("button", say(lang, "新会话"), type="button", class_="act", data_do="new")
    head = el("h2", el("span", say(lang, "你问"), class_="sr"), turn.typed, class_="asked", title=turn.typed)
    return el("div", el("div", head, el("div", share, new, class_="acts"), class_="askedline"), note)


def history(turns: Turns, lang: Lang) -> Html:
    """Earlier questions of this session, the latest first; each opens again."""
    if len(turns) < 2:
        return Html("")
    rows = []
    for number in range(len(turns) - 2, -1, -1):
        turn = turns[number]
        found = turn.answer is not None and turn.answer.answered
        gist = (turn.answer.text or "") if found and turn.answer is not None else say(lang, "未找到")
        lines = el("b", turn.typed), el("span", gist[:GIST])
        rows.append(el("li", el("button", *lines, type="button", data_do="again", data_turn=number)))
    return el(
        "nav",
        el("h2", say(lang, "本次会话"), class_="list"),
        el("ol", join(rows)),
        class_="history",
        aria_label=say(lang, "本次会话"),
    )


def next_questions(turn: Turn, facts: Known, lang: Lang) -> tuple[str, ...]:
    """Up to three follow-ups that will find something: another unit cited, another year, the next passages."""
    answer, used = turn.answer, turn.followed.filters
    if answer is None or not answer.answered or turn.followed.passage:
        return ()
    offered = [say(lang, "那{place}呢?", place=alias) for alias in _others(answer, turn, facts, lang)[:1]]
    years = sorted({c.date[:4] for c in answer.citations if c.date}, reverse=True)
    if not used.year and len(years) > 1:
        offered.append(say(lang, "只看{year}年的", year=years[0]))
    return (*offered, say(lang, "还有吗?"))


def _others(answer: Answer, turn: Turn, facts: Known, lang: Lang) -> list[str]:
    """Short names of units among the passages which the question does not name, most relevant first."""
    names: dict[str, str] = {}
    for place in facts.places:  # longest alias first: the last one kept is the shortest
        if place.alias.isascii() == (lang == "en"):
            names[place.unit] = place.alias.capitalize()
    named = turn.followed.filters.unit
    units = dict.fromkeys(c.unit for c in answer.citations)
    aliases = [names[u] for u in units if u in names and u != named]
    asked = turn.followed.question.lower()
    if not named and not any(a.lower() in asked for a in aliases):
        aliases = aliases[1:]  # the first passage already speaks of it
    return [a for a in aliases if a.lower() not in asked]


def suggestions(turn: Turn, facts: Known, lang: Lang) -> Html:
    """Follow-ups to click: they also show how one asks on."""
    offered = next_questions(turn, facts, lang)
    if not offered:
        return Html("")
    buttons = [el("button", q, type="button", class_="example", data_do="ask", data_question=q) for q in offered]
    return el(
        "nav",
        el("h2", say(lang, "可以接着问"), class_="list"),
        el("div", join(buttons), class_="examples"),
        class_="next",
        aria_label=say(lang, "可以接着问"),
    )


def shelf(cards: Sequence[Card], lang: Lang) -> Html:
    """What is loaded, the latest first; a click opens the full text."""
    if not cards:
        return nothing_loaded(lang)
    rows = []
    for card in sorted(cards, key=attrgetter("day"), reverse=True)[:SHELF]:
        lines = (
            el("b", card.label),
            el("time", card.day or say(lang, "日期未载明")),
            el("span", say(lang, "{items} 项问题", items=card.items)),
        )
        opens = el("button", *lines, type="button", data_do="read", data_notice=card.notice_id, title=card.stated.title)
        rows.append(el("li", opens))
    more = len(cards) - SHELF
    rest = el("p", button(say(lang, "另有 {count} 份", count=more), "open", tab="notices")) if more > 0 else None
    return el(
        "nav",
        el("h2", say(lang, "已载入的通报")),
        el("ul", join(rows)),
        rest,
        class_="loaded-list",
        aria_label=say(lang, "已载入的通报"),
    )


def waiting(lang: Lang) -> Html:
    """What stands in for the passages while they are looked for; page.css shows it only then."""
    return el("div", el("p", say(lang, "正在查找…")), bones(), class_="waiting", aria_hidden="true")


def bones() -> Html:
    """Grey lines where something is still to come."""
    return join([el("span", class_="bone") for _ in range(5)])
