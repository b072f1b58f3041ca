"""The user's library: where the index lies, and building it from the bundled notices on first use."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import index
from data import corpus
from index.types import Engine

HOME_VARIABLE = "TONGBAO_HOME"

Progress = Callable[[int, int], None]  # (notices done, notices in all)


def default_folder() -> Path:
    """`$TONGBAO_HOME`, or this user's data folder as the operating system names it."""
    home = os.environ.get(HOME_VARIABLE, "").strip()
    if home:
        return Path(home).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("tongbao", appauthor=False))


def open_library(
    folder: Path | None = None, encoder: str = "", progress: Progress | None = None, bundled: bool = True
) -> Engine:
    """The engine on `folder`, filled with the bundled notices when the folder holds none yet.

    `bundled=False` leaves a new folder empty, for a library of one's own notices only.
    """
    engine = index.open_engine(folder or default_folder(), encoder)
    if bundled and engine.manifest.notices == 0:
        engine.add(corpus.bundled(), progress)
    return engine


def rebuild(folder: Path | None = None, encoder: str = "") -> Engine:
    """The engine on `folder`, everything worked out again from the notices it holds."""
    return index.open_engine(folder or default_folder(), encoder, rebuild=True)
