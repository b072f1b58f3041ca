"""What is loaded, one row a notice, as `notices --json`, the REST API and MCP give it."""

from __future__ import annotations

from data.types import Notice
from index.types import Engine
from qa import duplicates, wire


def listed(engine: Engine) -> list[wire.Json]:
    """In loading order."""
    return [listing(engine, notice) for notice in engine.notices()]


def listing(engine: Engine, notice: Notice) -> wire.Json:
    """One row, with the other places the same notice was loaded from."""
    also = duplicates.copies(notice.id, duplicates.linked(engine), engine.notice)
    return wire.notice(notice, len(engine.passages_of(notice.id)), also)
