"""Numbers as notices print them: 12, １２, 1,065.5, 十二, 一百一十七, 二〇二四."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

CHINESE = "零〇一二两三四五六七八九十百千"  # what a folded Chinese integer is made of


def integer(text: str) -> int:
    """The integer that folded digits or Chinese numerals spell ("12", "十二", "二〇二四", "1,065").

    Raises ValueError for anything else.
    """
    plain = text.replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(c not in _DIGITS and c not in _UNITS and c not in _LARGE for c in plain):
        raise ValueError(f"不是数字:{text!r}")
    if all(c in _DIGITS for c in plain):
        return int("".join(str(_DIGITS[c]) for c in plain))
    total = section = digit = 0
    for char in plain:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]  # 十二 has no leading 一
            digit = 0
        else:
            total = (total + section + digit) * _LARGE[char]
            section = digit = 0
    return total + section + digit


def han(value: int) -> str:
    """An integer below 10,000 as lists are numbered: 十, 十二, 二十, 一百零三; larger ones in digits."""
    if not 0 < value < 10_000:
        return "〇" if value == 0 else str(value)
    text, zero = "", False
    for worth, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, worth)
        if digit:
            spoken = "" if (digit, unit, text) == (1, "十", "") else "零一二三四五六七八九"[digit]  # 十二, not 一十二
            text += ("零" if zero and text else "") + spoken + unit
        zero = not digit
    return text
