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
    """`ids` in loading order; `same` maps a notice to all notices identical with it, itself first."""

    ids: tuple[str, ...]
    index: OverlapIndex
    phrases: SetPhrases
    same: dict[str, tuple[str, ...]]

    def overlaps(self, text: str) -> dict[str, Overlap]:
        """The overlap of a text with every notice it shares a run with, by notice id."""
        return {self.ids[number]: found for number, found in self.index.all(text).items()}

    def copies(self, notice_id: str) -> tuple[str, ...]:
        """The notice and its duplicates; an unknown id alone."""
        return self.same.get(notice_id, (notice_id,))


def build(notices: Sequence[Notice]) -> Texts:
    """Windows are counted over different notices only: a mirror does not make a sentence a set phrase."""
    folding = cache(fold)  # each notice is read three times below, and folding takes most of it
    groups = duplicates.groups(notices, folding)
    same = {i: (i, *(j for j in group if j != i)) for group in groups for i in group}
    mirrors = {i for group in groups for i in group[1:]}
    known = phrases([n.text for n in notices if n.id not in mirrors], folding)
    index = OverlapIndex([n.text for n in notices], known, folding)
    return Texts(tuple(n.id for n in notices), index, known, same)


texts = Held(build)  # of an engine
