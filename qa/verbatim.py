"""Texts reduced to what copying preserves: Han characters, digits and letters, width and case folded.

Punctuation, white space and list marks drop out, so a copy with other commas is still a copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# A run must have this many Han characters to count as verbatim. Measured on the 20 ordered pairs of
# the five unrelated notices (`python benchmarks/overlap.py --background`): runs of 4 cover 26 % of a
# notice, 6 cover 9 %, 7 cover 4 %, 8 cover 3 % (at most 5 %), and longer ones gain little more while
# missing copies whose words were swapped every dozen characters. Two four-character phrases make 8.
WINDOW = 8


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded text; `at[i]` the offset in the original of its i-th character."""

    text: str
    at: tuple[int, ...]
    han: tuple[int, ...]  # positions in `text` that hold Han characters

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original from the first to the last character of folded `start:end`."""
        return self.at[start], self.at[end - 1] + 1

    def windows(self) -> Iterator[tuple[int, int]]:
        """Every stretch of `text` with exactly WINDOW Han characters, from the first to the last of them."""
        for first, last in zip(self.han, self.han[WINDOW - 1 :], strict=False):
            yield first, last + 1


class _Table(dict[str, tuple[str, bool]]):
    """Character → (what is kept of it, whether it is Han), worked out once per character."""

    def __missing__(self, char: str) -> tuple[str, bool]:
        kept = "".join(c for c in unicodedata.normalize("NFKC", char).lower() if c.isalnum())
        value = self[char] = (kept, any(is_han(c) for c in kept))
        return value


def is_han(char: str) -> bool:
    """Whether a character is a Han character (〇 included)."""
    return char == "〇" or unicodedata.name(char, "").startswith("CJK UNIFIED IDEOGRAPH")


class _Runs(dict[str, str]):
    """A few characters in a row → what is kept of them: the marks between words are much the same everywhere."""

    def __missing__(self, run: str) -> str:
        value = "".join([_TABLE[char][0] for char in run])
        if len(run) <= SHORT:
            self[run] = value
        return value


_TABLE = _Table()
_RUNS = _Runs()
SHORT = 2  # characters of a run worth remembering
_OTHER = re.compile("[^\u4e00-\u9fa50-9a-z]+")  # all but what is kept as it is
Fold = Callable[[str], Folded]  # `fold`, or one that remembers what it folded


def fold(text: str) -> Folded:
    """Fold a text; offsets of the result lead back into `text`."""
    kept: list[str] = []
    at: list[int] = []
    han: list[int] = []
    for offset, char in enumerate(text):
        folded, ideograph = _TABLE[char]
        if ideograph:
            han.append(len(at))
        for part in folded:
            kept.append(part)
            at.append(offset)
    return Folded("".join(kept), tuple(at), tuple(han))


def plain(text: str) -> str:
    """What `fold` keeps of a text, without the offsets."""
    return _OTHER.sub(lambda m: _RUNS[m[0]], text)
