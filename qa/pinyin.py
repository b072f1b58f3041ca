"""Toneless pinyin from a small table: romanised place names and words that sound alike."""

from __future__ import annotations

from functools import cache

from qa import table

# pairs that input methods and accents confuse, folded before comparing
_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@cache
def _readings() -> dict[str, str]:
    rows = (line.split("\t") for line in table.lines("pinyin.tsv"))
    return {character: syllable for syllable, characters in rows for character in characters}


def romanise(word: str) -> str:
    """The usual reading of each character, joined: 通州 → tongzhou; unknown characters are dropped."""
    return "".join(_readings().get(c, "") for c in word)


def sound(character: str) -> str:
    """A key that is equal for characters that sound alike or are easily confused."""
    reading = _readings().get(character, character)
    for heard, key in _CONFUSED:
        if reading.startswith(heard):
            reading = key + reading[len(heard) :]
    return reading.removesuffix("g") if reading.endswith("ng") else reading
