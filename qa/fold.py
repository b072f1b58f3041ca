"""One spelling for matching a question with a passage; lengths, and so offsets, are kept."""

from __future__ import annotations

import re

from data import script

_UPPER = re.compile("[A-Z]+")


def fold(text: str) -> str:
    """`text` in simplified characters, half-width forms and lower case; `len(fold(text)) == len(text)`."""
    return _UPPER.sub(lambda m: m[0].lower(), script.fold(text))
