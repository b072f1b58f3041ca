"""What a reader can do with an answer: have it put in words, judge a passage, take the conversation away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from data.errors import BadRequest
from qa import feedback
from qa.feedback import Remark, Verdict
from qa.model.types import Written
from qa.model.write import write
from qa.page import frame
from qa.page.action import Action, Call, Change, Download
from qa.page.lines import teller
from qa.page.session import Draft, Session, Turn
from qa.page.turn import explained, scope
from qa.page.words import Lang, say
from qa.transcript import TITLE, Exchange, markdown


def _with_last(session: Session, turn: Turn) -> Session:
    return replace(session, turns=(*session.turns[:-1], turn))


def _write(call: Call) -> Iterator[Change]:
    """The answer in view put in words by the language model, shown as it is written."""
    endpoint, turns = call.desk.endpoint, call.session.turns
    if endpoint is None or not turns or turns[-1].answer is None:
        yield Change()
        return
    call.session.halt()
    draft = Draft(Written(endpoint.host, endpoint.model))
    session = _with_last(call.session, replace(turns[-1], draft=draft))
    yield Change(session, {"result": call.desk.show(session)})
    for draft.value in write(endpoint, turns[-1].answer):
        if draft.halted:
            return
        yield Change(regions={"result": call.desk.show(session)})


def _judge(call: Call) -> Iterator[Change]:
    """A verdict on a passage of the answer in view; on nothing else, whatever the order says."""
    turn = call.session.turns[-1] if call.session.turns else None
    verdict = next((v for v in Verdict if v == call.order.text("verdict")), None)
    if turn is None or turn.answer is None or verdict is None:
        yield Change()
        return
    wanted = call.order.text("passage")
    passage = next((c.passage for c in turn.answer.citations if c.passage.id == wanted), None)
    if passage is None:
        yield Change()
        return
    if call.desk.folder is None or not call.desk.listens:
        raise BadRequest("反馈没有记下:资料库只读,或不在文件夹中")
    asked, now = turn.followed, datetime.now(UTC).isoformat(timespec="seconds")
    at = (passage.notice_id, passage.start, passage.end, passage.text)
    feedback.record(call.desk.folder, Remark(asked.question, asked.filters, *at, verdict, now))
    session = _with_last(call.session, replace(turn, judged=(*turn.judged, (passage.id, verdict.value))))
    lang = call.session.lang
    word = say(lang, "有用" if verdict is Verdict.USEFUL else "不相关")
    line = frame.toast(say(lang, "已记下:{verdict}", verdict=word), lang)
    yield Change(session, {"result": call.desk.show(session), "toast": line})


def _note(turn: Turn, lang: Lang) -> str:
    """What was carried over and what the question was narrowed to: without it "not found" would say too much."""
    carried = turn.followed.carried
    parts = (explained(carried, lang) if carried else "", scope(turn, lang))
    return (";" if lang == "zh" else "; ").join(part for part in parts if part)


def _export(call: Call) -> Iterator[Change]:
    """The conversation as a file."""
    lang = call.session.lang
    tell = teller(lang)
    made = [Exchange(t.typed, t.answer, _note(t, lang), t.error, t.written) for t in call.session.turns]
    if not made:
        yield Change()
    elif call.order.text("kind") == "docx":
        from qa.transcript_docx import docx

        yield Change(download=Download(f"{tell(TITLE)}.docx", docx(made, date.today(), tell)))
    else:
        yield Change(download=Download(f"{tell(TITLE)}.md", markdown(made, date.today(), tell)))


ACTIONS: dict[str, Action] = {"write": _write, "judge": _judge, "export": _export}
