"""Radical code points that PDF fonts put in place of characters (⼿ for 手), folded back, one for one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# CJK Radicals Supplement → the unified ideograph of the same shape. Unicode gives these no decomposition
# (except two), so NFKC leaves them as they are; radicals without a twin that occurs in text are left out.
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺅⺇⺉⺋⺎⺏⺐⺒⺓⺕⺖⺘⺛⺝⺟⺠⺡⺢⺣⺤⺦⺨⺩⺪⺬⺭⺯⺰⺱⺶⺹⺼⺽⺿⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻几刂㔾兀尣尢巳幺彐忄扌旡月母民氵氺灬爫丬犭王疋示礻糸纟罓羊耂肉臼艹虎衤覀西见角角讠贝车辶辶辶阝钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)


def unify(text: str) -> str:
    """The text with radicals and compatibility ideographs as ordinary characters; its length never changes."""
    return text.translate(_table()) if _any().search(text) else text  # few texts have one, and searching is quick


@cache
def _any() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(map(chr, _table()))) + "]")


@cache
def _table() -> dict[int, str]:
    table = {ord(radical): char for radical, char in _SUPPLEMENT.items()}
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAFF)):  # Kangxi radicals, compatibility ideographs
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                table[code] = plain
    return table
