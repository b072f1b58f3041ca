"""English counting questions in the words of the Chinese rules (`qa.counting`), so that there is one set of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST = 4  # letters of a romanised place: shorter ones are English words as well (he, an, long)

_ASKS = re.compile(r"(?P<many>how many|(?:the )?number of)|which|what|list|show(?: me)?|name")
_DONE = r"(?:finished|completed?|done|rectified|resolved|closed|fixed|corrected)"
_STATUSES: tuple[tuple[str, str], ...] = (  # a wording that holds another one stands before it
    ("未载明", r"(?:with(?:out| no)|ha(?:ve|s) no)(?: a)?(?: stated)? (?:status|state|result)|not stated|unstated"),
    ("没整改完", rf"(?:not|n't)(?: yet| been| fully| completely)* {_DONE}|un(?:finished|resolved|completed)|incomplete"
               r"|outstanding|pending|still open|remain(?:s|ing)?|left"),
    ("基本完成", rf"(?:mostly|largely|basically) {_DONE}"),
    ("阶段性完成", rf"(?:partly|partially) {_DONE}|{_DONE} in part"),
    ("正在整改", r"in progress|ongoing|under ?way|being (?:rectified|fixed|resolved|corrected)"),
    ("持续整改", r"still going on|continuing"),
    ("长期坚持", r"kept up for the long term"),
    ("整改完", _DONE),
)  # fmt: skip
_THINGS: tuple[tuple[str, str], ...] = (
    ("条措施", r"measures?"),
    ("条问题", r"items?|problems?|issues?|findings?"),
    ("家单位", r"units?|bureaus?|departments?|organi[sz]ations?"),
    ("份通报", r"notices?"),
)
_WHOLE = ("家单位", "份通报")  # "which measures …" asks for what they say, "which units" for the units
_YEAR = r"20\d\d"
_FILLER = re.compile(
    r"(?:are|is|was|were|be|been|there|the|still|yet|of|in|from|by|at|for|have|has|had|do|does|did|all|any|total|"
    r"altogether|overall|so far|now|currently|already|loaded|published|listed|found|raised|taken|with|that|its|their|"
    r"please|library|and|city|district|county|'s|[\s,.?!'])(?![a-z])",
)


def chinese(question: str, places: Iterable[tuple[str, str]]) -> str:
    """A counting question as one would put it in Chinese; any other, with a word not known here, unchanged.

    `places` are (name, pinyin) of what is loaded. How many items in Kaifeng are unfinished? → 开封多少条问题没整改完
    """
    rest = question.strip().lower().replace("’", "'")  # the apostrophe that phones type
    asks = _ASKS.match(rest)
    if asks is None or not rest.isascii():
        return question
    rest = rest[asks.end() :]
    names, rest = _names(rest, places)
    years = re.findall(rf"\b{_YEAR}\b", rest)
    rest = re.sub(rf"\b{_YEAR}\b", " ", rest)
    status, rest = _first(rest, _STATUSES)
    thing, _ = _first(rest, _THINGS, earliest=True)
    for _, words in _THINGS:
        rest = re.sub(rf"\b(?:{words})\b", " ", rest)
    known = thing and len(years) < 2 and (asks["many"] or status or thing in _WHOLE)
    if not known or _FILLER.sub("", rest).strip():
        return question
    year = f"{years[0]}年" if years else ""
    return "、".join(names) + year + ("多少" + thing if asks["many"] else "哪些" + thing[1:]) + status


def _names(rest: str, places: Iterable[tuple[str, str]]) -> tuple[list[str], str]:
    """The places named, and what else is said."""
    found = []
    for name, romanised in sorted(places, key=lambda pair: (-len(pair[1]), pair)):
        if len(romanised) < SHORTEST or romanised not in rest:
            continue
        if word := re.search(rf"\b{romanised}\b(?: bureau)?", rest):
            rest = rest.replace(word[0], " ")
            found.append(name)
    return found, rest


def _first(rest: str, kinds: tuple[tuple[str, str], ...], earliest: bool = False) -> tuple[str, str]:
    """The first kind that is said, or the one said first, and what else is said; "" where none is."""
    said = [(kind, m) for kind, words in kinds if (m := re.search(rf"(?:\b|(?=n't))(?:{words})\b", rest))]
    if not said:
        return "", rest
    kind, m = min(said, key=lambda pair: pair[1].start()) if earliest else said[0]
    return kind, rest[: m.start()] + " " + rest[m.end() :]
