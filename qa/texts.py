"""The loaded notices as texts to compare with: one overlap index, their set phrases, their duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from data.types import Notice
from qa import duplicates
from qa.held import Held
from qa.overlap import Overlap, OverlapIndex
from qa.phrases import SetPhrases, phrases
from qa.verbatim import fold


@dataclass(frozen=True, slots=True)
class Texts:
    """`ids` in loading order; `same`: see `qa.duplicates.links`."""

    ids: tuple[str, ...]
    index: OverlapIndex
    phrases: SetPhrases
    same: duplicates.Links

    def overlaps(self, text: str) -> dict[str, Overlap]:
        """The overlap of a text with every notice it shares a run with, by notice id."""
        return {self.ids[number]: found for number, found in self.index.all(text).items()}

    def copies(self, notice_id: str) -> tuple[str, ...]:
        """The notice and its duplicates, in loading order; an unknown id alone."""
        return self.same.get(notice_id, (notice_id,))


def build(notices: Sequence[Notice]) -> Texts:
    """Windows are counted over different notices only: a mirror does not make a sentence a set phrase."""
    folding = cache(fold)  # each notice is read twice below, and folding takes most of it
    same = duplicates.links(notices)
    known = phrases([n.text for n in duplicates.once(notices, same)], folding)
    index = OverlapIndex([n.text for n in notices], known, folding)
    return Texts(tuple(n.id for n in notices), index, known, same)


texts = Held(lambda engine: build(engine.notices()))  # of an engine
