"""Passages in, hits out. The only room that knows vectors and tokens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import IndexProblem

if TYPE_CHECKING:
    from index.types import Engine


def open_engine(
    folder: Path | None, encoder: str = "", max_chars: int = 0, rebuild: bool = False, uri: str = ""
) -> Engine:
    """The embedded engine on `folder` (made where it does not exist), or the Milvus server at `uri`.

    `encoder` "" is the bundled one.

    `max_chars` is the longest passage that `add` cuts, 0 for the usual length; only an evaluation sets it.
    `rebuild` works the index out again from the notices it holds: after another encoder, lexicon or version.
    """
    from index import encoder as encoders

    if uri:
        from index.engines.milvus.engine import MilvusEngine
        from index.engines.milvus.server import Server

        return MilvusEngine(Server(uri), encoders.load(encoder), max_chars, rebuild)
    if folder is None:
        raise IndexProblem("没有给出索引文件夹,也没有给出 Milvus 服务的地址")
    from index.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(folder, encoders.load(encoder), max_chars, rebuild)


def verify(folder: Path, encoder: str = "", full: bool = False) -> list[str]:
    """What is wrong with the library in a folder, one line a finding; `full` checks every notice, not only some."""
    from index import encoder as encoders
    from index.checking import verify

    return verify(folder, encoders.load(encoder), full)
