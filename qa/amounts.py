"""How many of what: the measure words and nouns a question counts, and whether a text counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa import synonyms


@dataclass(frozen=True, slots=True)
class Amount:
    """A counted thing: 多少条问题 → unit 条, noun 问题. One of the two may be ""."""

    unit: str
    noun: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a text prints it, and the character after it: 36件 → 36 and 件, "" where none stands there."""

    digits: str
    unit: str


_MEASURES = (
    "家次|人次|场次|件次|平方米|公里|公斤|小时|分钟|工作日|个月"
    "|[个条项处次家场人天艘名份座村件户批期篇支套元部亩吨台辆栋间所头只株单袋米]"
)
_ELSE = r"(?![个家份](?:地方|局|单位|城市|通报|地))"  # 几个地方 asks for places, not for a number
_ASKED = re.compile(
    rf"(?:多少|(?<![哪那这])几十?){_ELSE}(?:万)?(?:({_MEASURES})([\u4e00-\u9fff]{{2}})?|([\u4e00-\u9fff]{{2}}))"
)
_PEOPLE = re.compile(r"游客|观众|读者|群众|学生|教师|老师|干部|职工|党员|人员|患者|病人|居民|用户|市民|村民|旅客")
_SHARE = re.compile(r"百分之[几多]|比例|占比|率(?:是|为|有|达到?|高达)?多少")
_MONEY = re.compile(r"多少(?:钱|元|万|亿|资金|经费)|几(?:块|万|亿)|金额|总额|预算")
# measure words that notices use for the same things
_ALIKE: dict[str, tuple[str, ...]] = {
    "条": ("条", "项", "个", "件"),
    "项": ("项", "条", "个", "件"),
    "件": ("件", "条", "项", "个", "起"),
    "个": ("个", "项", "条", "家", "处", "名", "件", "座", "人"),
    "人": ("人", "名", "位", "人次"),
    "名": ("名", "人", "位", "人次"),
    "场": ("场", "次", "期", "场次"),
    "次": ("次", "场", "期", "场次"),
    "家": ("家", "个"),
    "处": ("处", "个", "座"),
    "座": ("座", "处", "个"),
    "元": ("元",),
    "天": ("天", "日", "个工作日", "小时"),
    "工作日": ("个工作日", "天", "日"),
    "小时": ("小时", "分钟", "个小时"),
    "间": ("间", "个", "处"),
    "所": ("所", "个", "家"),
    "台": ("台", "套", "部", "台(套)"),
    "只": ("只", "万只"),
    "%": ("%", "个百分点", "分之"),
}
# in digits, or in words from two on: 一 stands before too many nouns that it does not count
_NUMERAL = r"[二三四五六七八九两][十百千]?[二三四五六七八九]?|一?[十百千]"
_FIGURE = rf"(?:\d[\d,.]*|{_NUMERAL})\s*(?:余|多)?\s*(?:万|亿|千)?\s*(?:余|多)?"


_PRINTED = re.compile(r"(\d+(?:\.\d+)?)([a-z%\u4e00-\u9fff]?)")


def figures(text: str) -> tuple[Figure, ...]:
    """The numbers of a folded text, each once, in reading order."""
    return tuple(dict.fromkeys(Figure(*found) for found in _PRINTED.findall(text)))


def printed(figure: Figure, text: str) -> bool:
    """Whether a folded text prints the same number of the same or an alike unit: 36条 for 36项, not 36岁."""
    units = "|".join(map(re.escape, alike(figure.unit))) if figure.unit else r"(?!\d)"
    return bool(re.search(rf"(?<![\d.]){re.escape(figure.digits)}\s*(?:{units})", text))


def alike(unit: str) -> tuple[str, ...]:
    """The measure words that notices use for the same things as `unit`, itself among them."""
    return _ALIKE.get(unit, (unit,))


def asked(text: str) -> tuple[Amount, ...]:
    """What a folded question counts, in reading order."""
    found: list[Amount] = []
    for unit, noun, bare in _ASKED.findall(text):
        if unit:
            found.append(Amount(unit, noun))
        elif _PEOPLE.fullmatch(bare):
            found.append(Amount("人", ""))
    if _MONEY.search(text):
        found.append(Amount("元", ""))
    if _SHARE.search(text):
        found.append(Amount("%", ""))
    return tuple(dict.fromkeys(found))


def given(amounts: tuple[Amount, ...], text: str) -> bool:
    """Whether a folded text counts one of the things: a figure before its measure word.

    Where the noun is one the synonym table or the text knows, the figure must stand by it or a synonym:
    "8条线路" does not say how many 问题 there are.
    """
    return any(_given(amount, text) for amount in amounts)


def _given(amount: Amount, text: str) -> bool:
    units = "|".join(map(re.escape, alike(amount.unit)))
    figure = rf"{_FIGURE}(?:{units})"
    nouns = synonyms.alike(amount.noun) or ((amount.noun,) if amount.noun and amount.noun in text else ())
    if nouns:
        noun = f"(?:{'|'.join(map(re.escape, nouns))})"
        near = r"[^,。;:]{0,6}"
        return bool(re.search(rf"{figure}{near}{noun}|{noun}{near}{figure}", text))
    return bool(re.search(figure, text))
