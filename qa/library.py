"""The user's library: where the index lies, and building it from the bundled notices on first use."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import index
from data.errors import BadRequest
from index.types import Added, Engine

HOME_VARIABLE = "TONGBAO_HOME"

ENGINE_VARIABLE = "TONGBAO_ENGINE"
URI_VARIABLE = "TONGBAO_URI"
ENGINES = ("embedded", "milvus")

Progress = Callable[[int, int], None]  # (notices done, notices in all)


@dataclass(frozen=True, slots=True)
class Server:
    """A library on a Milvus server instead of in a folder; `uri` as `index.open_engine` takes it."""

    uri: str


Place = Path | Server | None  # None: where the environment says


def place(folder: Path | None, engine: str = "", uri: str = "") -> Place:
    """What was given, else what `$TONGBAO_ENGINE` and `$TONGBAO_URI` say; a folder given by name comes first."""
    chosen = engine or ("milvus" if uri else "embedded" if folder else _environment(ENGINE_VARIABLE) or "embedded")
    if chosen not in ENGINES:
        raise BadRequest(f"没有名为“{chosen}”的索引引擎;可选:{'、'.join(ENGINES)}")
    if chosen == "embedded":
        if uri:
            raise BadRequest("--uri 只用于 --engine milvus")
        return folder or default_folder()
    if not (found := uri or _environment(URI_VARIABLE)):
        raise BadRequest("--engine milvus 需要 --uri(如 http://127.0.0.1:19530/tongbao),或环境变量 TONGBAO_URI")
    return Server(found)


def _environment(name: str) -> str:
    return os.environ.get(name, "").strip()


def default_folder() -> Path:
    """`$TONGBAO_HOME`, or this user's data folder as the operating system names it."""
    home = _environment(HOME_VARIABLE)
    if home:
        return Path(home).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("tongbao", appauthor=False))


def open_library(
    where: Place = None, encoder: str = "", progress: Progress | None = None, bundled: bool = True
) -> Engine:
    """The engine on `where`, filled with the bundled notices when it never held any.

    `bundled=False` leaves a new library empty, for notices of one's own only.
    """
    engine = _open(where, encoder)
    if bundled and engine.manifest.notices == 0 and not _emptied(where):
        from data import corpus  # reading files takes 40 ms to import, and most questions need none

        engine.add(corpus.bundled(), progress)
    return engine


def _emptied(where: Place) -> bool:
    """Whether all notices of the folder were removed: what was removed must not come back by itself."""
    where = where or place(None)
    return not isinstance(where, Server) and index.once_filled(where or default_folder())


def rebuild(where: Place = None, encoder: str = "", progress: Progress = lambda done, total: None) -> Engine:
    """The engine on `where`, everything worked out again from the texts it holds."""
    where = where or place(None)
    if isinstance(where, Server):
        return index.rebuild(None, encoder, where.uri, progress)
    return index.rebuild(where, encoder, progress=progress)


def _open(where: Place, encoder: str) -> Engine:
    where = where or place(None)
    if isinstance(where, Server):
        return index.open_engine(None, encoder, uri=where.uri)
    return index.open_engine(where, encoder)


def migrate(folder: Path | None, uri: str, encoder: str, workers: int, progress: Callable[[Added, int], None]) -> None:
    """Everything in the embedded index, onto the Milvus server at `uri`; see `index.migrate`."""
    index.migrate(folder or default_folder(), uri, encoder, workers, progress)
