"""Which kind of answer a question asks for, and whether a text offers it.

Typing questions by their question word is classic (Li & Roth, COLING 2002); here only the kinds
that can be seen in a text without understanding it.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Want(StrEnum):
    """A kind of answer."""

    NUMBER = "数字"
    MONEY = "金额"
    DATE = "日期"
    PERSON = "姓名"
    PLACE = "地点"
    DOCUMENT = "文件名称"
    CONTACT = "联系方式"


_ASKED = {
    Want.MONEY: re.compile(
        r"多少(?:钱|元|万|亿|资金|经费)|几(?:块|万|亿)|金额|总额|预算|(?:花|补|退|发|投|收)(?:了)?多少"
        r"|how much (?:money|did|was|is)|\bbudget\b|\bcosts?\b|\brevenue\b"
    ),
    Want.NUMBER: re.compile(
        r"多少|几(?:[个家份](?!地方|局|单位|城市|通报|地)|[条项处次场人天艘名座村件户批期篇支套轮成])|[几]十|数量|比例|占比|人数|总数|个数|百分之几|多大|多长"
        r"|how (?:many|much|large|long)|\bnumber of\b|\bpercentage\b|\bfloor area\b"
    ),
    Want.DATE: re.compile(
        r"哪[天年月]|什么时[候间]|啥时候|何时|几[月号]|几时|时侯|哪一?[天年]|日期|最迟|截止"
        r"|\bwhen\b|\bwhat (?:date|year|day)\b"
    ),
    Want.PERSON: re.compile(r"(?<![有])谁(?!来|都)|叫什么名字|姓名|哪位|\bwho (?:is|was|heads|leads)\b|\bname of\b"),
    Want.PLACE: re.compile(r"哪里|哪儿|什么地方|在哪|何处|地点|地址|选在|搬到|\bwhere\b"),
    Want.DOCUMENT: re.compile(
        r"(?:哪些|什么|啥|哪个|几个)[^,?]{0,6}(?:制度|规定|办法|文件|方案|细则|通知|意见|指南|条例)|片名|书名|出台了?(?:什么|啥|哪)"
        r"|what (?:rules|documents|regulations|measures) (?:were|was) (?:issued|adopted)"
    ),
    Want.CONTACT: re.compile(r"电话|邮箱|联系(?:方式|谁)|怎么联系|反映意见"
        r"|\b(?:phone|e-?mail|contact|call|write to)\b"),
}
_DIGIT = r"(?:\d[\d,.]*|[一二三四五六七八九十百千万两]+)"
_OFFERED = {
    Want.MONEY: re.compile(rf"{_DIGIT}\s*(?:余|多)?\s*(?:万|亿|千|百)*\s*(?:余|多)?元"),
    Want.NUMBER: re.compile(
        r"\d[\d,.]*(?:余|多|万|亿|%|％)*(?!\s*[年月日号.、]|\d)|[一二三四五六七八九十百两]+(?:个|条|项|处|次|家|场|人|名|部|件)"
    ),
    Want.DATE: re.compile(r"(?:19|20)\d\d年|\d{1,2}月(?:\d{1,2}日|份|底|初|上旬|中旬|下旬)?"),
    Want.PERSON: re.compile(
        r"[\u4e00-\u9fff]{2,4}(?:同志|先生|女士|老师)"
        r"|(?:局长|书记|主任|团长|馆长|院长|组长)[\u4e00-\u9fff]{2,3}[,，、。同]"
    ),
    Want.PLACE: re.compile(
        r"位于|坐落|地处|(?:街|路|巷|镇|村|院|园|区|湖|桥|楼|厅)[内旁边里对号]"
        r"|在[\u4e00-\u9fff]{2,12}(?:区|县|镇|街|路|园|馆|院)"
    ),
    Want.DOCUMENT: re.compile(r"《[^》]+》"),
    Want.CONTACT: re.compile(r"\d{3,4}-\d{7,8}|1\d{10}|\w+@\w+|电话|邮箱|邮编"),
}
# the counted thing after 几 or 多少, as it is printed after a figure
_UNIT = re.compile(
    r"(?:多少|几十?)(?![个家份](?:地方|局|单位|城市|通报|地))(?:个|万)?"
    r"(家次|人次|场次|件次|[个条项处次家场人天艘名份座村件户批期篇支套元部])"
)
_MONEY_UNITS = ("万元", "亿元", "元")


def wants(text: str) -> frozenset[Want]:
    """The kinds of answer a folded question asks for; empty for an open question."""
    return frozenset(kind for kind, pattern in _ASKED.items() if pattern.search(text))


def units(text: str) -> tuple[str, ...]:
    """The measure words a question counts in (几条 → 条, 多少钱 → 元)."""
    found = list(dict.fromkeys(_UNIT.findall(text)))
    if Want.MONEY in wants(text):
        found.extend(_MONEY_UNITS)
    return tuple(found)


def offered(kind: Want, text: str) -> bool:
    """Whether a text contains an answer of this kind, of whatever thing."""
    return bool(_OFFERED[kind].search(text))


def counted(units: tuple[str, ...], text: str) -> bool:
    """Whether a figure in the text is followed by one of the measure words."""
    return any(re.search(rf"\d[\d,.]*(?:余|多)?(?:万|亿)?(?:余|多)?{re.escape(unit)}", text) for unit in units)
