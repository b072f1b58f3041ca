"""From a question and marked sentences to a judged line."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadRequest, TongbaoError
from eval.judgements import check_questions, parse_question
from eval.plain import Texts
from eval.types import HAS_ANSWER, NO_FILTERS, UNANSWERABLE
from qa.feedback import Remark, Verdict
from qa.types import Filters

RELATED = 1  # the grade of a passage on the subject that does not answer
_PLACE = re.compile(r"(?P<notice>.+):(?P<start>\d+)-(?P<end>\d+)")  # as in passage ids


@dataclass(frozen=True, slots=True)
class Draft:
    """What a user gives: marks are "notice:start-end" or a verbatim quote. `id` "" takes the next free one."""

    question: str
    type: str
    lang: str
    marks: tuple[str, ...]
    related: tuple[str, ...] = ()
    answer: str = ""
    id: str = ""
    filters: Filters = NO_FILTERS


def add(draft: Draft, path: Path, texts: Texts) -> str:
    """Append the judged line to `path`, creating it; returns the line.

    Raises BadRequest for a mark that is not one sentence of one notice, BadJudgements where the file or the
    new line breaks the format; the file is left as it was then.
    """
    known = check_questions(path, texts)[0] if path.exists() else ()
    ids = {q.id for q in known}
    if draft.id in ids:
        raise BadRequest(f"{path.name} 中已有编号 {draft.id}。请换一个编号,或不写编号")
    row: dict[str, object] = {
        "id": draft.id or next(f"U{n:03d}" for n in range(1, len(ids) + 2) if f"U{n:03d}" not in ids),
        "question": draft.question,
        "type": draft.type if draft.marks else UNANSWERABLE,
        "lang": draft.lang,
        "evidence": [*_judged(draft.marks, HAS_ANSWER, texts), *_judged(draft.related, RELATED, texts)],
    }
    if draft.answer:
        row["answer"] = draft.answer
    if given := {name: value for name, value in dataclasses.asdict(draft.filters).items() if value}:
        row["filters"] = given
    parse_question(row, texts)
    line = json.dumps(row, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "" if not before or before.endswith("\n") else "\n"
    with path.open("a", encoding="utf-8") as out:
        out.write(gap + line + "\n")
    return line


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of readers' remarks: judged lines written, and a reason for every question left out."""

    lines: tuple[str, ...]
    left: tuple[str, ...]


def gather(remarks: Sequence[Remark], kind: str, path: Path, texts: Texts) -> Gathered:
    """Append a judged line of type `kind` for every question with a passage called useful; the rest is said.

    A passage called irrelevant is no evidence, and says nothing about whether an answer exists: a question with
    only such remarks is left to a person. Questions already in the file are not written twice.
    """
    known = {(q.question, q.filters) for q in check_questions(path, texts)[0]} if path.exists() else set()
    asked: dict[tuple[str, Filters], list[Remark]] = {}
    for remark in remarks:
        asked.setdefault((remark.question, remark.filters), []).append(remark)
    lines: list[str] = []
    left: list[str] = []
    for (question, filters), given in asked.items():
        useful = tuple(_mark(r, texts) for r in given if r.verdict is Verdict.USEFUL)
        if (question, filters) in known:
            left.append(f"{question}:已在文件中")
        elif not useful:
            left.append(f"{question}:没有标为有用的段落")
        else:
            draft = Draft(question, kind, _language(question), useful, filters=filters)
            try:
                lines.append(add(draft, path, texts))
            except TongbaoError as error:
                left.append(f"{question}:{error}")
    return Gathered(tuple(lines), tuple(left))


def _language(question: str) -> str:
    return "zh" if re.search(r"[\u4e00-\u9fff]", question) else "en"


def _mark(remark: Remark, texts: Texts) -> str:
    """The place if the notice still reads so there, else the words themselves, to be found anew."""
    if remark.notice in texts and texts.slice(remark.notice, remark.start, remark.end) == remark.quote:
        return f"{remark.notice}:{remark.start}-{remark.end}"
    return remark.quote.strip()


def _judged(marks: Sequence[str], grade: int, texts: Texts) -> list[dict[str, object]]:
    return [{**_located(mark, texts), "grade": grade} for mark in marks]


def _located(mark: str, texts: Texts) -> dict[str, object]:
    place = _PLACE.fullmatch(mark)
    if place and place["notice"] in texts:
        notice, start, end = place["notice"], int(place["start"]), int(place["end"])
        quote = texts.slice(notice, start, end).strip()
        if not quote or end > len(texts.notices[notice].text):
            raise BadRequest(f"{mark} 超出通报 {notice} 的范围(共 {len(texts.notices[notice].text)} 字)")
        return {"doc": notice, "quote": quote}
    holders = [notice_id for notice_id in texts.ids() if texts[notice_id].find(mark)]
    if len(holders) != 1:
        where = f"同时出现在 {'、'.join(holders)}" if holders else "在已载入的通报中找不到"
        raise BadRequest(f"引文“{mark[:24]}”{where}。请摘录只出现一次的原文,或写 通报:起-止")
    return {"doc": holders[0], "quote": mark}
