"""One spelling for matching: traditional → simplified, full width → half width, never changing a length.

Rules are written once, in simplified characters and ASCII punctuation, and matched on `fold(text)`;
because folding maps each character to exactly one, every offset found is an offset of the text itself.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

# punctuation that pages use in several widths or styles for the same thing
_PUNCTUATION = {
    "（": "(",
    "）": ")",
    "〔": "[",
    "〕": "]",
    "［": "[",
    "］": "]",
    "：": ":",
    "；": ";",
    "，": ",",
    "．": ".",
    "％": "%",
    "﹪": "%",
    "＊": "*",
    "※": "*",
    "－": "-",
    "–": "-",
    "—": "-",
    "─": "-",
    "～": "~",
    "＠": "@",
    "／": "/",
    "｜": "|",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "○": "〇",
    "於": "于",  # in GB 2312 for the surname, so the table leaves it out; in notices it is always 于
    "\u3000": " ",
    "\u00a0": " ",
    "\t": " ",
}


# a full stop typed half width, at the end of a Chinese sentence; behind 一 it belongs to a number
_STOP = re.compile(r"(?<=[\u4e00-\u9fa5“”’》\"])(?<![一二三四五六七八九十百])\.(?=[\s\u4e00-\u9fa5“\"\d]|$)")


@cache
def _table() -> dict[str, str]:
    table = {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    table |= {chr(0xFF21 + i): chr(65 + i) for i in range(26)}
    table |= {chr(0xFF41 + i): chr(97 + i) for i in range(26)} | _PUNCTUATION
    lines = resources.files("data").joinpath("traditional.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            traditional, simplified = line.split("\t")
            table[traditional] = simplified
    return table


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_table()))}]")


@lru_cache(maxsize=1024)  # the readers of one notice fold its text and its lines again and again
def fold(text: str) -> str:
    """The text in simplified characters and ASCII widths; `len(fold(text)) == len(text)` always."""
    table = _table()
    narrow = _foldable().sub(lambda m: table[m[0]], text)  # `translate` takes ten times as long: it looks all up
    return _STOP.sub("。", narrow) if "." in narrow else narrow
