"""The number forms of official Chinese prose, half- and full-width: what stands in front of a heading or a measure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from data.numerals import integer

HAN = "一二三四五六七八九十百"
# what a page sets in front of numbers and labels to please the eye
ORNAMENTS = "◆◇●○■□▲△▼▽★☆◎※▶►➢➤✦❖▪•·"
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class Form(StrEnum):
    """Families of printed numbers. Which one stands above which is learned per notice, never fixed here."""

    PART = "第一部分"
    HAN = "一、"
    HAN_PAREN = "（一）"
    ARABIC = "1."
    DECIMAL_ONE = "1"  # only where a line numbered 1.1 stands below it
    DECIMAL = "1.1"
    DECIMAL_THREE = "1.1.1"
    DECIMAL_FOUR = "1.1.1.1"
    ARABIC_PAREN = "（1）"
    ARABIC_HALF = "1）"
    LABELLED = "问题1："
    TASK = "任务1："
    CIRCLED = "①"
    LETTER = "A."
    LETTER_SMALL = "a."
    ORDINAL = "第一，"
    BE = "一是"
    BULLET = "●"  # no number either: lines behind one bullet, each above lines behind another
    GROUP = "关于…方面"  # no number at all: a bare line under which numbering begins anew


DECIMALS = frozenset({Form.DECIMAL, Form.DECIMAL_THREE, Form.DECIMAL_FOUR})
# Forms that are measures inside a text as a rule; headings only where a notice sets them as bare lines.
MEASURE_FORMS = frozenset({Form.CIRCLED, Form.ORDINAL, Form.BE})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed at the start of a text; `printed` includes its dot, comma or brackets, and ornaments
    in front of it (◆1.)."""

    form: Form
    value: int
    printed: str


_H = f"[{HAN}]{{1,4}}"
_D = r"[0-9０-９]{1,3}"
# what a figure at the start of a broken line counts (2.5亿元): such a number is no heading's
_COUNTED = (
    "[亿億万萬千百元个個人户戶台件次家名吨噸倍亩畝米升克斤度级級折成年月日时時分兆]|公[里斤顷頃]|平方|立方"
    "|[美欧港]元|小时"
)


def _named(nouns: str) -> str:
    """A number behind its noun (反馈问题1：, 【问题一】) or around it (第1个问题：)."""
    noun = f"(?:反馈|存在|整改|具体)?(?:{nouns})"
    return (
        rf"{noun}\s?(?:({_H}|{_D})\s?[：:、.．]|[（(]\s?({_H}|{_D})\s?[)）][：:、.．]?|({_H}|{_D})(?=[ \u3000]))"
        rf"|【\s?{noun}\s?({_H}|{_D})\s?】[：:]?|第\s?({_H}|{_D})\s?[个個条條项項]{noun}[：:、，,]"
    )


# Order matters: the first form that matches wins. A dot followed by a digit is a decimal (1.5亿) or a
# date (2023.5), and "一、二季度" is a list in running text, so both are refused.
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (Form.PART, re.compile(rf"第\s?({_H})\s?(?:部分|章|节|節|篇)(?=[\s:：、，,.．]|$|[^的])")),
    (Form.LABELLED, re.compile(_named("问题|問題") + rf"|序[号號]\s?[：:]\s?({_D})(?=\s|$)")),
    (Form.TASK, re.compile(_named("任务|任務|事项|事項"))),
    (Form.ORDINAL, re.compile(rf"第({_H})(?:[，,、：:]|是)|其({_H})[，,、：:]")),
    (Form.BE, re.compile(rf"({_H})(?:是(?![^，。；]{{0,2}}[,，]?不是)|要(?!求|素|点|件|務|务))")),
    (Form.HAN, re.compile(rf"({_H})\s?[、．.:：](?!\s?[{HAN}][、级級季类類等线線期批])(?![0-9０-９])")),
    (Form.HAN_PAREN, re.compile(rf"[（(〔【]\s?({_H})\s?[)）〕】][、.．]?")),
    (
        Form.DECIMAL,
        re.compile(
            r"([0-9]{1,2}(?:[.．][0-9]{1,2}){1,3})"
            rf"(?:、|(?=[\s　]\s*[^\s0-9])(?!\s*(?:{_COUNTED}))|(?=[“《\u4e00-\u9fa5])(?!{_COUNTED}))"
        ),
    ),
    (
        Form.ARABIC,
        re.compile(
            rf"({_D})\s?[.．、:：](?![0-9０-９%％])|([0-9]{{1,2}})[,，](?=[“\"\u4e00-\u9fa5])"
            r"|(0[1-9])(?=[ \u3000]{1,4}[“《\u4e00-\u9fa5])"
        ),
    ),
    (Form.ARABIC_PAREN, re.compile(rf"[（(]\s?({_D})\s?[)）][、.．]?")),
    (Form.ARABIC_HALF, re.compile(rf"({_D})[)）][、.．]?")),
)
_ENCLOSED = (  # characters that hold a whole number: (first, last, form)
    ("①", "⑳", Form.CIRCLED),
    ("❶", "❿", Form.CIRCLED),
    ("⑴", "⒇", Form.ARABIC_PAREN),
    ("⒈", "⒛", Form.ARABIC),
    ("㈠", "㈩", Form.HAN_PAREN),
)
# "A.班子建设": letters further on are abbreviations rather than members of a list
_LETTER = re.compile(r"(?:(?P<large>[A-J])|[a-j])[.．、](?=[“《\u4e00-\u9fa5]|\d{4})")
_DOT = re.compile(r"[.．]")
_DEEPER = {2: Form.DECIMAL_THREE, 3: Form.DECIMAL_FOUR}  # by the dots inside a decimal number
_FIRST = frozenset(  # with what a number can begin: most characters of a text are told by this alone
    "0123456789０１２３４５６７８９（(〔【第其反存整具问問任事序ABCDEFGHIJabcdefghij" + HAN + "".join(
        chr(code) for first, last, _ in _ENCLOSED for code in range(ord(first), ord(last) + 1)
    )
)  # fmt: skip
_ORNAMENTS = re.compile(rf"[{ORNAMENTS}]+[ \u3000]*")


def number_at(text: str, pos: int = 0) -> Number | None:
    """The number printed at `pos`, or None. Says nothing of whether it is a heading."""
    ornaments = _ORNAMENTS.match(text, pos)
    number = _number_at(text, ornaments.end() if ornaments else pos)
    return replace(number, printed=f"{ornaments[0]}{number.printed}") if ornaments and number else number


# of these nothing counts halves: "2.4个支部" is the second of a list
_WHOLE = "个(?!百分点)|名|户|家|人(?!次)|件|台|所|座|支|项|起|宗|村|社区"
_BEFORE_FIGURE = re.compile(rf"({_D})[.．](?=[0-9]{{1,4}}\s?(?:{_WHOLE}))")


def before_figure(text: str, pos: int = 0) -> Number | None:
    """The number at `pos` in front of a figure ("2.4个支部完成换届"), to be read so in a list under way only."""
    found = _BEFORE_FIGURE.match(text, pos)
    return Number(Form.ARABIC, _value(found[1]), found[0]) if found else None


def _number_at(text: str, pos: int) -> Number | None:
    if pos >= len(text) or text[pos] not in _FIRST:
        return None
    for first, last, form in _ENCLOSED:
        if first <= text[pos] <= last:
            return Number(form, ord(text[pos]) - ord(first) + 1, text[pos])
    letter = _LETTER.match(text, pos)
    if letter:
        form = Form.LETTER if letter["large"] else Form.LETTER_SMALL
        return Number(form, ord(text[pos].lower()) - ord("a") + 1, letter[0])
    for form, pattern in _FORMS:
        found = pattern.match(text, pos)
        if found:
            printed = found[found.lastindex or 1]
            return Number(_DEEPER.get(len(_DOT.findall(printed)), form), _value(printed), found[0])
    return None


@lru_cache(maxsize=4096)  # the same few numbers in every notice
def _value(printed: str) -> int:
    return integer(_DOT.split(printed.translate(_DIGITS))[-1])  # 2.3 counts as the third
