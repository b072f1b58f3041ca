"""The numbers that lists put in front of their members, worked out as a word processor or browser prints them."""

from __future__ import annotations

from data.numerals import han

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("一二三四五六七八九十百千〇", "壹贰叁肆伍陆柒捌玖拾佰仟零")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
# names of Word (w:numFmt) and of CSS and HTML for the same kind
_HAN = frozenset({
    "chinesecounting", "chinesecountingthousand", "japanesecounting", "taiwanesecounting", "taiwanesecountingthousand",
    "koreancounting", "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal",
})  # fmt: skip
_HAN_DIGITS = frozenset({"ideographdigital", "japanesedigitalten", "taiwanesedigital", "cjk-decimal"})
_FULL_WIDTH = frozenset({"decimalfullwidth", "decimalfullwidth2"})


def printed(kind: str, value: int) -> str:
    """The number a browser prints in front of a list member: "1. " or, in Han, "一、"."""
    return numeral(kind, value) + ("、" if kind.lower() in _HAN else ". ")


def numeral(kind: str, value: int) -> str:  # noqa: PLR0911 - one line for each kind of number
    """A value in the kind of number a list is set in; Arabic where the kind is not known."""
    name = kind if kind in ("a", "A", "i", "I") else kind.lower()
    if name in _HAN:
        return han(value)
    if name == "chineselegalsimplified":
        return han(value).translate(_LEGAL)
    if name in _HAN_DIGITS:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    if name in _FULL_WIDTH:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    if name == "decimalzero":
        return f"{value:02d}"
    one_of = {
        "decimalenclosedcircle": _CIRCLED, "decimalenclosedcirclechinese": _CIRCLED,
        "decimalenclosedparen": _PARENTHESISED, "ideographtraditional": _STEMS, "ideographzodiac": _BRANCHES,
    }.get(name)  # fmt: skip
    if one_of and 1 <= value <= len(one_of):
        return one_of[value - 1]
    if name in ("a", "A", "lowerletter", "upperletter", "lower-alpha", "upper-alpha") and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if name[0] in "Au" else letters
    if name in ("i", "I", "lowerroman", "upperroman", "lower-roman", "upper-roman") and 0 < value < 4000:
        letters = _roman(value)
        return letters.upper() if name[0] in "Iu" else letters
    return str(value)


def _roman(value: int) -> str:
    letters = ""
    for worth, letter in _ROMAN:
        letters += letter * (value // worth)
        value %= worth
    return letters
