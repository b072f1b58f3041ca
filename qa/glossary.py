"""English words of a question → the Chinese words a notice would use."""

from __future__ import annotations

import re
from functools import cache

from qa import pinyin, table
from qa.inflections import stem
from qa.known import Known
from qa.synonyms import Expansion

MOST_FORMS = 4  # a reading shared by more words is not a name
# British endings and the American ones, in which most of the table's sources are written
_AMERICAN = (
    ("tre", "ter"), ("our", "or"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization"),
    ("ogramme", "ogram"),
)  # fmt: skip


@cache
def _entries() -> dict[str, str]:
    return dict(line.split("\t", 1) for line in table.lines("glossary.tsv"))


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
        ties = max((_ties(spelled) for spelled in _spellings(word)), key=lambda t: t[0][1] if t else 0.0)
        if ties and word not in found:
            found[word] = Expansion(word, tuple(chinese for chinese, _ in ties), ties[0][1])
    return list(found.values())


def _ties(word: str) -> list[tuple[str, float]]:
    """The Chinese words beside an English one, the nearest first."""
    pairs = [pair.rsplit(":", 1) for pair in _entries().get(word, "").split()]
    return [(chinese, float(tie)) for chinese, tie in pairs]


def _spellings(word: str) -> list[str]:
    """The keys of a word, as it is written and as an American would."""
    one = word.removesuffix("s")
    changed = [one.removesuffix(old) + new for old, new in _AMERICAN if len(one) > 5 and one.endswith(old)]
    return [stem(spelled) for spelled in (word, *changed)]
