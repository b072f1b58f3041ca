"""Below an answer: a language model's text if one is set, remarks on passages, the conversation as a file."""

from __future__ import annotations

import re

from qa.feedback import Verdict
from qa.model.settings import Endpoint
from qa.model.support import CITES, cites
from qa.model.types import Sentence, Written
from qa.page.html import Html, el, join, text
from qa.page.lines import told
from qa.page.words import Lang, say
from qa.types import Answer, Citation

_MARK = re.compile(f"({CITES.pattern.replace('(', '(?:', 1)})")


def offer(answer: Answer, endpoint: Endpoint | None, written: Written | None, lang: Lang) -> Html:
    """The button that has the passages put in words, with where they would go; or what came of it."""
    if written is not None:
        return _text(written, lang)
    if endpoint is None or not answer.answered or answer.counting is not None:
        return Html("")
    sent = say(lang, "点击后,问题与所示段落才会发送到 {host}", host=endpoint.host)
    button = el("button", say(lang, "由语言模型归纳"), type="button", class_="act", data_do="write")
    return el("p", button, " ", sent, class_="note offer")


def _text(written: Written, lang: Lang) -> Html:
    if written.problem:
        return el("p", told(written.problem, lang), class_="note written-problem", role="status")
    head = el(
        "h2",
        say(lang, "语言模型归纳"),
        el("small", say(lang, "{model} · 段落已发送到 {host} · 不是原文", model=written.model, host=written.host)),
    )
    body = [el("p", _sentence(s, lang)) for s in written.sentences]
    body += [el("p", written.pending or "…", class_="muted pending")] if not written.done else []
    return el("section", head, join(body), class_="answer written", aria_busy=None if written.done else "true")


def _sentence(sentence: Sentence, lang: Lang) -> Html:
    parts = []
    for number, piece in enumerate(_MARK.split(sentence.text)):
        known = [n for n in cites(piece) if n in sentence.cites] if number % 2 else []
        link = el("a", piece, href=f"#passage-{known[0]}", class_="cite") if known else text(piece)
        parts.append(link)
    if sentence.supported:
        return join(parts)
    found = [say(lang, fault.value) for fault in sentence.faults]
    missing = f"({'、'.join(sentence.unstated)})" if sentence.unstated else ""
    doubt = el("strong", say(lang, "无依据:{why}", why=";".join(found) + missing), class_="doubt")
    return join([el("span", join(parts), class_="unsupported"), text(" "), doubt])


def judge(citation: Citation, verdict: str, lang: Lang) -> Html:
    """Two small buttons: was this passage of use?"""
    buttons = [
        el(
            "button",
            say(lang, label),
            type="button",
            class_="act judge",
            data_do="judge",
            data_passage=citation.passage.id,
            data_verdict=value.value,
            aria_pressed="true" if verdict == value else "false",
        )
        for label, value in (("有用", Verdict.USEFUL), ("不相关", Verdict.IRRELEVANT))
    ]
    return el("span", join(buttons), class_="judges")


def foot(listens: bool, lang: Lang) -> Html:
    """The conversation as a file; and that remarks are off, where they are."""
    buttons = [
        el("button", say(lang, label), type="button", class_="act", data_do="export", data_kind=kind)
        for label, kind in (("导出会话(Markdown)", "md"), ("导出会话(Word)", "docx"))
    ]
    off = el("p", say(lang, "资料库只读,不能记下“有用”“不相关”。"), class_="promise")
    return join([el("p", join(buttons), class_="keep"), text("") if listens else off])


def promise(endpoint: Endpoint | None, lang: Lang) -> Html:
    """Whether a language model can be used at all, said before anything is asked."""
    line = (
        say(lang, "可选用语言模型({host}),默认不用;点击“由语言模型归纳”才发送段落。", host=endpoint.host)
        if endpoint is not None
        else say(lang, "没有启用语言模型(默认不启用),问题与段落不发往别处。")
    )
    return el("p", line, class_="promise model")
