"""Passages in, hits out. The only room that knows vectors and tokens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.types import Engine


def open_engine(folder: Path, encoder: str = "", max_chars: int = 0, rebuild: bool = False) -> Engine:
    """The embedded engine on `folder` (made where it does not exist); `encoder` "" is the bundled one.

    `max_chars` is the longest passage that `add` cuts, 0 for the usual length; only an evaluation sets it.
    `rebuild` works the index out again from the notices it holds: after another encoder, lexicon or version.
    """
    from index import encoder as encoders
    from index.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(folder, encoders.load(encoder), max_chars, rebuild)
