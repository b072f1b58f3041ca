"""通报管理: what is loaded; bringing notices in, renaming and removing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import index
from data.errors import BadRequest, TongbaoError
from qa import intake
from qa.duplicates import linked
from qa.intake import Incoming, Received
from qa.older import older
from qa.page import frame, shelf
from qa.page.action import Action, Call, Change
from qa.page.audit import audit
from qa.page.html import Html, join
from qa.page.lines import told
from qa.page.session import Session
from qa.page.tab import Button, Input, Tab
from qa.page.tables import Sorting
from qa.page.versions import versions
from qa.page.words import say
from qa.reading import Reading

LONGEST = 60  # characters looked for in the list
PASTED = 200_000  # characters of a pasted notice: ten of the longest seen


def _draw(call: Call) -> Mapping[str, Html]:
    return _regions(call, call.session)


def _regions(call: Call, session: Session) -> dict[str, Html]:
    lang, edits, engine = session.lang, call.by.may_change, call.desk.engine
    column, down = call.order.number("by", -1), call.order.number("down") > 0
    window = shelf.Window(call.order.number("shown", shelf.PAGE), Sorting(column, down) if column >= 0 else None)
    found = Reading(engine, shelf.fitting(shelf.ordered(engine.cards(), window.by), session.sought))
    none = bool(session.sought) and not found
    listed = Html("") if none else shelf.notices(found, lang, window, edits, linked(engine))
    listed = join([shelf.seek(session.sought, len(found), len(engine.ids()), lang), listed])
    if not edits:
        return {"intake": shelf.locked(lang), "notices": listed}
    return {
        "intake": shelf.intake(session.received, (), lang),
        "notices": join([shelf.remark(older(engine), lang), listed]),
    }


def _receive(call: Call) -> Iterator[Change]:
    """Read the files one by one, saying how far it is; nothing is kept, and the uploaded copies are deleted."""
    session, files = call.session, call.files
    try:
        intake.check_count(len(files) + len(_waiting(session)))
        received = session.received
        for number, path in enumerate(files):
            waiting = [p.name for p in files[number:]]
            yield Change(regions={"intake": shelf.intake(received, waiting, session.lang)})
            before = _waiting(replace(session, received=received))
            received = (*received, intake.receive(call.desk.engine, path, before))
        session = replace(session, received=received)
        yield Change(session, _regions(call, session), {"files": ""})
    except TongbaoError as error:  # the box is emptied all the same, or the files would come again with every click
        yield Change(None, {"toast": frame.toast(told(str(error), session.lang), session.lang)}, {"files": ""})
    finally:
        for path in files:
            path.unlink(missing_ok=True)


def _receive_text(call: Call) -> Iterator[Change]:
    """Read the notice pasted as text; the box is emptied of what was read."""
    text, session = call.inputs.get("pasted", ""), call.session
    if not text.strip():
        yield Change()
        return
    intake.check_count(1 + len(_waiting(session)))
    received = intake.receive_text(call.desk.engine, text, _waiting(session))
    session = replace(session, received=(*session.received, received))
    yield Change(session, _regions(call, session), {"pasted": ""})


def _audit(call: Call) -> Iterator[Change]:
    notice = call.desk.engine.notice(call.order.text("notice"))
    yield Change(regions={"sheet": audit(notice, call.session.lang)})


def _history(call: Call) -> Iterator[Change]:
    notice, folder = call.desk.engine.notice(call.order.text("notice")), call.desk.folder
    if folder is None:
        raise BadRequest("以前的版本只在本机文件夹的资料里保存")
    yield Change(regions={"sheet": versions(notice, index.history(folder, notice.id), call.session.lang)})


def _more(call: Call) -> Iterator[Change]:
    yield Change(regions={"notices": _draw(call)["notices"]})


def _seek(call: Call) -> Iterator[Change]:
    session = replace(call.session, sought=call.order.text("value").strip()[:LONGEST])
    yield Change(session, {"notices": _regions(call, session)["notices"]})


def _waiting(session: Session) -> list[Incoming]:
    return [one for received in session.received for one in received.incoming]


def _without(session: Session, gone: list[Incoming]) -> Session:
    """The session without some notices; what failed to be read goes with the last of them."""
    left = []
    for received in session.received:
        kept = tuple(one for one in received.incoming if one not in gone)
        if kept:
            left.append(Received(received.file, kept, received.failures))
    return replace(session, received=tuple(left))


def _chosen(call: Call) -> Incoming:
    waiting, number = _waiting(call.session), call.order.number("number", -1)
    if not 0 <= number < len(waiting):
        raise BadRequest("这份通报已经处理过;请看下面的列表")
    return waiting[number]


def _changed(call: Call, session: Session, line: str) -> Change:
    """The library has changed: what shows it is drawn again."""
    regions = {**_regions(call, session), "masthead": call.desk.masthead(session.lang, call.by.name)}
    return Change(session, {**regions, "toast": frame.toast(line, session.lang)})


def _keep(call: Call) -> Iterator[Change]:
    one = _chosen(call)
    added = intake.keep(call.desk.engine, one, call.order.text("name"))
    line = say(call.session.lang, "已保留 {name}:{passages} 段已入索引", name=added.notice_id, passages=added.passages)
    yield _changed(call, _without(call.session, [one]), line)


def _replace(call: Call) -> Iterator[Change]:
    one = _chosen(call)
    added = intake.keep(call.desk.engine, one, one.other)
    line = say(call.session.lang, "已替换 {name}:{passages} 段已入索引", name=added.notice_id, passages=added.passages)
    yield _changed(call, _without(call.session, [one]), line)


def _keep_all(call: Call) -> Iterator[Change]:
    """Every new notice; one that would replace another waits for a decision of its own."""
    fresh = [one for one in _waiting(call.session) if one.standing is intake.Standing.NEW]
    for one in fresh:
        intake.keep(call.desk.engine, one)
    line = say(call.session.lang, "已保留 {count} 份新通报", count=len(fresh))
    yield _changed(call, _without(call.session, fresh), line)


def _discard(call: Call) -> Iterator[Change]:
    session = _without(call.session, [_chosen(call)])
    yield Change(session, _regions(call, session))


def _discard_all(call: Call) -> Iterator[Change]:
    session = replace(call.session, received=())
    yield Change(session, _regions(call, session))


def _rename(call: Call) -> Iterator[Change]:
    name = intake.rename(call.desk.engine, call.order.text("notice"), call.order.text("name"))
    yield _changed(call, call.session, say(call.session.lang, "已改名为 {name}", name=name))


def _remove(call: Call) -> Iterator[Change]:
    title = intake.remove(call.desk.engine, call.order.text("notice"))
    yield _changed(call, call.session, say(call.session.lang, "已移除《{title}》", title=title))


TAB = Tab(
    id="notices",
    label="通报管理",
    regions=("intake", "notices"),
    draw=_draw,
    inputs=(
        Input("files", "把通报文件拖到这里,或点此选择", kind="files", do="receive"),
        Input("pasted", "粘贴通报全文", "没有文件时,把通报全文连同标题粘贴在这里", lines=2, longest=PASTED),
    ),
    button=Button("receive-text", "读取"),
)
CHANGING = frozenset({"receive", "receive-text", "keep", "replace", "keep-all", "rename", "remove"})
ACTIONS: dict[str, Action] = {
    "receive": _receive,
    "receive-text": _receive_text,
    "more-notices": _more,
    "sort-notices": _more,
    "seek": _seek,
    "keep": _keep,
    "replace": _replace,
    "keep-all": _keep_all,
    "discard": _discard,
    "discard-all": _discard_all,
    "rename": _rename,
    "remove": _remove,
    "audit": _audit,
    "history": _history,
}
