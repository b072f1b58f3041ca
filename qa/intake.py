"""Files a reader brings in: read, shown, and kept only when told to. The texts stay on this machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.documents import Failure
from data.errors import BadRequest
from data.limits import MAX_UPLOADS
from data.passages import passages
from data.reasons import reason
from data.renaming import LONGEST, checked, renamed
from data.types import Notice
from index.types import Added, Engine
from qa import duplicates


class Standing(StrEnum):
    """What a notice read from an upload is to those loaded."""

    NEW = "新通报"
    LOADED = "已载入"
    CHANGED = "同名通报的另一版本"
    MIRROR = "与已载入的通报相同"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A notice read and not kept yet. `passages` is how many it will be cut into; `other` is the id of the
    notice that `standing` speaks of, "" for a new one, and `before` that notice's text where this one changes it."""

    notice: Notice
    passages: int
    standing: Standing
    other: str = ""
    before: str = ""
    share: float = 0.0  # of a mirror: how much of the shorter text stands in the other


@dataclass(frozen=True, slots=True)
class Received:
    """What came of one file: notices (a zip holds several), failures in one line each, or both."""

    file: str
    incoming: tuple[Incoming, ...]
    failures: tuple[Failure, ...]


def check_count(files: int) -> None:
    """Raises BadRequest where more files are brought in or still wait than the page takes."""
    if files > MAX_UPLOADS:
        raise BadRequest(f"连同待处理的共 {files} 份,最多 {MAX_UPLOADS} 份;请先处理,或用命令 tongbao add 文件夹")


def receive(engine: Engine, path: Path, waiting: Sequence[Incoming] = ()) -> Received:
    """Read one file as `tongbao add` would; nothing is kept. `waiting` are those read before and not decided on.

    Of a zip file that holds more than the page takes, the rest are failures that say so.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Received(path.name, (), (Failure(path.name, f"无法读取:{reason(error)}"),))
    return _received(engine, raw, path.name, waiting)


def receive_text(engine: Engine, text: str, waiting: Sequence[Incoming] = ()) -> Received:
    """As `receive`, of a notice pasted as text; its first line gives the name that a file would have."""
    first = re.sub(r"[^\w-]+", "", text.strip().split("\n", 1)[0])[:LONGEST]
    return _received(engine, text.encode(), f"{first or '粘贴的文字'}.txt", waiting)


def _received(engine: Engine, raw: bytes, name: str, waiting: Sequence[Incoming]) -> Received:
    from data import corpus  # the parser: 0.1 s of a page's start, which reads no file

    loaded = corpus.receive(raw, name)
    held, before = engine.notices(), list(waiting)
    failures = list(loaded.failures)
    incoming: list[Incoming] = []
    for notice in loaded.notices:
        if len(before) >= MAX_UPLOADS:
            failures.append(Failure(notice.source.file, f"待处理的已有 {MAX_UPLOADS} 份;请先处理,再加入其余"))
        elif any(one.notice.source.sha256 == notice.source.sha256 for one in before):
            failures.append(Failure(notice.source.file, "与刚读入的另一个文件内容完全相同,已跳过"))
        else:
            one = _standing(_distinct(notice, before), held)
            incoming.append(one)
            before.append(one)
    return Received(name, tuple(incoming), tuple(failures))


def _distinct(notice: Notice, before: Sequence[Incoming]) -> Notice:
    """Two files of one name waiting together must not replace each other when both are kept."""
    if any(one.notice.id == notice.id for one in before):
        return renamed(notice, f"{notice.id[: LONGEST - 9]}-{notice.source.sha256[:8]}")
    return notice


def _standing(notice: Notice, held: Sequence[Notice]) -> Incoming:
    count = len(passages(notice))
    for other in held:
        if other.source.sha256 == notice.source.sha256:
            return Incoming(notice, count, Standing.LOADED, other.id)
    for other in held:
        if other.id == notice.id:
            return Incoming(notice, count, Standing.CHANGED, other.id, other.text)
    mirror, share = duplicates.mirror(notice, held)
    return Incoming(notice, count, Standing.MIRROR if mirror else Standing.NEW, mirror, share=share)


def keep(engine: Engine, incoming: Incoming, name: str = "") -> Added:
    """Put a notice into the library; `name` is the id it gets, its own when "".

    A notice of that id is replaced: that is how a changed version comes in.
    """
    wanted = name.strip() or incoming.notice.id
    notice = incoming.notice if wanted == incoming.notice.id else renamed(incoming.notice, wanted)
    return engine.add([notice])[0]


def rename(engine: Engine, notice_id: str, name: str) -> str:
    """Give a loaded notice another id; returns it. Raises BadRequest where the name is taken."""
    wanted = checked(name)
    if wanted == notice_id:
        return wanted
    if wanted in engine.ids():
        raise BadRequest(f"已有名为 {wanted} 的通报;请换一个名称,或先移除它")
    engine.add([renamed(engine.notice(notice_id), wanted)])  # first added, then removed: nothing is lost between
    engine.remove([notice_id])
    return wanted


def remove(engine: Engine, notice_id: str) -> str:
    """Take a notice out of the library; returns its title. Raises TongbaoError for an unknown one."""
    title = engine.notice(notice_id).title
    engine.remove([notice_id])
    return title
