"""Topics × notices: who did what about which problem, each cell with its citations, empty cells left empty."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.errors import BadRequest
from data.types import Passage
from index.scope import leaves
from index.types import Card, Engine, Scope
from qa import duplicates
from qa.answer import scope as scope_of
from qa.citing import Source
from qa.export import Grid
from qa.near import Near, Wording, near
from qa.tell import Tell, chinese
from qa.themes import Theme, themes
from qa.types import Citation, Copy, Filters

KEYWORDS = 0.5  # the keywords' ranking beside that of the theme's own wording
BEST = 3  # passages read per cell; more is a list, not a cell
BESIDE = 0.5  # of the cell's best score, from which a second passage is shown
# Confidence of a cell: logistic in two independent kinds of evidence, the standing of its best passage
# among all passages and the keywords that its passages name. Either alone is misled: a notice on the
# protection of relics stands high for their use, a list of slogans names many keywords. Set on the
# development themes (13 × 5 cells, of which 4 are judged empty).
STANDING, SPREAD = 7.0, 3.0  # standard deviations, summed over the legs
NAMED = 0.5  # share of the theme named, half of what leaves no doubt
WEIGHT = 10.0  # of the share named against one SPREAD of standing
STRONG = 10.0  # a standing at which a cell is drawn at 63 % of full colour; filled ones lie between 5 and 25
THRESHOLD = 0.5  # from here a cell counts as filled


@dataclass(frozen=True, slots=True)
class Cell:
    """What one notice has on one topic.

    `confidence` in [0, 1] that it has anything; `strength` in [0, 1) how far its best passage stands out.
    `citations` best first, the nearest there are even where `filled` is false: a page may offer them as
    可能相关, never as a finding.
    """

    notice_id: str
    confidence: float
    strength: float
    filled: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The matrix as numbers to draw: `values[row][column]` in [0, 1], 0 where the cell is empty."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`cells[row][column]` belongs to `topics[row]` and `notices[column]`; `units` are the columns' labels."""

    topics: tuple[Theme, ...]
    notices: tuple[str, ...]
    units: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def heat(self) -> Heat:
        """Coverage and strength, for a heat map."""
        values = tuple(tuple(round(c.strength, 3) if c.filled else 0.0 for c in row) for row in self.cells)
        return Heat(tuple(t.name for t in self.topics), self.units, values)

    def grid(self, tell: Tell = chinese) -> Grid:
        """One row per topic and one column per notice, for export; an empty cell says 未见."""
        rows = tuple(
            (tell(topic.name), *(_cell_text(cell) or tell("未见") for cell in row))
            for topic, row in zip(self.topics, self.cells, strict=True)
        )
        return Grid(tell("主题对照"), (tell("主题"), *self.units), (24, *(50 for _ in self.units)), rows)


def matrix(
    engine: Engine, topics: Sequence[Theme] = (), filters: Filters = Filters(), threshold: float = THRESHOLD
) -> Matrix:
    """Topics (default: the bundled themes) against the notices the filters leave; a mirror gets no column.

    Cells below `threshold` are not filled. Columns are in loading order.
    """
    if not 0 <= threshold <= 1:
        raise BadRequest(f"置信阈值 {threshold} 应在 0 与 1 之间")
    within = scope_of(filters)
    left = [card for card in engine.cards() if _left(card, within)]
    cards = duplicates.once(left, duplicates.linked(engine))
    shown = {card.notice_id for card in cards}
    within = replace(within, exclude=tuple(c.notice_id for c in left if c.notice_id not in shown))
    chosen = tuple(topics) or themes()
    columns = [_Column(card, duplicates.copies(engine, card.notice_id)) for card in cards]
    rows = tuple(_row(engine, topic, columns, within, threshold) for topic in chosen)
    return Matrix(chosen, tuple(c.notice_id for c in cards), tuple(c.label for c in cards), rows)


@dataclass(frozen=True, slots=True)
class _Column:
    card: Card
    also: tuple[Copy, ...]

    @property
    def notice_id(self) -> str:
        return self.card.notice_id


def _left(card: Card, within: Scope) -> bool:
    """Whether the filters leave anything of a notice: statuses are those of items."""
    return leaves(card, within) and (
        not within.statuses or any(tally.status in within.statuses for tally in card.tallies)
    )


def _row(engine: Engine, topic: Theme, columns: Sequence[_Column], within: Scope, threshold: float) -> tuple[Cell, ...]:
    """One topic; standings are among all passages the scope leaves, so cells of a row compare."""
    wordings = [Wording(topic.text), Wording("、".join(k[0] for k in topic.keywords), KEYWORDS)]
    found: dict[str, list[Near]] = defaultdict(list)
    for one in near(engine, wordings, within):
        if len(found[one.notice_id]) < BEST:
            found[one.notice_id].append(one)
    ids = [one.passage_id for best in found.values() for one in best]
    passages = dict(zip(ids, engine.passages(ids), strict=True))
    return tuple(_cell(topic, column, found[column.notice_id], passages, threshold) for column in columns)


def _cell(
    topic: Theme, column: _Column, best: Sequence[Near], passages: Mapping[str, Passage], threshold: float
) -> Cell:
    if not best:
        return Cell(column.notice_id, 0.0, 0.0, False, ())
    named = max(topic.named(passages[one.passage_id].text) for one in best)
    sure = confidence(best[0].score, named)
    strength = 1 - math.exp(-max(0.0, best[0].score) / STRONG)
    least = min(best[0].score, BESIDE * best[0].score)  # a standing below the average is negative
    shown = [one for one in best if one.score >= least]
    citations = tuple(_citation(rank, one, passages[one.passage_id], column) for rank, one in enumerate(shown, 1))
    return Cell(column.notice_id, sure, strength, sure >= threshold, citations)


def confidence(standing: float, named: float) -> float:
    """In (0, 1); rises with both, 0.5 where the standing is STANDING and half of the theme is named."""
    return 1 / (1 + math.exp(-((standing - STANDING) / SPREAD + WEIGHT * (named - NAMED))))


def _citation(rank: int, one: Near, passage: Passage, column: _Column) -> Citation:
    card = column.card
    origin = Source(card.stated.title, card.label, card.day, card.url)
    return Citation(rank, passage, one.score, *origin, one.marks(passage), also=column.also)


def _cell_text(cell: Cell) -> str:
    if not cell.filled:
        return ""
    return "\n".join(f"{c.passage.text.strip()}〔{' › '.join(c.passage.path)}〕" for c in cell.citations)
