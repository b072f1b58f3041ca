"""Comparable measures as a table to export: one row per match, with the overlap beside the words."""

from __future__ import annotations

from collections.abc import Sequence

from qa.export import Grid, linked
from qa.overlap import RunKind
from qa.similar import Match, Part
from qa.tell import Tell, chinese

_COLUMNS = (
    ("所给文字", 50),
    ("名次", 6),
    ("单位", 18),
    ("通报", 36),
    ("层级", 30),
    ("相似措施原文", 70),
    ("为何相近", 36),
    ("逐字相同,含固定用语", 12),
    ("与该通报逐字相同", 12),
    ("档", 12),
    ("逐字相同的片段", 50),
    ("日期", 12),
    ("出处", 36),
    ("位置", 14),
)


def grid(parts: Sequence[Part], tell: Tell = chinese) -> Grid:
    """Parts in the order given, matches best first."""
    heads, widths = tuple(tell(head) for head, _ in _COLUMNS), tuple(width for _, width in _COLUMNS)
    matches = [(part, match) for part in parts for match in part.matches]
    links = linked([head for head, _ in _COLUMNS].index("出处"), (match.url for _, match in matches))
    return Grid(tell("相似措施"), heads, widths, tuple(_row(part, match, tell) for part, match in matches), links)


def _row(part: Part, match: Match, tell: Tell) -> tuple[str, ...]:
    passage, found = match.passage, match.overlap
    return (
        part.text.strip(),
        str(match.rank),
        match.unit,
        match.title,
        "\n".join(passage.path),
        passage.text.strip(),
        "\n".join(_reason(why, tell) for why in match.why),
        f"{found.share:.0%}",
        f"{found.net:.0%}",  # the figure of the page, under the page's name
        tell(found.band.value),
        "\n".join(part.text[r.start : r.end] for r in found.runs if r.kind is RunKind.COPIED),
        match.date,
        match.url,
        f"{passage.start}-{passage.end}",
    )


def _reason(why: str, tell: Tell) -> str:
    """Our label and, behind it, the notice's words."""
    label, colon, words = why.partition(":")
    return tell(label + colon) + words
