"""From a ranking to what a reader has seen of the judged quotes, whatever the passages are cut like."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.plain import Texts
from eval.types import HAS_ANSWER, Judgement, Ranking

SLOT_CHARS = 600  # a passage longer than this takes several ranks, so that huge passages gain nothing
COVERED = 0.5  # a passage counts for a quote when it holds at least half of it
SEEN = 0.8  # a reader has seen a quote when at least this share of it was shown


@dataclass(frozen=True, slots=True)
class Step:
    """One passage in rank order: the slot it begins in (from 1) and the quotes it shows first."""

    slot: int
    covers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    notice: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A ranking read from the top; all offsets are in plain text."""

    steps: tuple[Step, ...]
    grades: tuple[int, ...]
    _shown: tuple[_Place, ...]
    _quotes: tuple[_Place, ...]

    def seen(self, chars: int) -> frozenset[int]:
        """Indices of the quotes of which at least 80 % lies in the first `chars` characters shown.

        The passage that crosses the limit counts up to the limit.
        """
        read: list[set[int]] = [set() for _ in self._quotes]
        left = chars
        for place in self._shown:
            end = min(place.end, place.start + left)
            for seen, quote in zip(read, self._quotes, strict=True):
                if quote.notice == place.notice:
                    seen.update(range(max(place.start, quote.start), min(end, quote.end)))
            left -= max(1, place.end - place.start)
            if left < 0:
                break
        return frozenset(k for k, quote in enumerate(self._quotes) if len(read[k]) >= SEEN * (quote.end - quote.start))

    def with_answer(self) -> frozenset[int]:
        """Indices of the quotes that answer the question."""
        return frozenset(k for k, grade in enumerate(self.grades) if grade >= HAS_ANSWER)

    def rank(self) -> int:
        """The slot of the first passage with the answer; 0 when none of the passages has it."""
        wanted = self.with_answer()
        return next((step.slot for step in self.steps if wanted.intersection(step.covers)), 0)


def read(ranking: Ranking, judged: Sequence[Judgement], texts: Texts, depth: int) -> Reading:
    """Read the first `depth` passages. A hit in a notice that was not judged takes its room and gains nothing."""
    quotes = tuple(_Place(j.notice, *texts[j.notice].inward(j.start, j.end)) for j in judged)
    shown: list[_Place] = []
    steps: list[Step] = []
    got: set[int] = set()
    slot = 1
    for hit in ranking.hits[:depth]:
        inside = texts[hit.notice].inward(hit.start, hit.end) if hit.notice in texts else (hit.start, hit.end)
        place = _Place(hit.notice, *inside)
        new = tuple(k for k, quote in enumerate(quotes) if k not in got and _covers(place, quote))
        got.update(new)
        shown.append(place)
        steps.append(Step(slot, new))
        slot += max(1, math.ceil((place.end - place.start) / SLOT_CHARS))
    return Reading(tuple(steps), tuple(j.grade for j in judged), tuple(shown), quotes)


def _covers(place: _Place, quote: _Place) -> bool:
    if place.notice != quote.notice:
        return False
    return min(place.end, quote.end) - max(place.start, quote.start) >= COVERED * (quote.end - quote.start)
