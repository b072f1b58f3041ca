"""What qa hands to the page, the command line and the evaluation."""

from __future__ import annotations

from dataclasses import dataclass

from data.types import Passage, Span
from qa.counting import Counting


@dataclass(frozen=True, slots=True)
class Filters:
    """What a user narrowed the search to; "" means all."""

    unit: str = ""
    region: str = ""
    year: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """The same notice, loaded from another place; `url` is "" where not known."""

    notice_id: str
    title: str
    url: str

    @property
    def place(self) -> str:
        """Where to find it: its address, else its id here."""
        return self.url or self.notice_id


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage with all that is needed to go back to its sentence.

    `rank` counts from 1. `marks` are offsets into the notice's text, sorted, not overlapping, inside
    the passage. `why` holds short reasons in Chinese (the words or sentences that matched).
    `url` and `date` are "" where not known. `also` are the other places the same notice was loaded from.
    """

    rank: int
    passage: Passage
    score: float
    title: str
    unit: str
    date: str
    url: str
    marks: tuple[tuple[int, int], ...] = ()
    why: tuple[str, ...] = ()
    also: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the short answer: an exact slice, and the rank of the citation it is from."""

    span: Span
    notice_id: str
    rank: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its cited passages.

    `confidence` is in [0, 1]; `answered` is the one rule of `qa.confidence` applied to it, the same at
    every entry point. When not answered, `citations` are at most "可能相关" and `reason` says why. `counting`
    is set where the item table was asked; its sentence is then the answer and `quotes` is empty.
    """

    question: str
    filters: Filters
    answered: bool
    confidence: float
    quotes: tuple[Quote, ...]
    citations: tuple[Citation, ...]
    notices_loaded: int
    reason: str = ""
    counting: Counting | None = None

    @property
    def text(self) -> str | None:
        """The counted sentence, or the quoted ones joined, or None when nothing was found."""
        if self.answered and self.counting is not None:
            return self.counting.answer
        return "".join(q.span.text for q in self.quotes) if self.answered and self.quotes else None
