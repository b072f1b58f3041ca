"""Files a reader brings in: read, shown, and kept only when told to. The texts stay on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data import corpus
from data.errors import BadRequest
from data.passages import passages
from data.renaming import checked, renamed
from data.types import Notice
from index.types import Added, Engine
from qa import duplicates

MOST_FILES = 50  # of one upload: an hour's reading; a whole archive goes through `tongbao add`


class Standing(StrEnum):
    """What a notice read from an upload is to those loaded."""

    NEW = "新通报"
    LOADED = "已载入"
    CHANGED = "同名通报的另一版本"
    MIRROR = "与已载入的通报相同"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A notice read and not kept yet. `passages` is how many it will be cut into; `other` is the id of the
    notice that `standing` speaks of, "" for a new one."""

    notice: Notice
    passages: int
    standing: Standing
    other: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What came of one file: notices (a zip holds several), failures in one line each, or both."""

    file: str
    incoming: tuple[Incoming, ...]
    failures: tuple[corpus.Failure, ...]


def check_count(files: int) -> None:
    """Raises BadRequest where more files are brought in or still wait than one reader can look at."""
    if files > MOST_FILES:
        raise BadRequest(f"连同待处理的共 {files} 份,最多 {MOST_FILES} 份;请先处理,或用命令 tongbao add 文件夹")


def receive(engine: Engine, path: Path) -> Received:
    """Read one file as `tongbao add` would; nothing is kept."""
    loaded = corpus.load([path])
    held = engine.notices()
    incoming = tuple(_standing(notice, held) for notice in loaded.notices)
    failures = tuple(corpus.Failure(Path(f.file).name, f.message) for f in loaded.failures)
    return Received(path.name, incoming, failures)


def _standing(notice: Notice, held: Sequence[Notice]) -> Incoming:
    count = len(passages(notice))
    for other in held:
        if other.source.sha256 == notice.source.sha256:
            return Incoming(notice, count, Standing.LOADED, other.id)
    if any(other.id == notice.id for other in held):
        return Incoming(notice, count, Standing.CHANGED, notice.id)
    mirror = duplicates.mirror(notice, held)
    return Incoming(notice, count, Standing.MIRROR if mirror else Standing.NEW, mirror)


def keep(engine: Engine, incoming: Incoming, name: str = "") -> Added:
    """Put a notice into the library; `name` is the id it gets, its own when "".

    A notice of that id is replaced: that is how a changed version comes in.
    """
    wanted = checked(name) if name.strip() else incoming.notice.id
    notice = incoming.notice if wanted == incoming.notice.id else renamed(incoming.notice, wanted)
    return engine.add([notice])[0]


def rename(engine: Engine, notice_id: str, name: str) -> str:
    """Give a loaded notice another id; returns it. Raises BadRequest where the name is taken."""
    wanted = checked(name)
    if wanted == notice_id:
        return wanted
    if any(n.id == wanted for n in engine.notices()):
        raise BadRequest(f"已有名为 {wanted} 的通报;请换一个名称,或先移除它")
    engine.add([renamed(engine.notice(notice_id), wanted)])  # first added, then removed: nothing is lost between
    engine.remove([notice_id])
    return wanted


def remove(engine: Engine, notice_id: str) -> str:
    """Take a notice out of the library; returns its title. Raises TongbaoError for an unknown one."""
    title = engine.notice(notice_id).title
    engine.remove([notice_id])
    return title
