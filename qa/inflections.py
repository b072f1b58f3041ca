"""One form for the inflected forms of an English word: steps 1a, 1b, 1c and 5a of Porter, Program 14(3), 1980.

The later steps, which also fold derived words together (organisation, organ), are left out on purpose.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWEL = re.compile(r"[aeiou]|(?<=[^aeiou])y")
_RUNS = re.compile(r"(?:[aeiou]|(?<=[^aeiou])y)+")
_SHORT = re.compile(r"[^aeiou](?:[aeiou]|(?<=[^aeiou])y)[^aeiouwxy]$")
_FEW = 3  # letters, up to which a word is left as it is: was, red, use


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The key under which all inflections of a lower-case word meet: disciplined, disciplines → disciplin."""
    if len(word) <= _FEW:
        return word
    word = _without_ending(_singular(word))
    if word.endswith("y") and len(word) > _FEW and _VOWEL.search(word[:-1]):
        return word[:-1] + "i"
    if word.endswith("e") and (_measure(word[:-1]) > 1 or (_measure(word[:-1]) == 1 and not _SHORT.search(word[:-1]))):
        return word[:-1]
    return word


def _singular(word: str) -> str:
    """Step 1a."""
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_ending(word: str) -> str:
    """Step 1b: -eed, -ed and -ing off, and what they had changed put back."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    ending = next((e for e in ("ed", "ing") if word.endswith(e) and _VOWEL.search(word[: -len(e)])), "")
    left = word[: len(word) - len(ending)]
    if not ending:
        return word
    if left.endswith(("at", "bl", "iz")):
        return left + "e"
    if len(left) > 1 and left[-1] == left[-2] and left[-1] not in "lsz":
        return left[:-1]
    return left + "e" if _measure(left) == 1 and _SHORT.search(left) else left


def _measure(word: str) -> int:
    """How many runs of vowels are followed by a consonant."""
    runs = list(_RUNS.finditer(word))
    return len(runs) - bool(runs and runs[-1].end() == len(word))
