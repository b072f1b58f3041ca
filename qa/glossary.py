"""English words of a question → the Chinese words a notice would use."""

from __future__ import annotations

import re
from functools import cache

from qa import pinyin, table
from qa.inflections import stem
from qa.known import Known
from qa.synonyms import Expansion

WRITTEN = 0.6  # the tie of a word translated by hand: nearer than most that only stand beside it
MOST_FORMS = 4  # a reading shared by more words is not a name
# British endings and the American ones, in which most of the table's sources are written
_AMERICAN = (
    ("tre", "ter"), ("our", "or"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization"),
    ("ogramme", "ogram"),
)  # fmt: skip


@cache
def _entries() -> dict[str, tuple[tuple[str, float], ...]]:
    """The stem of an English word → the Chinese words beside it with their ties, the nearest first."""
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for line in table.lines("glossary.tsv"):
        word, chinese = line.split("\t", 1)
        pairs = [pair.rsplit(":", 1) for pair in chinese.split()]
        found[word] = tuple((term, float(tie)) for term, tie in pairs)
    for line in table.lines("words_english.tsv"):
        said, chinese = line.split("\t", 1)
        for word in said.split():
            found[stem(word)] = tuple((term, WRITTEN) for term in chinese.split())
    return found


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
    for word in (w for said in re.findall(r"[a-z][a-z-]+", text) for w in _parts(said)):
        ties = max((_ties(spelled) for spelled in _spellings(word)), key=lambda t: t[0][1] if t else 0.0)
        if ties and word not in found:
            found[word] = Expansion(word, tuple(chinese for chinese, _ in ties), ties[0][1])
    return list(found.values())


def _parts(word: str) -> list[str]:
    """A word with a hyphen that the table does not know in one piece, in its parts: fixed-asset → fixed, asset."""
    return [word] if stem(word) in _entries() else [part for part in word.split("-") if len(part) > 1]


def _ties(word: str) -> tuple[tuple[str, float], ...]:
    return _entries().get(word, ())


def _spellings(word: str) -> list[str]:
    """The keys of a word, as it is written and as an American would."""
    one = word.removesuffix("s")
    changed = [one.removesuffix(old) + new for old, new in _AMERICAN if len(one) > 5 and one.endswith(old)]
    return [stem(spelled) for spelled in (word, one, *changed)]
