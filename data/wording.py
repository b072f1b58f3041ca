"""How findings are worded: 关于…的问题, …不到位."""

from __future__ import annotations

import re

from data.labels import NOTED

_OF_PROBLEM = re.compile(
    r"^\s*\[?“?(?:关于|针对|对于|对)[^。\n]*?(?<!发现)(?<!查出)(?<!查摆)问题"  # 对8个科室开展检查,发现问题5个
    r"|^[^。\n]{4,90}(?<!反馈)(?<!反馈的)(?<!移交)(?<!移交的)(?<!主要)(?<!重点)(?<!具体)(?:的|等)?问题(?:的?(?:整改|落实)[^,。]{0,8}情况)?[。:;]?$|^问题\s*[\d一二三四五六七八九十]"
    r"|^(?:存在|反馈|具体|主要)?的?问题\s*:\s*\S"
    r"|^(?:关于|针对|对于|对)“[^”\n]{2,80}”的?整改"
)
# How findings are worded; a task is worded with what to do, a finding with what is lacking
_LACKING = re.compile(
    r"(?:不(?:够|到位|力|严|实|足|强|高|深|细|紧|全|准|大|好|快|多|规范|健全|完善|扎实|深入|充分|明显|严格|及时|平衡|均衡|到底|彻底|坚决|主动|全面|"
    r"科学|合理|清|明|畅|透|积极|严密|精准|紧密|平|敢|会|愿|牢|认真|重视|经常|严肃|落实|严谨|够深|配套|一|作为|担当|严不实)|差距|薄弱|欠缺|缺失|缺位|缺乏|缺少|滞后|弱化|"
    r"淡化|虚化|松散|松懈|宽松软|流于形式|走过场|走形式|突出|混乱|违规|(?<!补[齐强足上])短板|弱项|漏洞|隐患|偏差|偏软|偏弱|淡薄|乏力|迟缓|缓慢|较慢|较差|较弱|形式主义|"
    r"官僚主义|未(?![来婚央])|反弹|回潮|抬头|频发|多发|禁而不绝|屡禁不止|流失|截留|挪用|侵占|拖欠|脏乱差|没有|有待|堪忧|过[大高低多少慢紧松]|偏[大高低多少慢]|虚高|超期|超标|超编|超支|失实|造假|作假|围标|串标|闲置|套取|虚报|冒领|以权谋私|吃拿卡要|优亲厚友|失察|失管|懒政|怠政|散漫|单一|不一)[^,。;]{0,12}[。;:”’\"]?(?:的?问题)?[。:]?\s*$"
)


# a measure names what it puts right ("清退超标准薪酬28.9万元"), and says of nothing that it is lacking
_PUT_RIGHT = re.compile(
    r"\s*(?:清退|清理|追缴|追回|退回|收回|清收|盘活|纠正|查处|排查|解决|化解|消除|补齐|治理|整治|取缔|拆除|处置)"
    r"(?!.*(?:不|未|没有|缺|慢|滞后|薄弱|差距))"
)


def problem_like(title: str) -> bool:
    """Whether a folded heading words a problem (关于…问题, …不到位)."""
    title = NOTED.sub("", title)
    return bool(_OF_PROBLEM.search(title) or (_LACKING.search(title) and not _PUT_RIGHT.match(title)))
