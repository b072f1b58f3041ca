"""English for files taken away: heads, sheet names and lines that the page itself words otherwise or not at all."""

from __future__ import annotations

FILES: dict[str, str] = {
    # the conversation
    "通报问答记录": "Tongbao record of questions",
    "导出日期 {day};引文均为通报原文。": "Exported on {day}; all quotations are the notices' own words.",
    "未找到依据:{reason}": "No evidence found: {reason}",
    "未找到依据:{reason}(已载入 {count} 份通报)": "No evidence found: {reason} ({count} notices loaded)",
    "以下由语言模型 {model}({host})据所列段落写成,不是原文:": (
        "Written by the language model {model} ({host}) from the passages listed; not a quotation:"
    ),
    "可能相关:": "Possibly related:",
    # a table
    "…(已截断,全文见出处)": "… (cut off; the whole text is at the source)",
    # a citation
    ",": ", ",
    "单位未载明": "unit not stated",
    "日期未载明": "date not stated",
    "网址未载明": "address not stated",
    "同一通报另载于 {place}": "the same notice, also at {place}",
    "访问日期 {day}": "accessed {day}",
    "查阅日期:{day}": "Accessed: {day}",
    # tables
    "整改台账": "Rectification ledger",
    "主题对照": "Topic matrix",
    "层级": "Headings",
    "问题": "Problem",
    "整改结果": "Result",
    "状态原文": "Status as worded",
    "另载于": "Also at",
    "位置": "Position",
    "名次": "Rank",
    "相似措施原文": "Comparable measure",
    "为何相近": "Why it matches",
    "逐字相同,含固定用语": "Verbatim, with set phrases",
    "与该通报逐字相同": "Verbatim in that notice",
    "档": "Band",
    "逐字相同的片段": "Verbatim stretches",
    "日期": "Date",
    "通报": "Notice",
    "措施": "Measures",
    "整改措施": "Measures",
    "相通概念:": "Related wording: ",
    "共同用语:": "Words in common: ",
    "语义相近": "close in meaning",
    "{role}:{name}": "{role}: {name}",
}
