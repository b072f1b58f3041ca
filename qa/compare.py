"""Two or more items side by side: problem, measures, result, status, documents, figures, differences marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.errors import BadRequest
from data.types import UNSTATED, Item, Span
from index import words
from index.types import Engine
from qa import concepts, ledger
from qa.export import Grid
from qa.fold import fold
from qa.held import by_id
from qa.ledger import Row
from qa.near import office_words
from qa.overlap import overlap
from qa.stretches import merged
from qa.tell import Tell, chinese

MOST = 6  # columns that can be read side by side

# Share of a column's words that the others must have before what it has alone says anything. Two measures
# of unrelated items share .14 (median) and hardly ever .5, near-copies .6 and more (the bundled notices).
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of a cell; all offsets are into its notice's text.

    `same` are stretches that stand verbatim in another column (see `qa.overlap`). In a row whose columns share
    most of their words (see ALIKE) `own` are the words that no other column has; in any other row, where
    those would be nearly all, `shared` are the words and concepts that another column has too. Each is sorted
    and disjoint. `common` says whether another column has the very same entry (a document, a figure, a status).
    """

    span: Span
    own: tuple[tuple[int, int], ...] = ()
    same: tuple[tuple[int, int], ...] = ()
    shared: tuple[tuple[int, int], ...] = ()
    common: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the comparison: `cells[i]` belongs to column i; an empty cell means 未载明.

    `differs` says whether the columns are not all alike, entry by entry.
    """

    label: str
    cells: tuple[tuple[Entry, ...], ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """`columns` are the ledger's rows, in the order asked for."""

    columns: tuple[Row, ...]
    lines: tuple[Line, ...]

    def grid(self, tell: Tell = chinese) -> Grid:
        """One row per line and one column per item, for export; words of one column only stand in 【】."""
        heads = ("", *(f"{c.unit or c.title} {c.item.id}" for c in self.columns))
        rows = tuple(
            (tell(line.label), *(_plain(cell) or tell(UNSTATED) for cell in line.cells)) for line in self.lines
        )
        sources = (tell("出处"), *(f"{c.title} {c.url or c.file} {c.item.start}-{c.item.end}" for c in self.columns))
        return Grid(tell("并排对比"), heads, (10, *(60 for _ in self.columns)), (*rows, sources))


def compare(engine: Engine, ids: Sequence[str]) -> Comparison:
    """Items by their ledger id ("开封·二(一)1(3)", or "kaifeng:开封·…" where two notices share one)."""
    chosen = list(dict.fromkeys(ids))
    if not 2 <= len(chosen) <= MOST:
        raise BadRequest(f"选了 {len(chosen)} 个条目,应为 2 至 {MOST} 个不同的条目")
    found = _rows(engine, chosen)
    return side_by_side([_one(wanted, found[wanted]) for wanted in chosen])


def side_by_side(columns: Sequence[Row]) -> Comparison:
    """Like `compare`, for rows at hand."""
    lines = [_prose(label, columns, part) for label, part in _PROSE]
    lines += [_listed(label, columns, part) for label, part in _LISTED]
    lines.append(_status(columns))
    return Comparison(tuple(columns), tuple(lines))


def _rows(engine: Engine, chosen: Sequence[str]) -> dict[str, list[Row]]:
    """The rows that each id may mean. Where all name their notices no other is read; a second copy has rows, too."""
    found: dict[str, list[Row]] = {wanted: [] for wanted in chosen}
    named, known = dict.fromkeys(wanted.partition(":")[0] for wanted in chosen), by_id(engine)
    ids = named if all(i in known for i in named) else engine.ids()
    for row in ledger.rows(engine, (engine.notice(i) for i in ids)):
        for name in (row.item.id, f"{row.item.notice_id}:{row.item.id}"):
            if name in found:
                found[name].append(row)
    return found


def _one(wanted: str, found: Sequence[Row]) -> Row:
    if not found:
        raise BadRequest(f"没有编号为 {wanted} 的条目;请用 tongbao ledger 查看编号")
    if len(found) > 1:
        options = "、".join(f"{r.item.notice_id}:{r.item.id}" for r in found)
        raise BadRequest(f"编号 {wanted} 在 {len(found)} 份通报中都有;请写明:{options}")
    return found[0]


def _measures(item: Item) -> list[Span]:
    return [Span(m.start, m.end, m.text) for m in item.measures]


_PROSE: tuple[tuple[str, Callable[[Item], list[Span]]], ...] = (
    ("问题", lambda item: [item.problem]),
    ("措施", _measures),
    ("结果", lambda item: [item.result] if item.result else []),
)
_LISTED: tuple[tuple[str, Callable[[Item], list[Span]]], ...] = (
    ("文件", lambda item: [d.name for d in item.documents]),
    ("数据", lambda item: [f.quote for f in item.figures]),
    ("时限或承诺", lambda item: list(item.hints)),
)


def _prose(label: str, columns: Sequence[Row], part: Callable[[Item], list[Span]]) -> Line:
    """A row of running text: words that only one column has, and what columns have verbatim in common."""
    spans = [part(c.item) for c in columns]
    known = [{t.term for s in column for t in _content(s.text)} for column in spans]
    others = [set().union(*(k for j, k in enumerate(known) if j != i)) for i in range(len(known))]
    alike = all(len(k & o) >= ALIKE * len(k) for k, o in zip(known, others, strict=True))
    cells = []
    for i, column in enumerate(spans):
        beside = "\n".join(s.text for j, c in enumerate(spans) if j != i for s in c)
        cells.append(tuple(_entry(s, beside, others[i], alike) for s in column))
    return Line(label, tuple(cells), _differ([[fold(s.text) for s in column] for column in spans]))


def _entry(span: Span, beside: str, others: set[str], alike: bool) -> Entry:
    same = _same(span, beside)
    if alike:
        return Entry(span, own=_at(span, [t for t in _content(span.text) if t.term not in others]), same=same)
    return Entry(span, shared=_shared(span, beside, others), same=same)


def _content(text: str) -> list[words.Token]:
    stop = words.stop_words()
    return [t for t in words.tokens(text) if len(t.term) > 1 and t.term not in stop]


def _at(span: Span, found: Sequence[words.Token]) -> tuple[tuple[int, int], ...]:
    return merged((span.start + t.start, span.start + t.end) for t in found)


def _shared(span: Span, beside: str, others: set[str]) -> tuple[tuple[int, int], ...]:
    """Words in common that say what was done, and wordings of a concept that the others word in their way."""
    office = office_words()
    common = _at(span, [t for t in _content(span.text) if t.term in others and t.term not in office])
    named = [fold(c.mine) for c in concepts.shared(span.text, beside)]
    worded = [m.span() for name in named for m in re.finditer(re.escape(name), fold(span.text))]
    return merged((*common, *((span.start + a, span.start + b) for a, b in worded)))


def _same(span: Span, beside: str) -> tuple[tuple[int, int], ...]:
    return tuple((span.start + a, span.start + b) for a, b in overlap(span.text, beside).marks())


def _listed(label: str, columns: Sequence[Row], part: Callable[[Item], list[Span]]) -> Line:
    """A row of names or figures: each once per column, marked where another column has it too."""
    spans = [list({fold(s.text): s for s in reversed(part(c.item))}.values())[::-1] for c in columns]
    keys = [[fold(s.text) for s in column] for column in spans]
    cells = []
    for i, column in enumerate(spans):
        others = {key for j, k in enumerate(keys) if j != i for key in k}
        cells.append(tuple(Entry(s, common=fold(s.text) in others) for s in column))
    return Line(label, tuple(cells), _differ(keys))


def _status(columns: Sequence[Row]) -> Line:
    """The stated status with its quote; an unstated one is an empty cell."""
    values = [c.item.status for c in columns]
    cells = [
        (Entry(c.item.status_quote, common=values.count(c.item.status) > 1),) if c.item.status_quote else ()
        for c in columns
    ]
    return Line("状态", tuple(cells), len(set(values)) > 1)


def _differ(columns: Sequence[Sequence[str]]) -> bool:
    return any(set(c) != set(columns[0]) for c in columns)


def _plain(cell: Sequence[Entry]) -> str:
    return "\n".join(_bracketed(entry) for entry in cell)


def _bracketed(entry: Entry) -> str:
    """The text with its own words in 【】."""
    text, base = entry.span.text, entry.span.start
    out, at = "", 0
    for start, end in entry.own:
        out += f"{text[at : start - base]}【{text[start - base : end - base]}】"
        at = end - base
    return out + text[at:]
