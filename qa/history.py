"""What changed between two versions of a notice, sentence by sentence."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from qa.sentences import pieces


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences that were taken out and those that stand in their place; one of the two may be empty."""

    removed: str
    added: str


def changes(before: str, after: str) -> list[Change]:
    """In reading order; white space at either end of a change is left out."""
    old, new = ([text[a:b] for a, b in pieces(text)] for text in (before, after))
    return list(_changes(old, new, difflib.SequenceMatcher(None, old, new, autojunk=False)))


def _changes(old: list[str], new: list[str], matcher: difflib.SequenceMatcher[str]) -> Iterator[Change]:
    for kind, a, b, c, d in matcher.get_opcodes():
        change = Change("".join(old[a:b]).strip(), "".join(new[c:d]).strip())
        if kind != "equal" and change.removed != change.added:
            yield change


def marked(change: Change) -> str:
    """One change in two lines, "-" before what went and "+" before what came; a line break shows as a space."""
    lines = [f"{sign} {' '.join(text.split())}" for sign, text in (("-", change.removed), ("+", change.added)) if text]
    return "\n".join(lines)
