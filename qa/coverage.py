"""How much of a question's subject matter a text covers, rare words counting more than common ones."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from index import words
from qa.fold import fold
from qa.known import Known
from qa.near import office_words
from qa.query import Query, Script, idle
from qa.synonyms import question_words
from qa.wants import Want

_ASKING = re.compile(r"谁(?:来|都|家)?|什么|多少|多久|怎[么样]*|为何|如何|哪[一些几个家位]?|几(?=[一-鿿]$)|啥|咋")
# what nobody asks about, though a dictionary has it: 结了, 出过, 一个月, 两次, 的话
_NO_NAME = re.compile(
    r"[a-z0-9.%]+|[一二两三四五六七八九十几半]+(?:个?[月天年]|[个次回趟家处人件项场名条])|.*[了过着得的]|的话"
)
_DONE = re.compile(r"[\u4e00-\u9fff][了过着]")  # 发了, 去过: what was done is said in any words
PART = 0.6  # what a long word counts for when only pieces of it are there (文物保护单位 ~ 文保单位)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The weighed words of one question; `share(text)` is in [0, 1]. `unread`: English words without a translation."""

    weights: tuple[tuple[str, float], ...]
    synonyms: tuple[tuple[str, tuple[str, ...], float], ...]
    unread: tuple[str, ...] = ()

    def share(self, text: str) -> float:
        """The weighed share of the words found in a folded text, synonyms counting by their weight."""
        total = sum(w for _, w in self.weights)
        return sum(w * self._found(t, text) for t, w in self.weights) / total if total else 0.0

    def weight(self, terms: Iterable[str]) -> float:
        """The share of these words in the weight of all."""
        some = set(terms)
        total = sum(w for _, w in self.weights)
        return sum(w for t, w in self.weights if t in some) / total if total else 0.0

    def missing(self, text: str) -> list[str]:
        """The words of which the text has nothing at all."""
        return [t for t, _ in self.weights if self._found(t, text) == 0.0] + list(self.unread)

    def _found(self, term: str, text: str) -> float:
        if term in text:
            return 1.0
        ties = [w for found, others, w in self.synonyms if _related(term, found) and any(o in text for o in others)]
        if ties:
            return max(ties)
        pairs = [term[i : i + 2] for i in range(len(term) - 1)] if len(term) > 2 and not term.isascii() else []
        return PART * sum(p in text for p in pairs) / len(pairs) if pairs else 0.0


def coverage(query: Query, known: Known) -> Coverage:
    """The question's longest words with their rarity; words that only ask stand in no notice and are left out,
    and so are office words, if any others remain.

    An English question is weighed by its translated words, a phrase of the synonym table as one.
    """
    synonyms = tuple((e.found, tuple(map(fold, e.others)), e.weight) for e in query.expansions)
    if query.script is Script.ENGLISH:
        said = dict.fromkeys(found for found, _, _ in synonyms)
        phrases = [found.split() for found in said if " " in found]
        kind = {"company", "firm", "contractor", "supplier"} if Want.COMPANY in query.wants else set()
        whole = [w for w in said if w not in kind and not any(w in phrase for phrase in phrases)]
        read = {w for found in said for w in found.split()} | kind | idle()
        unread = tuple(t for t in query.terms if len(t) > 2 and t.isalpha() and t not in read)
        return Coverage(tuple((w, _rarity_of(w, synonyms, known)) for w in whole), synonyms, unread)
    asking = [t for t in query.terms if _ASKING.search(t)]
    whole = [t for t in query.terms if not any(t != a and t in a for a in asking)]
    asked = [t for t in map(_without_asking, whole) if t]
    told = [t for t in dict.fromkeys(asked) if t not in office_words()] or asked or query.terms
    told = [t for t in told if not _DONE.fullmatch(t)] or told
    longest = [t for t in told if not any(t != o and t in o for o in told)]
    return Coverage(tuple((t, rarity(t, known)) for t in longest), synonyms)


def nameable(term: str) -> bool:
    """Whether a reader finds a term of the question again as a word: no guess of the segmenter's, no talk."""
    return len(term) > 1 and not _NO_NAME.fullmatch(term) and term not in idle() and words.whole(term)


def _without_asking(term: str) -> str:
    """A word of the question without what asks in it (谁来管 → 管, 哪一年 → ""); "" where nothing is left."""
    left = _ASKING.sub("", term)
    return "" if left in idle() or left in question_words() else left


def rarity(term: str, known: Known) -> float:
    """The logarithm of characters per occurrence: an idf over text, so no document count is needed."""
    return _idf(known.count(term), known)


def _idf(count: int, known: Known) -> float:
    return math.log(1.0 + known.characters / (100.0 * (count + 0.5)))


def _rarity_of(word: str, synonyms: Iterable[tuple[str, tuple[str, ...], float]], known: Known) -> float:
    """The rarity of an English word: of all its translations together, for any of them will do."""
    others = {o for found, translations, _ in synonyms if found == word for o in translations}
    return _idf(sum(map(known.count, others)), known)


def _related(term: str, found: str) -> bool:
    return term in found or found in term
