"""The plain-text tables of this room (`qa/tables`): comment lines start with #."""

from __future__ import annotations

from importlib import resources


def lines(name: str) -> list[str]:
    """The lines of a bundled table, without comments and empty lines."""
    text = (resources.files("qa") / "tables" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
