"""The judged themes against the matrix of topics and notices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadJudgements
from data.reasons import reason
from eval.metrics.cells import JudgedCell, found, shown, wrongly_filled
from eval.plain import Texts
from eval.reading import read
from eval.table import Table
from eval.types import HAS_ANSWER, Judgement, Ranking, Shown
from index.types import Engine
from qa.matrix import Cell, matrix
from qa.themes import Theme, parse, themes

FILE = Path(__file__).with_name("themes.json")


@dataclass(frozen=True, slots=True)
class JudgedTheme:
    """A theme with example quotes by notice; a notice without any was judged to have nothing."""

    name: str
    definition: str
    examples: tuple[Judgement, ...]


def load(path: Path, texts: Texts) -> tuple[JudgedTheme, ...]:
    """A JSON list of {"theme", "definition", "examples": {notice: [quote, …]}}.

    Raises BadJudgements naming the theme and the reason.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadJudgements(f"读不到主题判断 {path}:{reason(error)}。请检查路径") from None
    except ValueError as error:
        raise BadJudgements(f"{path.name} 不是 UTF-8 的 JSON({error})") from None
    try:
        return tuple(JudgedTheme(r["theme"], r["definition"], _examples(r, texts)) for r in rows)
    except (KeyError, TypeError, AttributeError):
        expected = '{"theme", "definition", "examples": {通报: [引文]}}'
        raise BadJudgements(f"{path.name} 应是列表,每项为 {expected}") from None


def judge(engine: Engine, judged: Sequence[JudgedTheme], texts: Texts) -> list[JudgedCell]:
    """Every theme × notice. A theme that the product ships is asked as shipped, another by its definition."""
    shipped = {theme.name: theme for theme in themes()}
    asked = [_asked(j, shipped, number) for number, j in enumerate(judged, 1)]
    made = matrix(engine, asked)
    return [_cell(theme, cell, texts) for theme, row in zip(judged, made.cells, strict=True) for cell in row]


def table(cells: Sequence[JudgedCell]) -> Table:
    """By topic and in all."""
    rows = []
    for topic in dict.fromkeys(c.topic for c in cells):
        part = [c for c in cells if c.topic == topic]
        there, empty = [c for c in part if c.judged], [c for c in part if not c.judged]
        counts = [(sum(c.filled for c in there), there), (sum(c.filled and c.shown for c in there), there)]
        counts.append((sum(c.filled for c in empty), empty))
        rows.append((topic, *(f"{some}/{len(group)}" for some, group in counts)))
    rows.append(("合计", f"{found(cells):.3f}", f"{shown(cells):.3f}", f"{wrongly_filled(cells):.3f}"))
    return Table("对照矩阵(主题 × 通报)", ("主题", "应有的格已填", "并显示判断过的引文", "应空的格被填"), tuple(rows))


def _asked(judged: JudgedTheme, shipped: dict[str, Theme], number: int) -> Theme:
    return shipped.get(judged.name) or parse(f"{judged.name}\t{judged.definition}", number)


def _cell(theme: JudgedTheme, cell: Cell, texts: Texts) -> JudgedCell:
    wanted = [j for j in theme.examples if j.notice == cell.notice_id]
    hits = tuple(Shown(c.passage.notice_id, c.passage.start, c.passage.end, c.score) for c in cell.citations)
    held = bool(read(Ranking(hits), wanted, texts, len(hits)).rank())
    return JudgedCell(theme.name, cell.notice_id, bool(wanted), cell.filled, held)


def _examples(row: dict[str, dict[str, list[str]]], texts: Texts) -> tuple[Judgement, ...]:
    judged = []
    for notice, quotes in row["examples"].items():
        for quote in quotes:
            places = texts[notice].find(quote) if notice in texts else []
            if len(places) != 1:
                raise BadJudgements(
                    f"主题“{row['theme']}”的引文“{quote[:24]}”在通报 {notice} 中出现 {len(places)} 次,应恰好一次"
                )
            judged.append(Judgement(notice, quote, HAS_ANSWER, *texts[notice].outward(*places[0])))
    return tuple(judged)
