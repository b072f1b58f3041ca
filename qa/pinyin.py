"""Toneless pinyin from a small table: romanised place names and words that sound alike."""

from __future__ import annotations

from functools import cache

from qa import table

# pairs that input methods and accents confuse, folded before comparing
_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@cache
def readings() -> dict[str, str]:
    """Each character of the table with its usual reading."""
    rows = (line.split("\t") for line in table.lines("pinyin.tsv"))
    return {character: syllable for syllable, characters in rows for character in characters}


def romanise(word: str) -> str:
    """The usual reading of each character, joined: 通州 → tongzhou; unknown characters are dropped."""
    return "".join(readings().get(c, "") for c in word)


# characters that place names read otherwise than most words do: 长治, 成都, 重庆, 厦门
_IN_PLACES = {"长": "chang", "都": "du", "重": "chong", "厦": "xia"}
# cities that English calls by another name than their pinyin
_EXONYMS = {"哈尔滨": "harbin", "呼和浩特": "hohhot", "乌鲁木齐": "urumqi", "拉萨": "lhasa"}


def place(name: str) -> str:
    """A place name as an English text writes it: 长治 → changzhi, 哈尔滨 → harbin."""
    return _EXONYMS.get(name) or "".join(_IN_PLACES.get(c) or romanise(c) for c in name)


@cache
def _characters() -> dict[str, str]:
    return dict(line.split("\t") for line in table.lines("pinyin.tsv"))


def syllables(word: str) -> list[str]:
    """A romanised name cut into syllables, longest first; empty where it is not one (museum, budget)."""
    if not word:
        return []
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in _characters():
            rest = syllables(word[length:])
            if rest or length == len(word):
                return [word[:length], *rest]
    return []


def pattern(word: str) -> str:
    """A regular expression for the characters a romanised name of two syllables and more may stand for, or ""."""
    parts = syllables(word)
    return "".join(f"[{_characters()[s]}]" for s in parts) if len(parts) > 1 else ""


def sound(character: str) -> str:
    """A key that is equal for characters that sound alike or are easily confused."""
    reading = readings().get(character, character)
    for heard, key in _CONFUSED:
        if reading.startswith(heard):
            reading = key + reading[len(heard) :]
    return reading.removesuffix("g") if reading.endswith("ng") else reading
