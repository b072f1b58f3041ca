"""What one visitor's page holds between two clicks. Frozen: every step hands over a new one."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.followup import Followed
from qa.intake import Received
from qa.model.types import Written
from qa.page.words import Lang
from qa.types import Answer, Filters


@dataclass(slots=True, eq=False)
class Draft:
    """A language model's text, shared by the stream that writes it and the conversation that shows it.

    The one thing here that changes: a stream of seconds must not hand over the session it began with, or a
    question asked meanwhile would be undone. `halted` tells it that nobody looks any more.
    """

    value: Written
    halted: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One question as typed, what was really asked, and its answer. `error` is a line for the reader."""

    typed: str
    filters: Filters
    followed: Followed
    answer: Answer | None
    error: str = ""
    draft: Draft | None = None  # a language model's text, where the reader asked for one
    judged: tuple[tuple[str, str], ...] = ()  # passage id → the reader's verdict, the latest last

    @property
    def written(self) -> Written | None:
        """The language model's text; what was left half-written is none."""
        kept = self.draft is not None and (self.draft.value.done or not self.draft.halted)
        return self.draft.value if self.draft is not None and kept else None


Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A text taken from a notice to look for measures with: the notice's id and title, and the text."""

    notice: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Session:
    """The conversation, what the page is narrowed to, its language and the tab in front."""

    turns: Turns = ()
    filters: Filters = field(default_factory=Filters)
    lang: Lang = "zh"
    tab: str = "ask"
    borrowed: Borrowed | None = None
    sought: str = ""  # what the list of notices is narrowed to: words of title, unit, region or name
    received: tuple[Received, ...] = ()  # files read and neither kept nor discarded yet

    def halt(self) -> None:
        """Stop what is still being written: the reader goes on to something else."""
        for turn in self.turns:
            if turn.draft is not None:
                turn.draft.halted = True
