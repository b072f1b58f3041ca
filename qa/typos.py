"""Slips of the input method: a pair of characters no notice has, where one that sounds alike exists.

Only pairs are looked at: Chinese words are mostly two characters long, and a slip inside a longer word
breaks one of its pairs. Cf. noisy-channel spelling correction (Kernighan, Church & Gale, COLING 1990).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from index import words
from qa.known import Known, han
from qa.pinyin import readings, romanise, sound

AROUND = 12  # characters on either side that decide where words end; no word of the dictionary is longer


def correct(text: str, known: Known) -> str:
    """The folded question with such slips mended; unchanged where nothing is in doubt.

    The mended pair must be part of one word in the mended text, or two words that happen to meet
    (找|机构) would be "mended" too.
    """
    for i in range(len(text) - 1):
        pair = text[i : i + 2]
        if not han(pair) or known.mentions(pair):
            continue
        better = _sounds_like(pair, known.pairs)
        mended = text[:i] + better + text[i + 2 :]
        if better and _one_word(mended, i) and _slip(pair, better, text, i) and _fits(mended, i, known):
            text = mended
    return text


@cache
def _characters() -> dict[str, list[str]]:
    """Characters with a reading, by sound."""
    found: dict[str, list[str]] = {}
    for character in readings():
        found.setdefault(sound(character), []).append(character)
    return found


def _alike(character: str) -> list[str]:
    """The character itself where its reading is not known."""
    return _characters().get(sound(character), [character])


def _sounds_like(pair: str, pairs: Mapping[str, int]) -> str:
    """The most frequent pair of the notices that sounds alike and shares a character in its place."""
    same = [pair[0] + c for c in _alike(pair[1])] + [c + pair[1] for c in _alike(pair[0])]
    return max(((pairs[p], p) for p in same if p in pairs), default=(0, ""))[1]


def _fits(mended: str, i: int, known: Known) -> bool:
    """Whether the mended pair also makes a known run of three with its neighbour on either side."""
    runs = [mended[max(i - 1, 0) : i + 2], mended[i : i + 3]]
    return any(len(run) == 3 and han(run) and known.mentions(run) for run in runs)


def _one_word(text: str, i: int) -> bool:
    """Whether the pair at `i` lies within one word; read in its surroundings, so that long texts stay quick."""
    at = min(i, AROUND)
    around = text[i - at : i + 2 + AROUND]
    return any(token.start <= at and at + 2 <= token.end for token in words.tokens(around))


def _slip(pair: str, better: str, text: str, i: int) -> bool:
    """A pair that is a word itself (新式) is a slip only where it sounds exactly the same."""
    return romanise(pair) == romanise(better) or not _one_word(text, i)
