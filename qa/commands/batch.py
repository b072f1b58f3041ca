"""Read a batch file: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import BadRequest
from data.reasons import reason

if TYPE_CHECKING:
    from qa.wire import Json


def rows(path: Path, name: str, field: str, expected: str) -> Iterator[tuple[int, Json, str]]:
    """(line number from 1, the object, its text in `field`) of every line that is not blank.

    `name` and `expected` complete the message of the BadRequest raised for a file or line that is not so.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadRequest(f"无法读取{name} {path}:{reason(error)}") from error
    except UnicodeDecodeError as error:
        raise BadRequest(f"无法读取{name} {path}:应为 UTF-8 的 JSONL 文件") from error
    if not any(map(str.strip, lines)):
        raise BadRequest(f"{name} {path} 里没有一行内容;{expected}")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(path, number, line, field, expected)


def _row(path: Path, number: int, line: str, field: str, expected: str) -> tuple[int, Json, str]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadRequest(f"{path} 第 {number} 行不是 JSON;{expected}") from error
    text = row.get(field) if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise BadRequest(f"{path} 第 {number} 行没有 {field};{expected}")
    return number, row, text
