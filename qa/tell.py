"""Words of ours in a file that a reader takes away; what a notice says never passes through here."""

from __future__ import annotations

from typing import Protocol


class Tell(Protocol):
    """A line or a head of ours, which rooms write in Chinese, in the reader's language, `{name}` filled in."""

    def __call__(self, said: str, /, **values: str | int) -> str: ...


def chinese(said: str, /, **values: str | int) -> str:
    """As it is written."""
    return said.format(**values) if values else said
