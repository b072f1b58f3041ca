"""The bundled notices as their sites printed them, before anything is taken off."""

from __future__ import annotations

from importlib import resources


def original(name: str) -> str:
    """The text of `data/notices/NAME.txt`."""
    return (resources.files("data") / "notices" / f"{name}.txt").read_text(encoding="utf-8")
