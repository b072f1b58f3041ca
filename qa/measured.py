"""The thing whose figure a question asks for, and whether a text gives that thing a figure.

"How many 名额 were there" is not answered by a passage that counts 人 and nowhere 名额: the word beside the
asking word has to stand in one sentence with a figure, in its own wording or in a synonym or translation.
"""

from __future__ import annotations

import re

from index import words
from qa import synonyms
from qa.fold import fold
from qa.near import office_words
from qa.query import Query, Script, idle

_MEASURES = (
    "家次|人次|场次|件次|平方米|公里|公斤|小时|分钟|个?工作日|个月"
    "|[个条项处次场家天艘份座村件户批期篇支套部亩吨台辆栋间所头只株单袋米名人册张届种元钱块日]"
)
_ASKING = re.compile(rf"多少[万亿余]*(?:{_MEASURES})?|(?<![哪那这])几十?(?:{_MEASURES})|比例|百分之几")
_CLAUSE = re.compile(r"[,。?;]")
_SENTENCE = re.compile(r"[。;\n]")
_FIGURE = re.compile(r"\d|[二三四五六七八九两十百千]")
# what ends the counted thing in English: a verb or a preposition after it
_ELSE = (
    r"(?:were|was|are|is|did|does|do|have|has|had|can|could|will|would|in|of|for|from|to|at|on|by|per|each|there|got"
    r"|[a-z]+ed)\b"
)
_ENGLISH = re.compile(
    rf"\b(?:how (?:many|much)|number of|what (?:is|was|are|were) the(?! number)) ((?:(?!{_ELSE})[a-z-]+ ?)+)"
)
_ANYTHING = frozenset({"people", "person", "money", "time", "year", "years"})  # counted by their measure words
AFTER = 2  # words that follow the asking word: an adjective may come before the noun


def measured(query: Query) -> tuple[str, ...]:
    """Wordings of the thing beside 多少 or "how many", any of which will do; () where none is named."""
    said = _english(query.text) if query.script is Script.ENGLISH else _chinese(query.text)
    found = [t for t in said if not t.isascii()]
    for term in said:
        for e in query.expansions:
            if term in e.found.split() if term.isascii() else (term in e.found or e.found in term):
                found += map(fold, e.others)
        found += [term[i : i + 2] for i in range(len(term) - 1)] if len(term) > 2 and not term.isascii() else []
    return tuple(dict.fromkeys(t for t in found if len(t) > 1))


def counts(wordings: tuple[str, ...], text: str) -> bool:
    """Whether a folded text has one of the wordings and a figure in one sentence; True where nothing is named."""
    if not wordings:
        return True
    return any(_FIGURE.search(s) and any(w in s for w in wordings) for s in _SENTENCE.split(text))


def _english(text: str) -> list[str]:
    """The noun, the last word of its phrase."""
    match = _ENGLISH.search(text)
    phrase = [w for w in match[1].split() if w not in idle()] if match else []
    return phrase[-1:] if phrase and phrase[-1] not in _ANYTHING else []


def _chinese(text: str) -> list[str]:
    """The words right after the asking word; without any the one before it, unless that is a verb (卖了多少)."""
    match = _ASKING.search(text)
    if not match:
        return []
    after = _content(words.terms(_CLAUSE.split(text[match.end() :])[0])[:3])[:AFTER]
    if after or text[: match.start()].endswith(("了", "到", "过", "出")):
        return after
    return _content(words.terms(_CLAUSE.split(text[: match.start()])[-1])[-3:])[-1:]


def _content(terms: list[str]) -> list[str]:
    empty = idle() | office_words()
    return [t for t in terms if len(t) > 1 and t not in empty and t not in synonyms.question_words()]
