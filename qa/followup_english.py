"""English follow-ups in the words of the Chinese rules, so that there is one set of rules."""

from __future__ import annotations

import re

from data.types import Status

LONGEST = 4  # words after "what about": more make a question of their own

_ABOUT = re.compile(r"(?:and |so |but )?(?:(?:what|how) (?:about|of)|same for)(?: the| in)? (?P<what>.+)", re.I)
_AND = re.compile(r"and(?: for| in)?(?: the| its| their)? (?P<what>.+)", re.I)
_ONLY = re.compile(r"(?:only|just|show(?: me)? only|switch to|change to)(?: the| for| in| from)? (?P<what>.+)", re.I)
_MORE = re.compile(
    r"(?:show(?: me)? |any |anything |are there |is there )?(?:more|else|others?|any(?:thing)? (?:more|else|other))"
    r"(?: (?:passages|results|ones))?|next(?: page)?|go on|continue",
    re.I,
)
_OTHERS = re.compile(
    r"(?:and |so |but )?(?:what about|how about|are there|any)(?: any)?(?: the)? other "
    r"(?:units|unit|places|place|bureaus|bureau|cities|districts|departments)",
    re.I,
)
_NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NTH = rf"(?P<nth>{'|'.join(_NUMBERS)})(?: (?:one|passage|hit))?|(?:passage|number|no\.) ?(?P<digit>\d{{1,2}})"
_PASSAGE = re.compile(
    rf"(?:please |show(?: me)? |open |expand |tell me more about |more (?:on|about) )*(?:the )?(?:{_NTH})"
    r"(?: in (?:full|detail)| please)*",
    re.I,
)
_STATES = {
    "rectified": Status.DONE, "done": Status.DONE, "completed": Status.COMPLETED, "ongoing": Status.ONGOING,
    "in progress": Status.ONGOING, "being rectified": Status.ONGOING, "unfinished": Status.NOT_YET,
    "not stated": Status.UNSTATED,
}  # fmt: skip
_ASPECTS = {
    "result": "结果", "results": "结果", "outcome": "结果", "outcomes": "结果", "measures": "措施", "measure": "措施",
    "problem": "问题", "problems": "问题", "reason": "原因", "reasons": "原因", "progress": "进展",
}  # fmt: skip


def chinese(asked: str) -> str:
    """A follow-up as one would put it in Chinese, names left as typed; anything else unchanged.

    what about Kaifeng? → 那Kaifeng呢?   and the result? → 那结果呢?   anything else? → 还有吗?
    """
    said = re.sub(r"[?.!？。！\s]+$", "", asked)
    if _MORE.fullmatch(said):
        return "还有吗?"
    if _OTHERS.fullmatch(said):
        return "其他单位呢?"
    if found := _PASSAGE.fullmatch(said):
        number = found["digit"] or str(_NUMBERS.index(found["nth"].lower()) + 1)
        return f"第{number}条详细点"
    for shape, form in ((_ABOUT, "那{}呢?"), (_ONLY, "只看{}"), (_AND, "那{}呢?")):
        found = shape.fullmatch(said)
        if found and len(found["what"].split()) <= LONGEST and found["what"].isascii():
            what = re.sub(r"(?<=\w)(?:'s| ones| items)$", "", found["what"].strip())
            known = _STATES.get(what.lower()) or _ASPECTS.get(what.lower())
            return form.format(known or what)
    return asked
