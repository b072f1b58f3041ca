"""Judgement files: JSON Lines that say which sentences of which notices answer a question.

The format is in docs/evaluation.md. Everything that breaks it is collected with its line and its reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from data.errors import BadJudgements
from data.reasons import reason
from eval.plain import Texts
from eval.types import (
    HAS_ANSWER,
    LANGUAGES,
    QUESTION_GRADES,
    SIMILAR_GRADES,
    TYPES,
    UNANSWERABLE,
    Comparable,
    Judgement,
    Question,
)
from qa.types import Filters

QUESTIONS = Path(__file__).with_name("questions.jsonl")
COMPARABLES = Path(__file__).with_name("similar.jsonl")
OWN = "questions.jsonl"  # of the user, in the library's folder: written by `tongbao eval add` and the page

T = TypeVar("T")
Row = Mapping[str, object]
QUESTION_FIELDS = {"id", "question", "type", "lang", "evidence"}
QUESTION_OPTIONS = {"answer", "filters", "note"}
COMPARABLE_FIELDS = {"id", "query", "similar"}
COMPARABLE_OPTIONS = {"theme", "note"}
FILTERS = {"unit", "region", "year", "status"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which line (from 1) of a judgement file."""

    line: int
    reason: str


class _Broken(Exception):
    """Why a line cannot be used; becomes a Fault."""


def load_questions(path: Path, texts: Texts) -> tuple[Question, ...]:
    """The questions of a file in its order. Raises BadJudgements with the first fault."""
    values, faults = check_questions(path, texts)
    _refuse(path, faults, empty=not values)
    return values


def load_comparables(path: Path, texts: Texts) -> tuple[Comparable, ...]:
    """The comparable measures of a file in its order. Raises BadJudgements with the first fault."""
    values, faults = check_comparables(path, texts)
    _refuse(path, faults, empty=not values)
    return values


def check_questions(path: Path, texts: Texts) -> tuple[tuple[Question, ...], tuple[Fault, ...]]:
    """All usable questions and all faults, both in line order."""
    return _check(path, lambda row: _question(row, texts), lambda q: q.id)


def check_comparables(path: Path, texts: Texts) -> tuple[tuple[Comparable, ...], tuple[Fault, ...]]:
    """All usable comparables and all faults, both in line order."""
    return _check(path, lambda row: _comparable(row, texts), lambda c: c.id)


def parse_question(row: Row, texts: Texts) -> Question:
    """One question from its JSON object. Raises BadJudgements with the reason."""
    try:
        return _question(row, texts)
    except _Broken as reason:
        raise BadJudgements(str(reason)) from None


def _refuse(path: Path, faults: tuple[Fault, ...], empty: bool) -> None:
    if faults:
        first, more = faults[0], len(faults) - 1
        rest = f"(另有 {more} 处,用 tongbao eval check 查看全部)" if more else ""
        raise BadJudgements(f"{path.name} 第 {first.line} 行:{first.reason}{rest}")
    if empty:
        raise BadJudgements(f"{path.name} 里没有一行判断。请至少写入一个问题,格式见 docs/evaluation.md")


def _check(path: Path, parse: Callable[[Row], T], name: Callable[[T], str]) -> tuple[tuple[T, ...], tuple[Fault, ...]]:
    values: list[T] = []
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            value = parse(_row(line))
            if name(value) in lines:
                raise _Broken(f"编号 {name(value)} 与第 {lines[name(value)]} 行重复。每个编号只能用一次")
        except _Broken as reason:
            faults.append(Fault(number, str(reason)))
            continue
        lines[name(value)] = number
        values.append(value)
    return tuple(values), tuple(faults)


def _lines(path: Path) -> list[str]:
    """Split at line feeds only: a quote may hold other characters that count as line ends."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise BadJudgements(f"{path.name} 不是 UTF-8 文本(第 {error.start} 字节)。请另存为 UTF-8") from None
    except OSError as error:
        raise BadJudgements(f"读不到判断文件 {path}:{reason(error)}。请检查路径") from None


def _row(line: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise _Broken(f"不是 JSON(第 {error.colno} 列)。每行应是一个 JSON 对象") from None
    if not isinstance(row, dict):
        raise _Broken("应是一个 JSON 对象 {…}")
    return row


def _question(row: Row, texts: Texts) -> Question:
    _fields(row, QUESTION_FIELDS, QUESTION_OPTIONS)
    kind = _one_of(row, "type", TYPES)
    question = Question(
        _text(row, "id"),
        _text(row, "question"),
        kind,
        _one_of(row, "lang", LANGUAGES),
        _judged(row, "evidence", QUESTION_GRADES, texts),
        _optional(row, "answer"),
        _filters(row),
    )
    if kind == UNANSWERABLE and question.evidence:
        raise _Broken("类型为 unanswerable 却有 evidence。无答案的问题应写 []")
    if kind != UNANSWERABLE and not any(j.grade >= HAS_ANSWER for j in question.evidence):
        raise _Broken(f"没有 {HAS_ANSWER} 级的 evidence。有答案的问题至少要有一条,无答案的应写类型 unanswerable")
    return question


def _comparable(row: Row, texts: Texts) -> Comparable:
    _fields(row, COMPARABLE_FIELDS, COMPARABLE_OPTIONS)
    query = row["query"]
    if not isinstance(query, dict):
        raise _Broken('query 应是对象 {"doc", "quote"}')
    _fields(query, {"doc", "quote"}, set())
    judged = _judged(row, "similar", SIMILAR_GRADES, texts)
    if not judged:
        raise _Broken("similar 为空。每条措施至少要有一条可比措施")
    asked = _judgement({**query, "grade": 0}, (0,), texts)
    own = [j.quote for j in judged if j.notice == asked.notice]
    if own:
        raise _Broken(f"可比措施与原措施同在通报 {asked.notice}:“{_short(own[0])}”。只比较不同通报")
    return Comparable(_text(row, "id"), asked, judged, _optional(row, "theme"))


def _judged(row: Row, field: str, grades: tuple[int, ...], texts: Texts) -> tuple[Judgement, ...]:
    entries = row[field]
    if not isinstance(entries, list):
        raise _Broken(f"{field} 应是列表 […]")
    judged: list[Judgement] = []
    for entry in entries:
        if not isinstance(entry, dict):
            raise _Broken(f'{field} 的每一项应是对象 {{"doc", "quote", "grade"}}')
        _fields(entry, {"doc", "quote", "grade"}, set())
        judged.append(_judgement(entry, grades, texts))
    places = [(j.notice, j.start, j.end) for j in judged]
    for judgement, place in zip(judged, places, strict=True):
        if places.count(place) > 1:
            raise _Broken(f"同一引文判了两次:“{_short(judgement.quote)}”。请只留一条")
    return tuple(judged)


def _judgement(entry: Row, grades: tuple[int, ...], texts: Texts) -> Judgement:
    notice, quote, grade = _text(entry, "doc"), _text(entry, "quote"), entry["grade"]
    if not isinstance(grade, int) or isinstance(grade, bool) or grade not in grades:
        raise _Broken(f"等级 {grade!r} 不在 {grades[0]}–{grades[-1]} 之内")
    if notice not in texts:
        raise _Broken(f"没有编号为 {notice} 的通报。已载入:{'、'.join(texts.ids()) or '无'}")
    found = texts[notice].find(quote)
    if not found:
        raise _Broken(f"通报 {notice} 中找不到引文“{_short(quote)}”。请照原文逐字摘录")
    if len(found) > 1:
        raise _Broken(f"引文“{_short(quote)}”在通报 {notice} 中出现 {len(found)} 次。请摘长一些,使它只出现一次")
    return Judgement(notice, quote, grade, *texts[notice].outward(*found[0]))


def _filters(row: Row) -> Filters:
    given = row.get("filters") or {}
    if not isinstance(given, dict):
        raise _Broken("filters 应是对象 {…}")
    _fields(given, set(), FILTERS)
    return Filters(**{name: _text(given, name) for name in given})


def _fields(row: Row, needed: set[str], allowed: set[str]) -> None:
    for name in sorted(needed - set(row)):
        raise _Broken(f"缺少字段 {name}。应有:{'、'.join(sorted(needed))}")
    for name in sorted(set(row) - needed - allowed):
        raise _Broken(f"不认识的字段 {name}。可用:{'、'.join(sorted(needed | allowed))}")


def _one_of(row: Row, field: str, known: Mapping[str, str]) -> str:
    value = _text(row, field)
    if value not in known:
        what = "类型" if field == "type" else "语言"
        raise _Broken(f"不认识的{what} {value}。可用:{'、'.join(known)}")
    return value


def _text(row: Row, field: str) -> str:
    value = row[field]
    if not isinstance(value, str) or not value.strip():
        raise _Broken(f"字段 {field} 应是非空文字,得到 {json.dumps(value, ensure_ascii=False)}")
    return value


def _optional(row: Row, field: str) -> str:
    return _text(row, field) if row.get(field) is not None else ""


def _short(quote: str) -> str:
    return quote if len(quote) <= 24 else quote[:23] + "…"
