"""What is loaded, one row a notice, as `notices --json`, the REST API and MCP give it."""

from __future__ import annotations

from collections.abc import Sequence

from data.types import Notice
from index.types import Engine
from qa import duplicates, wire

SOME = 20  # ids named in a message: enough to see what they look like


def listed(engine: Engine) -> list[wire.Json]:
    """In loading order."""
    return [listing(engine, engine.notice(i)) for i in engine.ids()]


def listing(engine: Engine, notice: Notice) -> wire.Json:
    """One row, with the other places the same notice was loaded from."""
    also = duplicates.copies(engine, notice.id)
    return wire.notice(notice, len(engine.passages_of(notice.id)), also)


def unknown(notice_ids: Sequence[str], known: Sequence[str]) -> str:
    """The line for ids that no loaded notice has, with some that are loaded; a large library has thousands."""
    named = "、".join(known[:SOME]) + (f" 等 {len(known)} 份" if len(known) > SOME else "")
    return f"没有编号为 {'、'.join(notice_ids)} 的通报;已载入:{named or '无'}"
