"""Labels in two languages: the Chinese wording is the key, English is looked up."""

from __future__ import annotations

from typing import Literal

from qa.page.words_boards import BOARDS
from qa.page.words_voice import ENGLISH_VOICE

Lang = Literal["zh", "en"]

ENGLISH: dict[str, str] = {
    **BOARDS,
    **ENGLISH_VOICE,
    "这里只供查阅;改动资料库请找管理员": "Reading only here; ask the administrator for changes",
    "出了意外,没有做成,编号 {number};可以再试一次,或把编号告诉管理员": (
        "Something went wrong, nothing was done (number {number}); try again, or tell the administrator the number"
    ),
    "退出": "Log out",
    "通报问答": "Tongbao Q&A",
    "问巡察整改通报,看原文依据": "Ask rectification notices, read the passages that answer",
    "已载入 {notices} 份通报 · {items} 项问题": "{notices} notices · {items} items",
    "问题": "Question",
    "提问": "Ask",
    "筛选": "Filters",
    "单位": "Unit",
    "地区": "Region",
    "年份": "Year",
    "整改状态": "Status",
    "全部单位": "All units",
    "全部地区": "All regions",
    "全部年份": "All years",
    "全部状态": "All statuses",
    "清除筛选": "Clear",
    "正在查找…": "Searching…",
    "整改措施或方案草稿": "Measures or a draft plan",
    "查找相似措施": "Find similar measures",
    "主题(每行一个;留空用内置主题)": "Topics (one per line; empty for the built-in themes)",
    "例如:固定资产管理": "e.g. fixed assets",
    "生成对照矩阵": "Make the matrix",
    "可以这样问": "Try asking",
    "每条回答都摘自通报原文,可点开全文核对;查不到就直说。": (
        "Every answer quotes a notice and opens in its full text. When nothing is found, it says so."
    ),
    "你问": "You asked",
    "回答": "Answer",
    "由条目表数出,共 {number}": "counted in the item table: {number}",
    "原文摘录": "quoted from the notices",
    "未找到依据": "No evidence found",
    "已载入的 {notices} 份通报里没有找到能回答这个问题的段落。": (
        "None of the {notices} notices loaded has a passage that answers this question."
    ),
    "可能相关": "Possibly related",
    "只在所选范围内查找:{scope}": "Searched only within: {scope}",
    "依据段落": "Passages",
    "列出 {count} 段": "{count} shown",
    "依据充分": "strong evidence",
    "依据较充分": "fair evidence",
    "依据有限,请核对原文": "limited evidence, please check the source",
    "复制引用": "Copy citation",
    "已复制": "Copied",
    "在全文中查看": "Show in full text",
    "原文网址": "Source page",
    "前后段落": "Neighbouring passages",
    "上一段": "Previous passage",
    "下一段": "Next passage",
    "展开全段": "Show whole passage",
    "收起": "Collapse",
    "命中:{why}": "Matched: {why}",
    "同一通报另载于:": "The same notice, also at: ",
    "撤销": "Undo",
    "本次会话": "This session",
    "新会话": "New conversation",
    "未找到": "not found",
    "全文": "Full text",
    "关闭": "Close",
    "目录": "Outline",
    "回到引用段落": "Back to the cited passage",
    "第 {rank} 段": "Passage {rank}",
    "日期未载明": "date not stated",
    "出错": "Error",
    "问答": "Ask",
    "相似措施": "Similar measures",
    "台账": "Ledger",
    "对照矩阵": "Matrix",
    "通报管理": "Notices",
    "没有符合筛选条件的问题条目。": "No item matches the filters.",
    "{items} 项 · 依据已载入的 {notices} 份通报": "{items} items · from the {notices} notices loaded",
    "编号": "Id",
    "问题与整改措施": "Problem and measures",
    "状态": "Status",
    "出处": "Source",
    "{count} 条措施": "measures: {count}",
    "原文": "Full text",
    "还没有载入通报。": "No notice is loaded yet.",
    "加入通报": "Add notices",
    "通报": "Notice",
    "巡察时间": "Inspected",
    "反馈": "Feedback",
    "落款": "Signed",
    "发布": "Published",
    "问题数": "Items",
    "与该通报逐字相同 {share}% · {band}": "{share}% verbatim in that notice · {band}",
    "当前筛选下没有可比的措施;清除筛选可看全部通报。": (
        "No comparable measure within the filters; clear them to look in all notices."
    ),
    "已载入的通报中没有找到可比的措施。": "No comparable measure in the notices loaded.",
    "主题": "Topic",
    "未见": "none",
    "已载入的通报": "Loaded notices",
    "{items} 项问题": "{items} items",
    "另有 {count} 份": "and {count} more",
    "标题路径": "Headings above",
    "那{place}呢?": "What about {place}?",
    "只看{year}年的": "Only {year}",
    "还有吗?": "Anything else?",
    "复制链接": "Copy link",
    "可以接着问": "Ask on",
    "打印": "Print",
    "上一处": "Previous hit",
    "下一处": "Next hit",
    "已沿用上一问“{question}”;展开第{value}段": "Kept the question before, “{question}”; passage {value} in full",
    "已沿用上一问“{question}”;接着看后面的段落": "Kept the question before, “{question}”; further passages",
    "已沿用上一问“{question}”;{label}改为{value}": "Kept the question before, “{question}”; {label} set to {value}",
    "已沿用上一问“{question}”;改问{value}": "Kept the question before, “{question}”; now about {value}",
    "已沿用上一问的范围;主题改为{value}": "Kept the scope of the question before; topic set to {value}",
    "例如:{question}": "e.g. {question}",
    "输入问题": "Ask a question",
    "逐条列出别处可比的措施和出处,并量出逐字重合。草稿不写入资料库,也不交给语言模型。": (
        "Each measure is set beside comparable ones with their sources, and the verbatim overlap is measured. "
        "The draft is neither kept in the library nor given to a language model."
    ),
    "粘贴一条或几条整改措施,看其他单位怎么做。": "Paste one or more measures to see what others did.",
}


def say(lang: Lang, key: str, **values: str | int) -> str:
    """The label `key` in `lang`, with `{name}` filled in. An unknown key is our bug and raises."""
    wording = ENGLISH[key] if lang == "en" else key
    return wording.format(**values) if values else wording
