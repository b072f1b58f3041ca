"""What a reader hands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Converted:
    """The text of one file: title first, then metadata lines, then the body; page furniture may remain.

    `url` is the address the file itself names ("" without one); `note` says in one line what could not
    be read, so that nothing is left out in silence.
    """

    text: str
    url: str = ""
    note: str = ""
