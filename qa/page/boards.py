"""Behind the other tabs: ledger, comparable measures, matrix and loaded notices on one engine."""

from __future__ import annotations

from functools import cached_property

from data.errors import TongbaoError
from index.types import Engine
from qa import export
from qa.ledger import ledger
from qa.matrix import Matrix, matrix
from qa.page import tables
from qa.page.html import Html, el
from qa.page.words import Lang, say
from qa.similar import Part, similar, similar_draft, split
from qa.themes import topic
from qa.types import Filters

LONGEST_DRAFT = 6000  # characters of a pasted draft; a plan's chapter, not a whole plan
DOWNLOADS = ("xlsx", "csv", "md", "json")


class Boards:
    """Draws the tabs that are tables; holds nothing but the engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def ledger(self, filters: Filters, lang: Lang) -> Html:
        """The ledger table the filters leave."""
        return tables.ledger(ledger(self.engine, filters), len(self.engine.notices()), lang)

    def ledger_file(self, filters: Filters, kind: str) -> bytes:
        """The ledger the filters leave as a file; `kind` is one of DOWNLOADS."""
        return export.FORMATS[kind](ledger(self.engine, filters))

    def notices(self, lang: Lang) -> Html:
        """What is loaded."""
        return tables.notices(self.engine.notices(), lang)

    def similar(self, draft: str, filters: Filters, lang: Lang) -> Html:
        """Comparable measures for a pasted text, measure by measure."""
        text = draft.strip()[:LONGEST_DRAFT]
        if not text:
            return el("p", say(lang, "粘贴一条或几条整改措施,看其他单位怎么做。"), class_="promise")
        try:
            parts = similar_draft(self.engine, text, filters=filters) if split(text) else self._whole(text, filters)
            return tables.similar(parts, text, lang)
        except TongbaoError as error:
            return el("p", str(error), class_="promise")

    def _whole(self, text: str, filters: Filters) -> tuple[Part, ...]:
        """A text that is no list of measures, a single line say, matched as one."""
        return (Part(0, len(text), text, similar(self.engine, text, filters=filters)),)

    @cached_property
    def _themes(self) -> Matrix:
        return matrix(self.engine)

    def matrix(self, words: str, lang: Lang) -> Html:
        """The themes against the notices, or the topics given one per line."""
        topics = [topic(line.strip()) for line in words.splitlines() if line.strip()]
        try:
            return tables.matrix(matrix(self.engine, topics) if topics else self._themes, lang)
        except TongbaoError as error:
            return el("p", str(error), class_="promise")
