"""How much of a text stands verbatim in another: the 借鉴/雷同 meter.

A run is a maximal stretch the two folded texts share, with at least `verbatim.WINDOW` Han characters.
The share is exact: it equals marking every such substring by brute force.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from qa.phrases import SetPhrases
from qa.stretches import merged
from qa.verbatim import WINDOW, Fold, Folded, fold, is_han

NO_PHRASES = SetPhrases(0, {})  # no library: only the bundled phrases are discounted


class Band(StrEnum):
    """Three neutral names for the net share of a text that stands verbatim elsewhere."""

    IDEA = "借鉴思路"
    PARTIAL = "部分雷同"
    HIGH = "高度雷同"


# Unrelated notices share at most 5 % (see verbatim.WINDOW), twice that is beyond chance; from half on,
# more of the text is another's than its own. Sanctioned cases were reported at over 80 %.
PARTIAL_FROM = 0.10
HIGH_FROM = 0.50


class RunKind(StrEnum):
    """Why a run counts, or why it does not."""

    COPIED = "原文相同"
    SET_PHRASE = "固定用语"
    NAME = "文件名称"


@dataclass(frozen=True, slots=True)
class Run:
    """A shared stretch: `start:end` in the text, `other_start:other_end` in the other text.

    `han` is its number of Han characters; `notices` the fewest notices that hold any of its windows,
    0 where no library was given.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    han: int
    kind: RunKind
    notices: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """`share` of the text's Han characters, digits and letters that stand in any run, `net` of those in
    COPIED runs, both in [0, 1]; runs are in order of `start`. `characters` is what both are shares of."""

    share: float
    net: float
    characters: int
    runs: tuple[Run, ...]

    @property
    def band(self) -> Band:
        """The band of `net`: 借鉴思路 below PARTIAL_FROM, 高度雷同 from HIGH_FROM on."""
        return band(self.net)

    def marks(self) -> tuple[tuple[int, int], ...]:
        """Stretches of the text that stand in any run, sorted and disjoint."""
        return merged((run.start, run.end) for run in self.runs)

    def other_marks(self) -> tuple[tuple[int, int], ...]:
        """The same stretches where they stand in the other text, sorted and disjoint."""
        return merged((run.other_start, run.other_end) for run in self.runs)


def band(net: float) -> Band:
    """The band of a net share in [0, 1]."""
    if net >= HIGH_FROM:
        return Band.HIGH
    return Band.PARTIAL if net >= PARTIAL_FROM else Band.IDEA


def overlap(text: str, other: str, phrases: SetPhrases = NO_PHRASES) -> Overlap:
    """Compare a text with another; not symmetric: shares are of `text`."""
    folded = fold(text)
    only = {folded.text[start:end] for start, end in folded.windows()}
    return OverlapIndex([other], phrases, only=only).one(text, 0)


class OverlapIndex:
    """Many texts to compare with, indexed once by their windows; by those in `only` where no others are asked for."""

    def __init__(
        self,
        others: Sequence[str],
        phrases: SetPhrases = NO_PHRASES,
        folding: Fold = fold,
        only: Collection[str] | None = None,
    ) -> None:
        self._others = [folding(other) for other in others]
        self._phrases = phrases
        self._where: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, folded in enumerate(self._others):
            text, ends = folded.text, folded.han[WINDOW - 1 :]
            for start, last in zip(folded.han, ends, strict=False):  # as `windows`, at half the price
                window = text[start : last + 1]
                if only is None or window in only:
                    self._where[window].append((number, start))

    def discounting(self, phrases: SetPhrases) -> OverlapIndex:
        """The same texts beside other set phrases."""
        other = copy(self)
        other._phrases = phrases
        return other

    def holders(self) -> dict[str, set[int]]:
        """Which texts hold each window, by number."""
        return {window: {number for number, _ in places} for window, places in self._where.items()}

    def one(self, text: str, number: int) -> Overlap:
        """The overlap of a text with the texts' `number`-th (from 0)."""
        return self.all(text).get(number) or Overlap(0.0, 0.0, len(fold(text).text), ())

    def all(self, text: str) -> dict[int, Overlap]:
        """Overlaps of a text with every text it shares a run with, by number, ascending."""
        folded = fold(text)
        meets: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for start, end in folded.windows():
            for number, place in self._where.get(folded.text[start:end], ()):
                meets[number].append((start, place))
        names = name_spans(folded, text) if meets else ()
        return {number: self._measure(folded, names, number, meets[number]) for number in sorted(meets)}

    def _measure(
        self, folded: Folded, names: Sequence[tuple[int, int]], number: int, meets: Sequence[tuple[int, int]]
    ) -> Overlap:
        other = self._others[number]
        runs: list[Run] = []
        covered: list[tuple[int, int]] = []
        copied: list[tuple[int, int]] = []
        for start, end, place in _maximal(folded, other, meets):
            run = self._run(folded, other, (start, end, place), names)
            runs.append(run)
            covered.append((start, end))
            if run.kind is RunKind.COPIED:
                copied.append((start, end))
        size = len(folded.text)
        return Overlap(_length(covered) / size, _length(copied) / size, size, tuple(runs))

    def _run(self, folded: Folded, other: Folded, found: tuple[int, int, int], names: Sequence[tuple[int, int]]) -> Run:
        start, end, place = found
        inner = fold(folded.text[start:end])
        kind = RunKind.COPIED
        if any(a <= start and end <= b for a, b in names):
            kind = RunKind.NAME
        elif self._phrases.only(inner):
            kind = RunKind.SET_PHRASE
        notices = min(self._phrases.notices_with(inner.text[a:b]) for a, b in inner.windows())
        return Run(
            *folded.original(start, end), *other.original(place, place + end - start), len(inner.han), kind, notices
        )


def _maximal(folded: Folded, other: Folded, meets: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """(start, end, place) of shared stretches that cover every meeting window; longest first at a start,
    the earlier place among equally long ones."""
    done = 0  # everything before is covered
    reach: dict[int, int] = {}  # place - start → where the stretch on this diagonal ends: a copy is read once
    for start, group in groupby(meets, key=itemgetter(0)):
        ends = []
        for _, place in group:
            if reach.get(place - start, 0) <= start:
                reach[place - start] = start + _common(folded.text, start, other.text, place)
            ends.append((reach[place - start], -place))
        end, negative = max(ends)
        if end <= done:
            continue
        done, place = end, -negative
        back = 0  # digits and letters in front of the first Han character
        while start - back > 0 < place - back and folded.text[start - back - 1] == other.text[place - back - 1]:
            if is_han(folded.text[start - back - 1]):
                break
            back += 1
        yield start - back, end, place - back


def _common(a: str, i: int, b: str, j: int) -> int:
    """Length of the common prefix of a[i:] and b[j:]."""
    n = WINDOW
    limit = min(len(a) - i, len(b) - j)
    while n < limit and a[i + n] == b[j + n]:
        n += 1
    return n


def name_spans(folded: Folded, text: str) -> list[tuple[int, int]]:
    """Folded stretches inside 《》: naming a document is not copying it."""
    spans, opened = [], -1
    for offset, char in enumerate(text):
        if char == "《":
            opened = offset
        elif char == "》" and opened >= 0:
            spans.append((bisect_left(folded.at, opened), bisect_left(folded.at, offset)))
            opened = -1
    return spans


def _length(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in merged(spans))
