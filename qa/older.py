"""Notices that were read by other rules than this program's, and what is said of them."""

from __future__ import annotations

from data.version import parser
from index.types import Engine


def older(engine: Engine) -> str:
    """One line on the notices that a rebuild would read anew; "" where there are none."""
    count = sum(card.parser != parser() for card in engine.cards())
    if not count:
        return ""
    return f"{count} 份通报由别的版本的程序解析,条目、措施与整改状态可能与现在不同;请运行 tongbao rebuild(原文不变)"
