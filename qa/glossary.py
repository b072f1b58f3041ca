"""English words of a question → the Chinese words a notice would use."""

from __future__ import annotations

import re
from functools import cache

from qa import pinyin, table
from qa.known import Known
from qa.synonyms import Expansion

MOST_FORMS = 4  # a reading shared by more words is not a name


@cache
def _entries() -> dict[str, str]:
    return dict(line.split("\t", 1) for line in table.lines("glossary.tsv"))


def stem(word: str) -> str:
    """The form the table is keyed by: lower case, plural endings off (as the recipe did)."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def names(text: str, known: Known) -> list[Expansion]:
    """Romanised names of an English question as the notices write them: shuntianmen → 顺天门."""
    found: dict[str, Expansion] = {}
    for word in re.findall(r"[a-z]{4,}", text):
        pattern = "" if stem(word) in _entries() else pinyin.pattern(word)
        forms = {m for t in known.texts for m in re.findall(pattern, t)} if pattern else set()
        if forms and len(forms) <= MOST_FORMS:
            found[word] = Expansion(word, tuple(sorted(forms)), 1.0)
    return list(found.values())


def translate(text: str) -> list[Expansion]:
    """One expansion per English word the table knows, in reading order."""
    found: dict[str, Expansion] = {}
    for word in re.findall(r"[a-z][a-z-]+", text):
        entry = _entries().get(stem(word))
        if entry and word not in found:
            ties = [pair.rsplit(":", 1) for pair in entry.split(" ")]
            found[word] = Expansion(word, tuple(chinese for chinese, _ in ties), float(ties[0][1]))
    return list(found.values())
