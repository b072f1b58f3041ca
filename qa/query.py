"""What a question asks for, beyond its words: kinds of answer, names, years, figures, several notices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index import words
from qa import amounts, glossary, synonyms, table, wants
from qa.amounts import Amount, Figure
from qa.fold import fold
from qa.known import Known, gazetteer, romanised
from qa.parts import ALL, Parts
from qa.synonyms import Expansion
from qa.wants import Want

# characters from which a question says more than it asks; a short one can spare no word
# (dropping them there cost held-out everyday questions .02 of nDCG@10; from 20 on nothing, and verbose ones gain .1)
WORDY = 20
SURE = 0.9  # weight of a synonym from which it is the same thing; words of the glossary are guesses
_ENGLISH = re.compile(r"[a-z]{2,}")
BARE = 2  # words: three make a sentence of sorts
_BARE = re.compile(r"[\u4e00-\u9fff]{2,6}")
_END = " ,.?!、。"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# the asker's own task before a colon says nothing about what is looked for ("写材料用:…")
_FRAME = re.compile(r"^[^:,。?]{0,24}(?:我|咱|写|整理|准备|起草|汇报|材料|参考|请教|请问|求助)[^:]{0,16}:\s*(?=.{4,})")
_COUNTED = re.compile(r"\bhow many (people|persons|individuals)\b")  # 多少人: they ask, and are no subject
# words that ask for several notices side by side
_CROSS = re.compile(
    r"各地|各局|各单位|各家|各自|分别|兄弟(?:单位|城市|省市|局)|别的(?:局|单位|地方|城市)|其他(?:局|单位|地方|城市)"
    r"|[这那]?[几两三四五六七八九十][个家份地](?:局|单位|地方|城市|通报|地)|哪些(?:局|单位|地方|城市|地区)|几份|(?:同行|外地)"
    r"|\b(?:each|other|all|which|different) (?:bureaus?|cities|places|notices|units|districts)\b|\bacross\b"
)


class Script(StrEnum):
    """What a question is written in."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Query:
    """An analysed question.

    `text` is folded; `core` is it without framing and question words, for the word legs; `subject` is the core
    of an English question with the terms of the synonym table in Chinese. `terms` are the distinct
    words of the core in reading order. `named` are ids of loaded notices whose place the question names;
    `strangers` are places it names that no loaded notice mentions. `years` are digits as printed,
    `missing_years` those that no loaded notice mentions; `numbers` are the other figures. `looked_up` are
    the words of a question that is nothing but a word or two of the notices, to be found where they stand.
    """

    text: str
    core: str
    subject: str
    script: Script
    terms: tuple[str, ...]
    wants: frozenset[Want]
    amounts: tuple[Amount, ...]
    named: tuple[str, ...]
    strangers: tuple[str, ...]
    years: tuple[str, ...]
    missing_years: tuple[str, ...]
    numbers: tuple[Figure, ...]
    cross: bool
    expansions: tuple[Expansion, ...]
    looked_up: tuple[str, ...] = ()


def analyse(question: str, known: Known, parts: Parts = ALL) -> Query:
    """Read a question against what is loaded."""
    folded = fold(question.strip())
    text = _FRAME.sub("", folded)
    script = Script.CHINESE if _HAN.search(text) else Script.ENGLISH
    named, place_words, several = _named(folded, known)
    years = tuple(dict.fromkeys(_YEAR.findall(text)))
    expansions = _expansions(text, script, place_words, known, parts)
    core = _mended(_core(text, place_words, parts.question_words), expansions, known)
    terms = tuple(t for t in dict.fromkeys(words.terms(core)) if t not in place_words)
    return Query(
        text=text,
        core=core,
        subject=_subject(core, expansions) if script is Script.ENGLISH else core,
        script=script,
        terms=terms,
        wants=wants.wants(text),
        amounts=amounts.asked(text),
        named=named,
        strangers=_strangers(text, known),
        years=years,
        missing_years=tuple(y for y in years if y not in known.years),
        numbers=tuple(f for f in amounts.figures(text) if f.digits not in years),
        cross=several or bool(_CROSS.search(text)),
        expansions=expansions,
        looked_up=_looked_up(text, known),
    )


def _looked_up(text: str, known: Known) -> tuple[str, ...]:
    """The words of a text that is a bare word or two, each of them in a notice; none for anything else."""
    said = text.strip(_END).split()
    bare = 0 < len(said) <= BARE and all(_BARE.fullmatch(word) and word not in idle() for word in said)
    return tuple(said) if bare and all(map(known.mentions, said)) else ()


def _expansions(
    text: str, script: Script, place_words: frozenset[str], known: Known, parts: Parts
) -> tuple[Expansion, ...]:
    """Synonyms in the table, and for English every other word's translations."""
    found = synonyms.expand(text) if parts.synonyms else []
    if script is Script.ENGLISH:
        found = [e for e in found if e.found not in idle()]  # "about" asks for no amount
        if parts.glossary:
            said = {e.found for e in found} | idle() | place_words | set(_COUNTED.findall(text))
            more = [*glossary.names(text, known), *glossary.translate(text)]
            found += [e for e in more if e.found not in said]
    return tuple(found)


def _mended(core: str, expansions: tuple[Expansion, ...], known: Known) -> str:
    """The core with the official wording a notice has for one that was cut wrongly: 房本办|下来 → 产权证办下来.

    Inside a longer word that is none, neither the word legs nor the encoder can read an everyday wording.
    """
    for e in expansions:
        if e.found not in core or e.found.isascii() or known.mentions(e.found):
            continue
        inside = [t.term for t in words.tokens(core) if e.found in t.term]
        better = next((o for o in synonyms.official(e.found) if known.mentions(o)), "")
        if better and inside and e.found not in inside and not any(map(known.mentions, inside)):
            core = core.replace(e.found, better)
    return core


def _subject(core: str, expansions: tuple[Expansion, ...]) -> str:
    """An English core with the terms of which the table is sure in their official wording: cultural centre → 文化馆."""
    for e in expansions:
        core = re.sub(rf"\b{re.escape(e.found)}s?\b", e.others[0], core) if e.others and e.weight >= SURE else core
    return core


# what follows a place in a unit's name, as people shorten it
_BODY = (
    r"(?:省|自治区|新区|市|区|县|州|旗)?(?:那边|这边|那里|这里)?"
    r"(?:(?:(?![的把在被给去到])[\u4e00-\u9fff]){1,7}(?:局|厅|委员会))?(?:党组|党委)?"
)


@cache
def idle() -> frozenset[str]:
    """Words of talk rather than of subject matter (`qa/tables/idle.txt`)."""
    return frozenset(word for line in table.lines("idle.txt") for word in line.split())


def _core(text: str, places: frozenset[str], question_words: bool) -> str:
    """The text with named places, question words and small talk blanked out.

    They neither count nor join their neighbours: a named place is a feature of its own, and would
    otherwise find the addresses in the closing lines.
    """
    for place in sorted(places, key=lambda p: (-len(p), p)):
        text = re.sub(re.escape(place) + _BODY, " ", text)
    if question_words and len(text) >= WORDY:
        text = _without_question_words(text)
    return re.sub(r"\s+", " ", text).strip(_END) or text


def _without_question_words(text: str) -> str:
    for word in synonyms.question_words():
        if len(word) > 1:
            text = text.replace(word, " ")
    kept = list(text)
    for token in words.tokens(text):
        if token.term in idle():
            kept[token.start : token.end] = " " * (token.end - token.start)
    return "".join(kept)


def _named(whole: str, known: Known) -> tuple[tuple[str, ...], frozenset[str], bool]:
    """Ids of the notices whose places the question names, the names used, and whether they are of several places.

    Of two notices the one counts of which the question names all the places of the other, and more: "北京通州"
    names one of Tongzhou and no other one of Beijing, "北京通州和武汉" one of Wuhan too.
    """
    latin = set(_ENGLISH.findall(whole))
    said: dict[int, frozenset[str]] = {}
    used: set[str] = set()
    for (place, roman), holding in known.places.items():
        if place in whole or roman in latin:
            used.update((place, roman))
            for at in holding:
                said[at] = said.get(at, frozenset()) | {place}
    sets = set(said.values())
    most = {one for one in sets if not any(one < other for other in sets)}
    return tuple(known.named[at].notice_id for at in sorted(said) if said[at] in most), frozenset(used), len(most) > 1


def _strangers(text: str, known: Known) -> tuple[str, ...]:
    """Places of the country named in the question and in no loaded notice.

    A bare name counts only where a place can stand (真金白银 names no city).
    """
    found = [p for p in gazetteer() if p in text and _stands(p, text) and not known.mentions(p)]
    for word in _ENGLISH.findall(text):
        names = romanised().get(word, ())
        if not any(map(known.mentions, names)):
            found += names[:1]
    return tuple(sorted(p for p in found if not any(p != q and p in q for q in found)))


def _stands(place: str, text: str) -> bool:
    if place[-1] in "区县旗州盟":
        return True
    after = r"[省市的那这和与、,]|文[旅广化]|教育|卫[健生]|[\u4e00-\u9fff]{0,4}(?:局|委|厅|区|县|政府)|\d|[今去前]年"
    return bool(re.search(rf"(?:^|[,。、和与在看问:;]){place}|{place}(?:{after})", text))
