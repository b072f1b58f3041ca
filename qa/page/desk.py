"""Behind the page: a conversation of questions and answers on one engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from data.errors import TongbaoError
from data.types import UNSTATED, Notice
from index.types import Engine
from qa import answer as answering
from qa.citing import reference
from qa.feedback import writable
from qa.followup import Followed, Known, follow, known
from qa.held import Held
from qa.library import Place, default_folder, open_library
from qa.limits import QUESTION
from qa.model import settings
from qa.page import turn as drawn
from qa.page import voice
from qa.page.boards import Boards
from qa.page.cards import Around, Extras, listing, result
from qa.page.examples import SHOWN, examples, hint
from qa.page.filters import bar, lists
from qa.page.html import Html, el, join
from qa.page.lines import teller, told
from qa.page.reader import Hit, reader
from qa.page.session import Session, Turn, Turns
from qa.page.tray import tray
from qa.page.words import Lang, say
from qa.reading import Reading
from qa.types import Answer, Filters

REFUSED = 3  # questions offered where nothing was found: one or two lines, the nearest passages stay in view
TOP = 8  # passages per question: what a reader scans before asking again


class Desk:
    """Answers the page's questions. Holds no conversation itself: turns come in and go out."""

    def __init__(
        self,
        engine: Engine,
        folder: Path | None = None,
        endpoint: settings.Endpoint | None = None,
        listens: bool = True,
    ) -> None:
        """`folder` is where the library lies; its evaluation, readers' remarks and the user's themes are kept there.

        `endpoint` is the language model readers may ask for; None, the default, offers none. Without `listens`
        readers' remarks are not taken.
        """
        self.endpoint = endpoint
        self.engine = engine
        self.folder = folder
        self._ears = listens
        self.boards = Boards(engine, folder)
        self._facts = Held(lambda engine: known(engine.cards()))
        self._loaded = Held(lambda engine: hash(tuple((c.notice_id, c.version) for c in engine.cards())))
        self._drawn = self._loaded(engine)

    @classmethod
    def open(cls, where: Place, encoder: str = "", listens: bool = True) -> Desk:
        """On the library at `where`, or the default one; a server's is evaluated in the default folder."""
        folder = where if isinstance(where, Path) else default_folder()
        return cls(open_library(where, encoder), folder, settings.endpoint(), listens)

    @property
    def changed(self) -> bool:
        """Whether other notices are loaded than when the page was built; what it was built with is then old."""
        return self._loaded(self.engine) != self._drawn

    def facts(self) -> Known:
        """What the loaded notices can be narrowed to; worked out once for the same notices."""
        return self._facts(self.engine)

    def ask(self, turns: Turns, question: str, filters: Filters, standalone: bool = False) -> Turns:
        """The conversation with `question` answered; `standalone` carries nothing over."""
        typed = question.strip()[:QUESTION]
        if not typed:
            return turns
        listed = next((t for t in reversed(turns) if not t.followed.passage and t.answer), None)
        before = None if standalone else listed
        shown = len(listing(before.answer)) if before is not None and before.answer is not None else 0
        followed = follow(typed, before.followed if before is not None else None, filters, self.facts(), shown)
        try:
            return (*turns, Turn(typed, filters, followed, self._answer(followed, before)))
        except TongbaoError as error:
            return (*turns, Turn(typed, filters, followed, None, str(error)))

    def _answer(self, followed: Followed, before: Turn | None) -> Answer:
        if followed.passage and before is not None and before.answer is not None:
            return _only(before.answer, followed.passage)
        found = answering.ask(self.engine, followed.question, TOP + followed.skip, followed.filters)
        if not followed.skip:
            return found
        rest = found.citations[followed.skip :]
        if rest:
            return replace(found, citations=rest, quotes=(), counting=None)
        return replace(found, citations=(), quotes=(), counting=None, answered=False, reason="没有更多段落了")

    def undo(self, turns: Turns) -> Turns:
        """The last question again, without anything carried over."""
        return self.ask(turns[:-1], turns[-1].typed, turns[-1].filters, standalone=True) if turns else turns

    def again(self, turns: Turns, number: int) -> Turns:
        """Turn `number` (from 0) moved to the end, where it is shown."""
        if not 0 <= number < len(turns):
            return turns
        return (*turns[:number], *turns[number + 1 :], turns[number])

    def narrowed(self, session: Session, filters: Filters) -> Session:
        """The session under other filters: the question in view is asked again within them."""
        session.halt()
        turns = session.turns
        if turns:
            turns = self.ask(turns[:-1], turns[-1].typed, filters)
        return replace(session, filters=filters, turns=turns)

    def _around(self, answer: Answer, lang: Lang) -> dict[str, Around]:
        near: dict[str, Around] = {}
        tell = teller(lang)
        for notice_id in {c.passage.notice_id for c in answer.citations}:
            notice, passages = self.engine.notice(notice_id), self.engine.passages_of(notice_id)
            states = {item.id: item.status.value for item in notice.items if item.status.value != UNSTATED}
            before, after = [None, *passages[:-1]], [*passages[1:], None]
            for p, b, a in zip(passages, before, after, strict=True):
                cited = reference(notice, p.text, p.path, date.today(), tell)
                near[p.id] = Around(b, a, states.get(p.item_id, ""), cited)
        return near

    def show(self, session: Session) -> Html:
        """The last turn with its passages, earlier ones as a list; the empty state without any."""
        turns, lang = session.turns, session.lang
        narrow = bar(self.facts(), session.filters, lang)
        if not turns:
            return join([narrow, drawn.waiting(lang), self._empty(lang)])
        turn = turns[-1]
        aside = [drawn.suggestions(turn, self.facts(), lang), drawn.history(turns, lang)]
        aside += [voice.foot(self.listens, lang)] if turn.answer is not None else []
        main = el("div", drawn.asked(turn, lang), self._found(turn, lang), class_="main")
        shown = el(
            "div",
            main,
            el("div", join(aside), class_="aside"),
            class_="turn",
            data_link=drawn.link(turn),
            data_turns=len(turns),
        )
        return join([narrow, drawn.waiting(lang), shown])

    def _found(self, turn: Turn, lang: Lang) -> Html:
        if turn.answer is None:
            line = el("p", told(turn.error, lang))
            return el("section", el("h2", say(lang, "出错")), line, class_="answer none", role="alert")
        extras = self._extras(turn, turn.answer, lang)
        return result(turn.answer, self._around(turn.answer, lang), lang, bool(turn.followed.passage), extras)

    @property
    def listens(self) -> bool:
        """Whether remarks on passages can be kept."""
        return self._ears and self.folder is not None and writable(self.folder)

    def _extras(self, turn: Turn, answer: Answer, lang: Lang) -> Extras:
        verdicts = dict(turn.judged)
        narrow = "" if answer.answered else drawn.scope(turn, lang)  # "not found" means: not in there
        note = el("p", narrow, class_="note") if narrow else Html("")
        offers = Html("") if answer.answered or turn.followed.skip else self._offers(lang, REFUSED)
        buttons = {c.passage.id: voice.judge(c, verdicts.get(c.passage.id, ""), lang) for c in answer.citations}
        between = join([note, offers, voice.offer(answer, self.endpoint, turn.written, lang)])
        return Extras(between, buttons if self.listens else {})

    def _offers(self, lang: Lang, most: int) -> Html:
        """Questions that the loaded notices can answer, to click; nothing where there is none."""
        offered = [
            el("button", q, type="button", class_="example", data_do="ask", data_question=q)
            for q in examples(Reading(self.engine), lang)[:most]
        ]
        head, listed = el("h2", say(lang, "可以这样问")), el("div", join(offered), class_="examples")
        return join([head, listed]) if offered else Html("")

    def _empty(self, lang: Lang) -> Html:
        return el(
            "section",
            self._offers(lang, SHOWN),
            el("p", say(lang, "每条回答都摘自通报原文,可点开全文核对;查不到就直说。"), class_="promise"),
            voice.promise(self.endpoint, lang),
            drawn.shelf(self.engine.cards(), lang),
            class_="empty",
        )

    def hint(self, lang: Lang) -> str:
        """What the empty question box shows."""
        question = hint(Reading(self.engine), lang)
        return say(lang, "例如:{question}", question=question) if question else say(lang, "输入问题")

    def masthead(self, lang: Lang, user: str = "") -> Html:
        """The page's title line with what is loaded, the other language and, where one logs in, the way out."""
        cards = self.engine.cards()
        items = sum(card.items for card in cards)
        loaded = say(lang, "已载入 {notices} 份通报 · {items} 项问题", notices=len(cards), items=items)
        other, name = ("en", "English") if lang == "zh" else ("zh", "中文")
        switch = {"data_do": "language", "data_lang": other, "lang": other}
        return el(
            "header",
            el("h1", say(lang, "通报问答")),
            el("p", say(lang, "问巡察整改通报,看原文依据"), class_="tag"),
            el("p", loaded, class_="loaded"),
            el("button", name, type="button", id="language", class_="act", **switch),
            el("a", say(lang, "退出"), href="/logout", class_="act", title=user) if user else None,
            tray(lang),
            lists(self.facts()),
            class_="masthead",
            data_lang=lang,
        )

    def read(self, session: Session, notice_id: str, start: int, end: int) -> Html:
        """The full text of a notice, `start:end` highlighted. Raises TongbaoError for an unknown notice."""
        notice: Notice = self.engine.notice(notice_id)
        left = min(max(start, 0), len(notice.text))
        right = min(max(end, left), len(notice.text))
        at = next((p.path for p in self.engine.passages_of(notice_id) if p.start <= left < p.end), ())
        cited = (
            reference(notice, notice.text[left:right], at, date.today(), teller(session.lang)) if right > left else ""
        )
        return reader(notice, _hits(session, notice_id, left, right), (left, right), cited, session.lang)


def _hits(session: Session, notice_id: str, start: int, end: int) -> tuple[Hit, ...]:
    """The passage to open and the other ones of the answer in view that are cited from the same notice."""
    answer = session.turns[-1].answer if session.turns else None
    cited: Sequence[Hit] = ()
    if answer is not None:
        found = [c for c in answer.citations if c.passage.notice_id == notice_id]
        cited = [Hit(c.passage.start, c.passage.end, c.marks) for c in found]
    if any((hit.start, hit.end) == (start, end) for hit in cited):
        return tuple(sorted(cited, key=lambda hit: hit.start))
    return (Hit(start, end),) if end > start else ()


def _only(answer: Answer, number: int) -> Answer:
    """One passage of the answer: the one with that number, else the one at that place of the list."""
    listed = listing(answer)
    chosen = [c for c in listed if c.rank == number] or list(listed[number - 1 : number])
    if chosen:
        return replace(answer, citations=tuple(chosen), quotes=(), counting=None)
    reason = f"上一问只有 {len(listed)} 段,没有第 {number} 段"
    return replace(answer, citations=(), quotes=(), counting=None, answered=False, reason=reason)
