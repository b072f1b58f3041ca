"""Set phrases: wording that many notices share because it is the language of office, not because they copied."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa import table
from qa.stretches import merged
from qa.verbatim import WINDOW, Fold, Folded, fold

MIN_NOTICES = 3  # two notices sharing a phrase may be a copy; a third makes it common wording
SHARE_OF_NOTICES = 0.05  # in a large library a plan passed round three bureaus is still a copy
ENOUGH_NOTICES = 10  # a phrase ten notices use is common property however large the library
# A longer run is counted whatever its frequency: the longest formula of the five notices (the closing
# invitation to supervise) has 35 Han characters, and a paragraph passed round many bureaus is no formula.
LONGEST_PHRASE = 40


@dataclass(frozen=True, slots=True)
class SetPhrases:
    """How many of `notices` different notices hold each window of folded text.

    Windows of the bundled list `set_phrases.txt` count as common in any library, so that a library
    of two notices is not misled by them.
    """

    notices: int
    counts: Mapping[str, int]

    @property
    def threshold(self) -> int:
        """From how many notices on a window is a set phrase."""
        return max(MIN_NOTICES, min(ENOUGH_NOTICES, math.ceil(SHARE_OF_NOTICES * self.notices)))

    def notices_with(self, window: str) -> int:
        """In how many notices the window stands (0 where the library does not hold it)."""
        return self.counts.get(window, 0)

    def only(self, run: Folded) -> bool:
        """Whether a run is nothing but set phrases: what they leave of it would not make a run itself.

        Phrases known by frequency excuse runs up to LONGEST_PHRASE, the bundled ones runs of any length.
        """
        spans = [(a, b, run.text[a:b]) for a, b in run.windows()]
        known = [(a, b) for a, b, window in spans if window in bundled()]
        if _left(run, known) < WINDOW:
            return True
        often = [(a, b) for a, b, window in spans if self.notices_with(window) >= self.threshold]
        return len(run.han) <= LONGEST_PHRASE and _left(run, known + often) < WINDOW


def _left(run: Folded, spans: Sequence[tuple[int, int]]) -> int:
    """How many Han characters of a run lie outside all spans."""
    return len(run.han) - sum(1 for start, end in merged(spans) for at in run.han if start <= at < end)


def phrases(texts: Sequence[str], folding: Fold = fold) -> SetPhrases:
    """Count windows over the texts of different notices (give duplicates of a notice once)."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(windows(text, folding))
    # windows of a single notice are nearly all of them and decide nothing
    return SetPhrases(len(texts), {window: n for window, n in counts.items() if n > 1})


def windows(text: str, folding: Fold = fold) -> set[str]:
    """The distinct windows of a text, folded."""
    folded = folding(text)
    return {folded.text[start:end] for start, end in folded.windows()}


@lru_cache(maxsize=1)
def bundled() -> frozenset[str]:
    """Windows of the set phrases that come with the program."""
    return frozenset(window for line in table.lines("set_phrases.txt") for window in windows(line))
