"""Behind the page: a conversation of questions and answers on one engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from data.errors import TongbaoError
from data.types import Notice
from index.types import Engine
from qa import answer as answering
from qa.feedback import writable
from qa.followup import Followed, Known, follow, known
from qa.library import Place, default_folder, open_library
from qa.model import settings
from qa.page import voice
from qa.page.boards import Boards
from qa.page.cards import Around, Extras, result
from qa.page.examples import examples
from qa.page.filters import bar
from qa.page.html import Html, el, join
from qa.page.reader import reader
from qa.page.session import Session, Turn, Turns
from qa.page.tray import tray
from qa.page.words import Lang, say
from qa.types import Answer, Filters

TOP = 8  # passages per question: what a reader scans before asking again
LONGEST = 500  # characters of a question; more is a text to compare, not a question


class Desk:
    """Answers the page's questions. Holds no conversation itself: turns come in and go out."""

    def __init__(
        self, engine: Engine, folder: Path | None = None, endpoint: settings.Endpoint | None = None
    ) -> None:
        """`folder` is where the library lies; its evaluation, readers' remarks and the user's themes are kept there.

        `endpoint` is the language model readers may ask for; None, the default, offers none.
        """
        self.endpoint = endpoint
        self.engine = engine
        self.folder = folder
        self.boards = Boards(engine, folder)

    @classmethod
    def open(cls, where: Place, encoder: str = "") -> Desk:
        """On the library at `where`, or the default one; a server's is evaluated in the default folder."""
        folder = where if isinstance(where, Path) else default_folder()
        return cls(open_library(where, encoder), folder, settings.endpoint())

    def facts(self) -> Known:
        """What the loaded notices can be narrowed to."""
        return known(self.engine.notices())

    def ask(self, turns: Turns, question: str, filters: Filters, standalone: bool = False) -> Turns:
        """The conversation with `question` answered; `standalone` carries nothing over."""
        typed = question.strip()[:LONGEST]
        if not typed:
            return turns
        last = turns[-1] if turns and not standalone else None
        shown = len(last.answer.citations) if last is not None and last.answer is not None else 0
        followed = follow(typed, last.followed if last is not None else None, filters, self.facts(), shown)
        try:
            return (*turns, Turn(typed, filters, followed, self._answer(followed)))
        except TongbaoError as error:
            return (*turns, Turn(typed, filters, followed, None, str(error)))

    def _answer(self, followed: Followed) -> Answer:
        found = answering.ask(self.engine, followed.question, TOP + followed.skip, followed.filters)
        if followed.skip:
            return replace(found, citations=found.citations[followed.skip :], quotes=())
        return found

    def undo(self, turns: Turns) -> Turns:
        """The last question again, without anything carried over."""
        return self.ask(turns[:-1], turns[-1].typed, turns[-1].filters, standalone=True) if turns else turns

    def again(self, turns: Turns, number: int) -> Turns:
        """Turn `number` (from 0) moved to the end, where it is shown."""
        if not 0 <= number < len(turns):
            return turns
        return (*turns[:number], *turns[number + 1 :], turns[number])

    def _around(self, answer: Answer) -> dict[str, Around]:
        near: dict[str, Around] = {}
        for notice_id in {c.passage.notice_id for c in answer.citations}:
            passages = self.engine.passages_of(notice_id)
            before, after = [None, *passages[:-1]], [*passages[1:], None]
            near.update({p.id: Around(b, a) for p, b, a in zip(passages, before, after, strict=True)})
        return near

    def narrowed(self, session: Session, filters: Filters) -> Session:
        """The session under other filters: the question in view is asked again within them."""
        turns = session.turns
        if turns:
            turns = self.ask(turns[:-1], turns[-1].typed, filters)
        return replace(session, filters=filters, turns=turns)

    def show(self, session: Session) -> Html:
        """The last turn with its passages, earlier ones as a list; the empty state without any."""
        turns, lang = session.turns, session.lang
        narrow = bar(self.facts(), session.filters, lang)
        if not turns:
            return join([narrow, waiting(lang), self._empty(lang)])
        turn = turns[-1]
        if turn.answer is None:
            body = el("section", el("h2", say(lang, "出错")), el("p", turn.error), class_="answer none")
        else:
            body = result(turn.answer, self._around(turn.answer), lang, self._extras(turn, turn.answer, lang))
            body = join([body, voice.foot(self.listens, lang)])
        shown = el("div", _asked(turn, lang), body, _history(turns, lang), class_="turn", data_link=link(turn),
                   data_turns=len(turns))
        return join([narrow, waiting(lang), shown])

    @property
    def listens(self) -> bool:
        """Whether remarks on passages can be kept."""
        return self.folder is not None and writable(self.folder)

    def _extras(self, turn: Turn, answer: Answer, lang: Lang) -> Extras:
        verdicts = dict(turn.judged)
        buttons = {c.passage.id: voice.judge(c, verdicts.get(c.passage.id, ""), lang) for c in answer.citations}
        return Extras(voice.offer(answer, self.endpoint, turn.written, lang), buttons if self.listens else {})

    def _empty(self, lang: Lang) -> Html:
        offered = [
            el("button", q, type="button", class_="example", data_do="ask", data_question=q)
            for q in examples(self.engine.notices())
        ]
        return el(
            "section",
            el("h2", say(lang, "可以这样问")) if offered else None,
            el("div", join(offered), class_="examples"),
            el("p", say(lang, "每条回答都摘自通报原文,可点开全文核对;查不到就直说。"), class_="promise"),
            voice.promise(self.endpoint, lang),
            class_="empty",
        )

    def masthead(self, lang: Lang) -> Html:
        """The page's title line with what is loaded and the other language."""
        notices = self.engine.notices()
        items = sum(len(notice.items) for notice in notices)
        loaded = say(lang, "已载入 {notices} 份通报 · {items} 项问题", notices=len(notices), items=items)
        other, name = ("en", "English") if lang == "zh" else ("zh", "中文")
        return el(
            "div",
            el("h1", say(lang, "通报问答")),
            el("p", say(lang, "问巡察整改通报,看原文依据"), class_="tag"),
            el("p", loaded, class_="loaded"),
            el("button", name, type="button", id="language", class_="act", data_do="language", data_lang=other,
               lang=other),
            tray(lang),
            class_="masthead",
            data_lang=lang,
        )

    def read(self, notice_id: str, start: int, end: int, lang: Lang) -> Html:
        """The full text of a notice, `start:end` highlighted; an unknown notice is said to be so."""
        try:
            notice: Notice = self.engine.notice(notice_id)
        except TongbaoError as error:
            return el("div", el("p", str(error)), class_="sheet")
        left = min(max(start, 0), len(notice.text))
        return reader(notice, left, min(max(end, left), len(notice.text)), lang)


def waiting(lang: Lang) -> Html:
    """What stands in for the passages while they are looked for; page.css shows it only then."""
    lines = [el("span", class_="bone") for _ in range(5)]
    return el("div", el("p", say(lang, "正在查找…"), role="status"), join(lines), class_="waiting")


def link(turn: Turn) -> str:
    """The address that reproduces a turn: what was really asked, with its filters."""
    used = turn.followed.filters
    fields = {"q": turn.followed.question, "unit": used.unit, "region": used.region, "year": used.year,
              "status": used.status}
    return "?" + urlencode({name: value for name, value in fields.items() if value})


def _asked(turn: Turn, lang: Lang) -> Html:
    undo = el("button", say(lang, "撤销"), type="button", class_="act", data_do="undo")
    note = el("p", turn.followed.note, " ", undo, class_="note") if turn.followed.note else None
    return el("div", el("p", el("span", say(lang, "你问"), class_="sr"), turn.typed, class_="asked"), note)


def _history(turns: Turns, lang: Lang) -> Html:
    if len(turns) < 2:
        return Html("")
    rows = []
    for number in range(len(turns) - 2, -1, -1):
        turn = turns[number]
        found = turn.answer is not None and turn.answer.answered
        gist = (turn.answer.text or "") if found and turn.answer is not None else say(lang, "未找到")
        lines = el("b", turn.typed), el("span", gist[:60])
        rows.append(el("li", el("button", *lines, type="button", data_do="again", data_turn=number)))
    new = el("button", say(lang, "新会话"), type="button", class_="act", data_do="new")
    return el("nav", el("h2", say(lang, "本次会话"), new, class_="list"), el("ol", join(rows)), class_="history")
