"""One spelling for matching a question with a passage; lengths, and so offsets, are kept."""

from __future__ import annotations

from data import script

_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def fold(text: str) -> str:
    """`text` in simplified characters, half-width forms and lower case; `len(fold(text)) == len(text)`."""
    return script.fold(text).translate(_LOWER)
