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
    COMPANY = "企业名称"
    FREQUENCY = "频次"


_ASKED = {
    Want.MONEY: re.compile(
        r"多少(?:钱|元|万|亿|资金|经费)|几(?:块|万|亿)|金额|总额|预算|(?:花|补|退|发|投|收)(?:了)?多少"
        r"|(?:价|薪|工资|收入|产值|投资|费用?|税款?|额度?)(?:是|为|有|要|达到?|最高|平均)*多少(?![\u4e00-\u9fff])"
        r"|\bwhat (?:is|was|are|were) the (?:[a-z]+ ){0,2}(?:rent|fee|fine|wage|allowance|subsidy|deposit)s?\b"
        r"|how much (?:money|did|was|is)|\bbudget\b|\bcosts?\b|\brevenue\b|\bsalary\b|\bprices?\b"
    ),
    Want.NUMBER: re.compile(
        r"多少|(?<![哪那这])几(?:[个家份](?!地方|局|单位|城市|通报|地)|[条项处次场人天艘名座村件户批期篇支套轮成台间所辆亩吨栋头只株]|个?(?:工作日|小时|分钟|月(?!份|几)))|[几]十"
        r"|数量|比例|占比|人数|总数|个数|百分之几|多大|多长"
        r"|how (?:many|much|large|long)|\bnumber of\b|\bpercentage\b|\bfloor area\b"
    ),
    Want.DATE: re.compile(
        r"哪[天年月]|什么时[候间]|啥时候|何时|几[月号]|几时|时侯|哪一?[天年]|日期|最迟|截止"
        r"|\bwhen\b|\bwhat (?:date|year|day)\b"
    ),
    Want.PERSON: re.compile(r"(?<![有])谁(?!来|都)|叫什么名字|姓名|哪位|\bwho (?:is|was|heads|leads)\b|\bname of\b"),
    Want.PLACE: re.compile(r"哪里|哪儿|什么地方|在哪|何处|地点|地址|选在|搬到|\bwhere\b"),
    Want.DOCUMENT: re.compile(
        r"(?:哪些|什么|啥|哪个|几个)[^,?]{0,6}(?:制度|规定|办法|文件|方案|细则|通知|意见|指南|条例)"
        r"|片名|书名|出台了?(?:什么|啥|哪)"
        r"|what (?:rules|documents|regulations|measures) (?:were|was) (?:issued|adopted)"
    ),
    Want.COMPANY: re.compile(
        r"哪[家个](?:公司|企业|集团|厂家?|供应商|承包商|施工单位)"
        r"|\b(?:which|what) (?:company|firm|contractor|supplier)\b"
    ),
    Want.FREQUENCY: re.compile(
        r"多久[^,。?]{0,8}(?:[一几][次回趟]|[查去来开换交])|多长时间[^,。?]{0,8}一[次回趟]|隔(?:多久|几[天周月年])"
        r"|[一每]个?(?:年|月|周|星期|季度?|天)[^,。?]{0,8}几[次回趟]|\bhow often\b"
    ),
    Want.CONTACT: re.compile(
        r"电话|邮箱|联系(?:方式|谁)|怎么联系|反映意见|\b(?:phone|e-?mail|contact|call|write to)\b"
    ),
}
_DIGIT = r"(?:\d[\d,.]*|[一二三四五六七八九十百千万两]+)"
# the hundred commonest surnames cover 85 % of names (公安部《二〇二〇年全国姓名报告》)
_SURNAME = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常]"
)
_NAME = rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}"
_OFFERED = {
    Want.MONEY: re.compile(rf"{_DIGIT}\s*(?:余|多)?\s*(?:万|亿|千|百)*\s*(?:余|多)?元"),
    Want.NUMBER: re.compile(
        r"\d[\d,.]*(?:余|多|万|亿|%|％)*(?!\s*[年月日号.、]|\d)|[一二三四五六七八九十百两]+(?:个|条|项|处|次|家|场|人|名|部|件)"
    ),
    Want.DATE: re.compile(r"(?:19|20)\d\d年|\d{1,2}月(?:\d{1,2}日|份|底|初|上旬|中旬|下旬)?"),
    Want.PERSON: re.compile(
        rf"(?:局长|书记|主任|团长|馆长|院长|校长|组长|处长|科长|站长|所长|队长|会长|镇长|县长|区长|市长|经理|主席|专家|导师|老师)"
        rf"{_NAME}(?=[,、。;:等同()任主带率牵参负在为因被作到亲]|$)"
        rf"|{_NAME}(?:同志|先生|女士|老师|等人)"
    ),
    Want.PLACE: re.compile(
        r"位于|坐落|地处|(?:街|路|巷|镇|村|院|园|区|湖|桥|楼|厅)[内旁边里对号]"
        r"|在[\u4e00-\u9fff]{2,12}(?:区|县|镇|街|路|园|馆|院)"
    ),
    Want.DOCUMENT: re.compile(r"《[^》]+》"),
    Want.COMPANY: re.compile(r"[\u4e00-\u9fff]{2,}(?:公司|集团)"),
    Want.FREQUENCY: re.compile(
        r"每(?:半?年|季|个?月|两?周|天|日)|[按逐](?:年|季|月|周|日)|(?:年|季度?|月|周|日)[^,。;:]{0,6}(?:不少于|至少)"
        r"|不少于\d+次|\d+[x×]\d+|[一每](?:年|季度?|个?月|周|天)[一两二三四五六\d]+次"
    ),
    Want.CONTACT: re.compile(r"\d{3,4}-\d{7,8}|1\d{10}|\w+@\w+|电话|邮箱|邮编"),
}


# 谁 before a verb (谁来管, 由谁出钱) is answered by a unit as well as by a name
_BY_NAME = re.compile(r"(?:是|[了叫])谁|谁是|叫什么名字|姓名|哪位|\bwho (?:is|was|heads|leads)\b|\bname of\b")


def by_name(text: str) -> bool:
    """Whether only a person's name answers a folded question."""
    return bool(_BY_NAME.search(text))


def wants(text: str) -> frozenset[Want]:
    """The kinds of answer a folded question asks for; empty for an open question."""
    return frozenset(kind for kind, pattern in _ASKED.items() if pattern.search(text))


def offered(kind: Want, text: str) -> bool:
    """Whether a text contains an answer of this kind, of whatever thing."""
    return bool(_OFFERED[kind].search(text))
