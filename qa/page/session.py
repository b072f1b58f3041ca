"""What one visitor's page holds between two clicks. Frozen: every step hands over a new one."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.followup import Followed
from qa.intake import Received
from qa.model.types import Written
from qa.page.words import Lang
from qa.types import Answer, Filters


@dataclass(frozen=True, slots=True)
class Turn:
    """One question as typed, what was really asked, and its answer. `error` is a line for the reader."""

    typed: str
    filters: Filters
    followed: Followed
    answer: Answer | None
    error: str = ""
    written: Written | None = None  # a language model's text, where the reader asked for one
    judged: tuple[tuple[str, str], ...] = ()  # passage id → the reader's verdict, the latest last


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
    received: tuple[Received, ...] = ()  # files read and neither kept nor discarded yet
