"""Figures, dates and document names of a sentence, and which of them a passage holds.

A comparison of values, not of spellings: 3.5万 is 35000, 十二 is 12, 2024-03-01 is 2024年3月1日.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from qa import amounts

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
_MONTHS += ["November", "December"]
_MONTH = "|".join(f"{m}|{m[:3]}" for m in _MONTHS)
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})\s*年\s*(?:(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*[日号])?)?",
        r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?![\d%])",
        r"(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*[日号])?",
        rf"\b(?P<name>{_MONTH})\.?\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>\d{{4}})\b",
        rf"\b(?P<d>\d{{1,2}})\s+(?P<name>{_MONTH})\.?,?\s+(?P<y>\d{{4}})\b",
        rf"\b(?P<name>{_MONTH})\.?\s+(?P<d>\d{{1,2}})\b",
    )
)
_HAN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALE = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_UNIT = (
    r"家次|人次|场次|件次|平方米|公里|千米"
    r"|[个条项处次家场人天艘名份座村件户批期篇支套元部起位年月日亩米吨辆所间类轮届岁]"
)
_NUMBER = re.compile(
    r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?P<p>%|‰)?\s*[余多来]?\s*"
    rf"(?P<s>[百千]?[万亿]|[百千](?!分|米))?[余多]?\s*(?P<u>{_UNIT})?"
)
_WRITTEN = re.compile(rf"(?P<n>[零〇一二两三四五六七八九十百千]+)(?P<s>[万亿])?[余多]?(?P<u>{_UNIT})")
_SHARE = re.compile(r"百分之([零〇一二两三四五六七八九十百]+)")
_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ENGLISH = re.compile(rf"\b({'|'.join(_WORDS)})\b", re.IGNORECASE)
_NAME = re.compile(r"《([^《》]{1,80})》")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.、)](?!\d))\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is written; 0 for a part that is not."""

    year: int
    month: int
    day: int

    def within(self, other: Day, years: frozenset[int]) -> bool:
        """Whether `other` says as much; its missing year may stand elsewhere in the passage (`years`)."""
        year = self.year in (0, other.year) or (other.year == 0 and self.year in years)
        return year and self.month in (0, other.month) and self.day in (0, other.day)


@dataclass(frozen=True, slots=True)
class Number:
    """A value, what it counts ("" unknown, "%" a share)."""

    value: Decimal
    unit: str

    def equals(self, other: Number) -> bool:
        """Same value, and units that can be the same thing: 10人 is no 10项."""
        if self.value != other.value or (self.unit == "%") != (other.unit == "%"):
            return False
        if not self.unit or not other.unit:
            return True
        return other.unit in amounts.alike(self.unit) or self.unit in amounts.alike(other.unit)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states, each with the words it stands in."""

    days: tuple[tuple[Day, str], ...]
    numbers: tuple[tuple[Number, str], ...]
    names: tuple[str, ...]


def facts(text: str) -> Facts:
    """All dates, numbers and 《names》 of a text, in any order."""
    rest = _BULLET.sub("", unicodedata.normalize("NFKC", text))
    names = tuple(_bare(name) for name in _NAME.findall(rest))
    days: list[tuple[Day, str]] = []
    for pattern in _DATES:
        days += [(_day(m), m[0].strip()) for m in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)
    return Facts(tuple(days), tuple(_numbers(rest)), names)


def unstated(sentence: str, passages: list[str]) -> tuple[str, ...]:
    """The figures, dates and names of a sentence that not one of the passages holds, as written."""
    said, held = facts(sentence), [(facts(p), _bare(p)) for p in passages]
    missing = [words for day, words in said.days if not any(_dated(day, f) for f, _ in held)]
    missing += [w for number, w in said.numbers if not any(number.equals(n) for f, _ in held for n, _ in f.numbers)]
    missing += [f"《{name}》" for name in said.names if not any(name in bare for _, bare in held)]
    return tuple(dict.fromkeys(missing))


def _dated(day: Day, held: Facts) -> bool:
    years = frozenset(d.year for d, _ in held.days if d.year)
    return any(day.within(d, years) for d, _ in held.days)


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _day(match: re.Match[str]) -> Day:
    given = match.groupdict()
    name = given.get("name")
    month = [m[:3].lower() for m in _MONTHS].index(name[:3].lower()) + 1 if name else int(given.get("m") or 0)
    return Day(int(given.get("y") or 0), month, int(given.get("d") or 0))


def _numbers(text: str) -> list[tuple[Number, str]]:
    found = []
    for m in _NUMBER.finditer(text):
        value = Decimal(m["n"].replace(",", ""))
        for sign in m["s"] or "":
            value *= _SCALE[sign]
        found.append((Number(value.normalize(), "%" if m["p"] else (m["u"] or "")), m[0].strip()))
    for m in _WRITTEN.finditer(text):
        value = Decimal(_han(m["n"])) * _SCALE.get(m["s"] or "", 1)
        if value != 1:  # 一个、一批、一次 count nothing
            found.append((Number(value.normalize(), m["u"]), m[0]))
    found += [(Number(Decimal(_han(m[1])).normalize(), "%"), m[0]) for m in _SHARE.finditer(text)]
    found += [(Number(Decimal(_WORDS.index(m[1].lower()) + 2), ""), m[0]) for m in _ENGLISH.finditer(text)]
    return found


def _han(written: str) -> int:
    """三百二十 → 320, 二〇 → 20, 十二 → 12."""
    if not set(written) & set(_TENS):
        return int("".join(str(_HAN[c]) for c in written))
    total, digit = 0, -1
    for c in written:
        if c in _HAN:
            digit = _HAN[c]
        else:
            total += (1 if digit < 0 else digit) * _TENS[c]
            digit = -1
    return total + max(digit, 0)
