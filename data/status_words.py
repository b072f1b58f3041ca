"""The words by which a notice says how far something is, as patterns on folded text."""

from __future__ import annotations

import re

from data.types import Status

_STEADILY = "(?:持续|有序|积极|稳步|加快|抓紧|逐步|全力|按(?:计划|时序|序时|进度)(?:进度|要求)?){0,2}"
# Ordered: wordings that contain another one stand before it (未完成 holds 完成).
_WORDS: tuple[tuple[Status, str], ...] = (
    (
        Status.NOT_YET,
        r"未(?:能)?(?:全部|按期)?(?:完成|整改|启动|销号|到位)(?:整改|到位)?|尚未[^,。;]{0,6}(?:完成|到位|整改)|否(?=[。\s]|$)",
    ),
    (Status.MOSTLY, r"(?:已)?基本(?:完成|整改|到位|办结)(?:到位|完成|整改)?|已基本[^,。;]{0,4}(?:完成|到位)"),
    (Status.STAGE, r"(?:已)?(?:取得|完成)?阶段性?(?:完成|成效|成果|目标|整改|任务)(?:完成|整改)?|部分完成"),
    (
        Status.ONGOING,
        rf"(?:正在|正|尚在|仍在|还在){_STEADILY}(?:整改|推进|进行|办理|落实)(?:中|落实|之中)?|(?!持续){_STEADILY}(?:整改|推进|进行|办理|落实)中|未办结"
        r"|已?(?:达到?|符合|完成)序时进度",
    ),
    (
        Status.CONTINUING,
        r"(?:已(?:完成|整改)[^,。;]{0,2})?(?:需|并|将)?(?:长期持续|持续|继续|深入|长期)(?:整改|推进|落实|深化|跟进|完善|推动)(?:中|落实)?|持续坚持|持续",
    ),
    (Status.LASTING, r"(?:需|并|将)?长期(?:坚持|任务|落实|工作)?"),
    (
        Status.DONE,
        r"(?:均)?(?:已经?)?(?:全部)?(?:完成整改(?:任务|工作)?|整改(?:落实)?(?:到位|完成|完毕|落实)|落实整改)|已(?:全部)?整改|整改到位",
    ),
    (
        Status.COMPLETED,
        r"(?:均)?(?:已经?)?(?:全部|按期|如期)?(?:完成|办结|(?:对账|整改)?销号|落实到位)(?:销号|办结|任务)?|已(?:全部)?落实(?=[。\s]|$)"
        r"|已(?:经|全部|得到){0,2}(?:解决|纠正)|是(?=[。\s]|$)",
    ),
)
# One group per status, so that `status_of` tells which one a match found; usable once in a pattern
TERM = "|".join(f"(?P<{status.name}>{words})" for status, words in _WORDS)
PLAIN = "|".join(words for _, words in _WORDS)  # what a first status may be joined with: 已完成并长期坚持
# What may follow a status and says no more than when the rest is due: "正在整改,预计2024年2月底前完成"
EXPECTED = r"(?:预计|计划|拟|力争|将)[^,。;]{0,24}?(?:完成|到位|完工|竣工|销号|办结)(?:整改)?"
# What a clause on the whole item begins with: 截至目前,该问题已于2023年6月底前…
SUBJECT = (
    r"(?:截[至止][^,。;]{0,14}[,]?|目前|现|至此|当前)?[,]?"
    r"(?:(?:该|此|本)(?:项|条|个)(?:整改)?(?=(?:现|目前)?(?:已|均|正|基本|未|尚))"
    r"|(?:该|此|本|上述|以上|所涉及?|反馈)(?:项|个|条|类|些|两个|三个)?(?:反馈|具体|整改)?(?:问题|事项|任务|整改任务|整改事项|整改工作|工作)(?:整改)?)(?:目前|现)?(?:已?于[^,。;]{2,12}?(?:前|底|日|月|年)(?=\D))?"
)


def status_of(match: re.Match[str]) -> Status:
    """The status whose wording a match of `TERM` found."""
    return next(s for s in Status if s.name in match.groupdict() and match[s.name] is not None)
