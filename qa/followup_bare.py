"""Follow-ups that name no subject (是哪个单位的？ 什么时候完工？ why?): they are asked of the question before.

Such a question is nothing but a question word, talk, and at most a verb that says nothing without its subject.
"""

from __future__ import annotations

import re

LONGEST = 16  # characters: whoever says more names what it is about

_ASKS = (
    r"哪一?[个家](?:单位|局|城市|地方|部门|地区|公司|企业)?|哪[天年里儿]|哪一[天年]|什么时[候间]|啥时[候间]|何时|几月(?:几[号日])?|几[号时]"
    r"|多少(?:万?元|[个家人次项处条件起名户份座台本所]|钱)?|几[个家人次项处条件起名户份座台本所]|多久|多大|多长时间|多长"
    r"|为什么|为啥|为何|什么原因|怎么(?:回事|样|办)?|怎样|如何|咋|谁|何人|什么地方|哪些"
)
_TALK = (
    r"那么|那|这|它们?|其|此|该|这个|那个|这些|那些|这件|那件|这事|那事|事情?|人家|他们?|一共|总共|合计|具体|详细|大概|到底|究竟"
    r"|后来|最后|现在|当时|当年|目前|是|都|又|也|才|已经?|在|由|被|让|有|会|能|要|得|还|的|地|了|过|好|完|到|来|呢|啊|呀|吗|吧|嘛|时候"
)
_VERBS = (
    r"开工|动工|完工|竣工|建成|完成|启动|启用|开始|结束|解决|落实|整改|处理|办理?|做|弄|改|修|花|用|投入|出|负责|牵头|干|说|包括|涉及|发生"
)
_PIECES = re.compile(rf"(?:{_ASKS}|{_TALK}|{_VERBS}|[,，、\s])+")
_QUESTION = re.compile(_ASKS)
_STANDS = re.compile(r"处理.{0,2}(?:多少|几)个?人")  # asked of a whole notice as often as of the question before
_OUTCOME = re.compile(
    r"(?:那么?)?(?:后来|然后|之后|接下来|最后|最终|现在|后续)(?:的?(?:情况|结果))?(?:呢|(?:怎么|怎|咋)样了?|如何了?|怎么了)"
)
_ENGLISH = re.compile(
    r"(?:and |so |but |then )?(?:when|where|why|who|by whom|how(?: (?:many|much|long|often|so|come))?|since when"
    r"|(?:which|what) (?:unit|bureau|city|place|year|month|day|date|one|district|county)s?|what happened)"
    r"(?: (?:was|were|is|are|has|have|had|did|does|do|will|be|been|it|that|this|they|them|there|those|of|in|to|by|for"
    r"|the|done|fixed|finished|completed|start|started|begin|built|solved|responsible|charge|cost|take|took|happen|happened"
    r"|total|all|people|next|then|afterwards|later|exactly|end))*"
)
_ENGLISH_PASSIVE = re.compile(r"(?:and )?how many(?: of them)? (?:were|was|are|have been|has been) [a-z]+(?:ed|n|t)")
_END = " ?？!！。.,，"
_KINDS = re.compile(  # what the question before asked for: another kind is asked for now
    r"(?:是|在|有)?(?:什么时[候间]|啥时[候间]|何时|哪[天年里儿些]|几月(?:几[号日])?|为什么|为啥|怎么(?:回事|样)?|如何|怎样|是谁|谁"
    r"|(?:多少|几)(?:钱|元|[个家人次项处条件起名户份座台本所])?)了?|(?:了没有?|了吗|吗|没有|呢)$"
)
_KINDS_ENGLISH = re.compile(
    r"^(?:(?:how (?:many|much|long|often)|when|where|why|who|what|which|how|did|does|do|was|were|is|are|has|have|will)"
    r"\s+)+"
)


def bare(asked: str) -> bool:
    """Whether a question has no subject of its own."""
    said = asked.strip(_END).lower()
    if _ENGLISH.fullmatch(said) or _ENGLISH_PASSIVE.fullmatch(said) or _OUTCOME.fullmatch(said):
        return True
    short = len(said) <= LONGEST and not _STANDS.search(said)
    return short and bool(_PIECES.fullmatch(said) and _QUESTION.search(said))


def joined(before: str, asked: str) -> str:
    """The subject of the question before and what is asked now, in one question."""
    subject = before.strip(_END)
    subject = _KINDS_ENGLISH.sub("", subject.lower()) if subject.isascii() else _KINDS.sub(" ", subject)
    said = "结果" if _OUTCOME.fullmatch(asked.strip(_END)) else asked.strip(_END)
    return f"{' '.join(subject.split())} {said}" if subject.strip() else f"{before} {said}"
