"""English labels of what stands below an answer: model, remarks, export."""

from __future__ import annotations

ENGLISH_VOICE: dict[str, str] = {
    "由语言模型归纳": "Summarise with the language model",
    "点击后,问题与所示段落才会发送到 {host}": "Only then are the question and the passages shown sent to {host}",
    "语言模型归纳": "Language model's summary",
    "{model} · 段落已发送到 {host} · 不是原文": "{model} · passages were sent to {host} · not a quotation",
    "无依据:{why}": "unsupported: {why}",
    "没有注明依据": "no citation",
    "注明的段落不存在": "cites a passage that does not exist",
    "所引段落中没有": "not in the passages cited",
    "有用": "Useful",
    "不相关": "Not relevant",
    "已记下:{verdict}": "Noted: {verdict}",
    "资料库只读,不能记下“有用”“不相关”。": "The library is read-only; remarks on passages are off.",
    "导出会话(Markdown)": "Export conversation (Markdown)",
    "导出会话(Word)": "Export conversation (Word)",
    "可选用语言模型({host}),默认不用;点击“由语言模型归纳”才发送段落。": (
        "A language model ({host}) is available and off by default; passages are sent only when you ask for it."
    ),
    "没有启用语言模型(默认不启用),问题与段落不发往别处。": (
        "No language model is in use (the default); questions and passages go nowhere else."
    ),
}
