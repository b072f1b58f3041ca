"""Readers' remarks on passages ("有用", "不相关"), kept beside the library and nowhere else.

One JSON object a line, appended in one write, so that neither a crash nor a second process can mix two of them.
"""

from __future__ import annotations

import dataclasses
import json
import os
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.errors import BadRequest
from data.reasons import reason
from qa.types import Filters

FILE = "feedback.jsonl"
LARGEST = 20_000_000  # bytes: some 20,000 remarks; whoever clicks more than that does not mean it
_LOCK = threading.Lock()


class Verdict(StrEnum):
    """What a reader thought of a passage as an answer to the question."""

    USEFUL = "useful"
    IRRELEVANT = "irrelevant"


@dataclass(frozen=True, slots=True)
class Remark:
    """One verdict. `quote` is the passage as shown (`start:end` of the notice's text then); `at` an ISO time."""

    question: str
    filters: Filters
    notice: str
    start: int
    end: int
    quote: str
    verdict: Verdict
    at: str


def writable(folder: Path) -> bool:
    """Whether remarks can be kept there."""
    path = folder / FILE
    return os.access(path if path.exists() else folder, os.W_OK)


def record(folder: Path, remark: Remark) -> None:
    """Append a remark. Raises BadRequest where it cannot be kept; what was kept before stays as it was."""
    line = json.dumps(dataclasses.asdict(remark), ensure_ascii=False) + "\n"
    path = folder / FILE
    try:
        with _LOCK, path.open("a+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size > LARGEST:
                raise BadRequest(f"反馈文件 {path.name} 已满。请用 tongbao eval add --from-feedback 整理后移走它")
            torn = size > 0 and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n"  # an earlier write was cut off
            data = (b"\n" if torn else b"") + line.encode()
            if file.write(data) != len(data):
                raise BadRequest("反馈没有记下:磁盘已满")
    except OSError as error:
        raise BadRequest(f"反馈没有记下:资料库不能写入({reason(error)})") from error


def remarks(folder: Path) -> tuple[Remark, ...]:
    """The remarks in the order of their first mention; of several on the same passage the latest counts.

    Lines that are none (cut off by a crash, edited by hand) are passed over. Raises BadRequest for a file that
    cannot be read.
    """
    try:
        lines = (folder / FILE).read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BadRequest(f"读不到反馈文件 {folder / FILE}:{reason(error)}") from error
    latest: dict[tuple[object, ...], Remark] = {}
    for line in lines:
        remark = _remark(line)
        if remark is not None:
            latest[(remark.question, remark.filters, remark.notice, remark.start, remark.end)] = remark
    return tuple(latest.values())


def _remark(line: str) -> Remark | None:
    try:
        row = json.loads(line)
        filters = Filters(**{str(k): str(v) for k, v in row["filters"].items()})
        start, end, quote = int(row["start"]), int(row["end"]), str(row["quote"])
        return Remark(
            str(row["question"]),
            filters,
            str(row["notice"]),
            start,
            end,
            quote,
            Verdict(row["verdict"]),
            str(row["at"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
