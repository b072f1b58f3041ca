"""Slips of the input method: a pair of characters no notice has, where one that sounds alike exists.

Only pairs are looked at: Chinese words are mostly two characters long, and a slip inside a longer word
breaks one of its pairs. Cf. noisy-channel spelling correction (Kernighan, Church & Gale, COLING 1990).
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise

from index import words
from qa.known import Known
from qa.pinyin import romanise, sound

AROUND = 12  # characters on either side that decide where words end; no word of the dictionary is longer


def correct(text: str, known: Known) -> str:
    """The folded question with such slips mended; unchanged where nothing is in doubt.

    The mended pair must be part of one word in the mended text, or two words that happen to meet
    (找|机构) would be "mended" too.
    """
    for i in range(len(text) - 1):
        pair = text[i : i + 2]
        if not _han(pair) or known.mentions(pair):
            continue
        better = _sounds_like(pair, _pairs(known.texts))
        mended = text[:i] + better + text[i + 2 :]
        if better and _fits(mended, i, known) and _one_word(mended, i) and _slip(pair, better, text, i):
            text = mended
    return text


def _han(text: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def _key(pair: str) -> str:
    return f"{sound(pair[0])} {sound(pair[1])}"


@lru_cache(maxsize=2)  # the library, and the one before it was changed
def _pairs(texts: tuple[str, ...]) -> dict[str, Counter[str]]:
    """Every pair of Han characters in the notices with its count, by sound."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(map("".join, pairwise(text)))
    found: dict[str, Counter[str]] = {}
    for pair, count in counts.items():
        if _han(pair):
            found.setdefault(_key(pair), Counter())[pair] = count
    return found


def _sounds_like(pair: str, pairs: dict[str, Counter[str]]) -> str:
    """The most frequent pair of the notices that sounds alike and shares a character in its place."""
    same = [(c, p) for p, c in pairs.get(_key(pair), Counter()).items() if p[0] == pair[0] or p[1] == pair[1]]
    return max(same, default=(0, ""))[1]


def _fits(mended: str, i: int, known: Known) -> bool:
    """Whether the mended pair also makes a known run of three with its neighbour on either side."""
    runs = [mended[max(i - 1, 0) : i + 2], mended[i : i + 3]]
    return any(len(run) == 3 and _han(run) and known.mentions(run) for run in runs)


def _one_word(text: str, i: int) -> bool:
    """Whether the pair at `i` lies within one word; read in its surroundings, so that long texts stay quick."""
    at = min(i, AROUND)
    around = text[i - at : i + 2 + AROUND]
    return any(token.start <= at and at + 2 <= token.end for token in words.tokens(around))


def _slip(pair: str, better: str, text: str, i: int) -> bool:
    """A pair that is a word itself (新式) is a slip only where it sounds exactly the same."""
    return romanise(pair) == romanise(better) or not _one_word(text, i)
