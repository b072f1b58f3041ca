"""Behind the tabs that are tables: ledger, comparable measures, comparison and matrix on one engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.errors import BadRequest, TongbaoError
from data.types import value_of
from index.types import Engine
from qa import export
from qa.compare import compare
from qa.ledger import beginning, ledger
from qa.limits import DRAFT
from qa.matrix import Matrix, matrix
from qa.page import beside, comparable, heat, tables
from qa.page.comparable import Asked, Whole
from qa.page.html import Html, el
from qa.page.lines import teller, told
from qa.page.orders import nothing_loaded
from qa.page.session import Borrowed
from qa.page.words import Lang, say
from qa.similar import Part, similar, similar_draft, split
from qa.similar_grid import grid
from qa.texts import holding, met
from qa.themes import Theme, own, themes, topic
from qa.types import Filters

NO_DRAFT = "逐条列出别处可比的措施和出处,并量出逐字重合。草稿不写入资料库,也不交给语言模型。"
SHARES = 0.02  # of a whole draft, below which its overlap with a notice is chance and not listed
WHOLES = (
    100  # notices a whole draft is measured against, those that hold most of it: fifty can share SHARES of it alone
)
KEPT = 8  # matrices remembered: a few visitors' topics


class Boards:
    """Draws tables and makes their files; remembers nothing but matrices. `folder` holds the user's own themes."""

    def __init__(self, engine: Engine, folder: Path | None = None) -> None:
        self.engine = engine
        self._folder = folder
        self._matrices: dict[object, Matrix] = {}

    def ledger(self, filters: Filters, lang: Lang, shown: int = tables.PAGE, by: tables.Sorting | None = None) -> Html:
        """The ledger table the filters leave, its first `shown` rows, sorted `by` a column."""
        if not self.engine.ids():
            return nothing_loaded(lang)
        if by is None:
            part = tables.Part(*beginning(self.engine, filters, shown), shown)
        else:  # which come first is known only of all
            rows = tables.ordered(ledger(self.engine, filters), by)
            part = tables.Part(rows[:shown], len(rows), shown, by)
        return tables.ledger(part, len(self.engine.ids()), lang)

    def ledger_file(self, filters: Filters, kind: str, lang: Lang) -> bytes:
        """The ledger the filters leave as a file; `kind` is one of export.FORMATS."""
        rows = ledger(self.engine, filters)
        if kind in export.GRIDS:
            return _file(kind, export.ledger_grid(rows, teller(lang)), lang)
        return export.FORMATS[kind](rows)

    def borrowed(self, notice_id: str, start: int, end: int) -> Borrowed:
        """A slice of a notice to look for measures with."""
        notice = self.engine.notice(notice_id)
        return Borrowed(notice_id, notice.title, notice.text[start:end].strip()[:DRAFT])

    def borrowed_item(self, notice_id: str, item_id: str) -> Borrowed:
        """A ledger item's measures, one a line, to look for measures with; its problem where it has none."""
        notice = self.engine.notice(notice_id)
        item = next((i for i in notice.items if i.id == item_id), None)
        lines = [m.text.strip() for m in item.measures] or [item.problem.text] if item else []
        return Borrowed(notice_id, notice.title, "\n".join(lines)[:DRAFT])

    def similar(self, draft: str, source: Borrowed | None, filters: Filters, lang: Lang) -> Html:
        """Comparable measures for a text, measure by measure; for one from a notice, in the others only."""
        text = draft.strip()[:DRAFT]
        if not text:
            return el("p", say(lang, NO_DRAFT), class_="promise")
        if not self.engine.ids():
            return nothing_loaded(lang)
        asked = Asked(text, source.notice, source.title) if source and source.text == text else Asked(text)
        try:
            parts = self._parts(asked, filters)
        except TongbaoError as error:
            return el("p", told(str(error), lang), class_="promise")
        wholes = self._wholes(asked) if len(parts) > 1 else ()
        return comparable.similar(asked, parts, wholes, lang, filters != Filters())

    def similar_file(self, text: str, notice: str, filters: Filters, kind: str, lang: Lang) -> bytes:
        """The same as a file; `kind` is one of export.GRIDS."""
        return _file(kind, grid(self._parts(Asked(text[:DRAFT], notice), filters), teller(lang)), lang)

    def _parts(self, asked: Asked, filters: Filters) -> tuple[Part, ...]:
        text, exclude = asked.text, asked.notice
        if split(text):
            return similar_draft(self.engine, text, exclude, filters=filters)
        return (Part(0, len(text), text, similar(self.engine, text, exclude, filters=filters)),)

    def _wholes(self, asked: Asked) -> tuple[Whole, ...]:
        near = [i for i in holding(self.engine, asked.text)[:WHOLES] if i != asked.notice]
        found = met(self.engine, asked.text, near).overlaps
        kept = [(i, o) for i, o in found.items() if o.share >= SHARES]
        wholes = []
        for notice_id, overlap in sorted(kept, key=lambda pair: (-pair[1].net, pair[0])):
            notice = self.engine.notice(notice_id)
            wholes.append(Whole(value_of(notice.metadata.unit), notice.title, overlap))
        return tuple(wholes)

    def compare(self, ids: Sequence[str], lang: Lang) -> Html:
        """Ledger items side by side. Raises TongbaoError for a wrong number of them or an unknown one."""
        return beside.comparison(compare(self.engine, ids), lang)

    def compare_file(self, ids: Sequence[str], kind: str, lang: Lang) -> bytes:
        """The same as a file; `kind` is one of export.GRIDS."""
        return _file(kind, compare(self.engine, ids).grid(teller(lang)), lang)

    def matrix(self, words: str, filters: Filters, lang: Lang) -> Html:
        """The themes against the notices the filters leave, or the topics given one per line."""
        if not self.engine.ids():
            return nothing_loaded(lang)
        try:
            return heat.matrix(self._matrix(self._topics(words), filters), words, lang)
        except TongbaoError as error:
            return el("p", told(str(error), lang), class_="promise")

    def matrix_file(self, words: str, filters: Filters, kind: str, lang: Lang) -> bytes:
        """The same as a file; `kind` is one of export.GRIDS."""
        return _file(kind, self._matrix(self._topics(words), filters).grid(teller(lang)), lang)

    def cell(self, name: str, notice_id: str, lang: Lang) -> Html:
        """What one cell holds; an unknown notice raises TongbaoError."""
        theme = next((t for t in themes(own(self._folder)) if t.name == name), None) or topic(name)
        found = self._matrix((theme,), Filters())
        cell = next((c for c in found.cells[0] if c.notice_id == notice_id), None)
        if cell is None:
            raise BadRequest(f"{notice_id} 与另一份已载入的通报相同,对照矩阵中只列一次")
        return heat.cell(theme, self.engine.notice(notice_id).label, cell, lang)

    def _topics(self, words: str) -> tuple[Theme, ...]:
        typed = tuple(topic(line.strip()) for line in words.splitlines() if line.strip())
        return typed or themes(own(self._folder))

    def _matrix(self, topics: tuple[Theme, ...], filters: Filters) -> Matrix:
        """Worked out once for what is loaded; the oldest of KEPT is forgotten."""
        key = (topics, filters, tuple((card.notice_id, card.version) for card in self.engine.cards()))
        if key not in self._matrices:
            while len(self._matrices) >= KEPT:
                self._matrices.pop(next(iter(self._matrices)), None)
            self._matrices[key] = matrix(self.engine, topics, filters)
        return self._matrices[key]


def _file(kind: str, made: export.Grid, lang: Lang) -> bytes:
    """A table as a file that says in the reader's language where a cell was too long."""
    return export.GRIDS[kind](replace(made, cut=teller(lang)(export.CUT)))
