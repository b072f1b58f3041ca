"""Automatic numbering of Word paragraphs: the text shows none of it, the reader of the page sees all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from data.readers.counters import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_MAX_BASED_ON = 20  # styles; longer chains are loops


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    text: str  # "%1、"; "" for bullets and levels without a number
    restarts_after: int  # the level whose number sets this one back; 0 for none
    legal: bool  # all numbers in Arabic


class Numbering:
    """The counters of one document, fed paragraph by paragraph in reading order."""

    def __init__(self, document: Any) -> None:
        root = _part(document, "numbering")
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        if root is not None:
            self._read(root)
        self._styles = _styles(document)
        self._counters: dict[str, dict[int, int]] = {}  # abstract list → level → last value
        self._begun: set[tuple[str, int]] = set()  # lists whose own start has been used

    def next(self, paragraph: Any) -> str:
        """The number printed in front of a paragraph, "" where there is none; counts it."""
        list_id, level = self._of(paragraph)
        if list_id not in self._lists:
            return ""
        abstract, overrides = self._lists[list_id]
        levels = self._abstract.get(abstract, {}) | overrides
        if level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, {})
        own = level in overrides and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        counters[level] = levels[level].start if own or level not in counters else counters[level] + 1
        for deeper in [n for n in counters if n > level and level < levels[n].restarts_after]:
            del counters[deeper]
        return self._printed(levels, counters, level)

    def _printed(self, levels: dict[int, _Level], counters: dict[int, int], level: int) -> str:
        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = levels.get(at, levels[level])
            kind = "decimal" if levels[level].legal else shown.kind
            return numeral(kind, counters.setdefault(at, shown.start)) if kind != "none" else ""

        return _PLACE.sub(one, levels[level].text)

    def _of(self, paragraph: Any) -> tuple[str, int]:
        """List and level of a paragraph: its own, else its style's."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        list_id, level = self._styles.get(style.get(f"{W}val", "") if style is not None else "", ("", 0))
        if own is not None:
            list_id, level = _value(own, "numId", list_id), int(_value(own, "ilvl", str(level)) or 0)
        return list_id, level

    def _read(self, root: Any) -> None:
        for abstract in root.iterchildren(f"{W}abstractNum"):
            self._abstract[abstract.get(f"{W}abstractNumId", "")] = _levels(abstract)
        for instance in root.iterchildren(f"{W}num"):
            abstract_id = _value(instance, "abstractNumId")
            overrides: dict[int, _Level] = {}
            for override in instance.iterchildren(f"{W}lvlOverride"):
                number = int(override.get(f"{W}ilvl", "0"))
                base = _levels(override).get(number) or self._abstract.get(abstract_id, {}).get(number)
                start = _value(override, "startOverride")
                if base:
                    overrides[number] = _Level(
                        int(start) if start else base.start, base.kind, base.text, base.restarts_after, base.legal
                    )
            self._lists[instance.get(f"{W}numId", "")] = (abstract_id, overrides)


def _levels(parent: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in parent.iterchildren(f"{W}lvl"):
        number = int(level.get(f"{W}ilvl", "0"))
        kind = _value(level, "numFmt") or "decimal"
        text = "" if kind in ("bullet", "none") else _value(level, "lvlText")
        restart = _value(level, "lvlRestart")
        legal = level.find(f"{W}isLgl") is not None
        found[number] = _Level(int(_value(level, "start") or 1), kind, text, int(restart) if restart else number, legal)
    return found


def _styles(document: Any) -> dict[str, tuple[str, int]]:
    """Style → list and level, those of the style it is based on where it names none."""
    root = _part(document, "styles")
    styles = {s.get(f"{W}styleId", ""): s for s in root.iterchildren(f"{W}style")} if root is not None else {}
    found: dict[str, tuple[str, int]] = {}
    for name, named in styles.items():
        style = named
        for _ in range(_MAX_BASED_ON):
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                found[name] = (_value(numbered, "numId"), int(_value(numbered, "ilvl") or 0))
            base = _value(style, "basedOn")
            if numbered is not None or base not in styles:
                break
            style = styles[base]
    return found


def _part(document: Any, name: str) -> Any:
    """The root of numbering or styles, None in a document without it."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            part = relation.target_part
            return getattr(part, "element", None)
    return None


def _value(parent: Any, name: str, default: str = "") -> str:
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val", default) if child is not None else default
