"""Files and folders → notices; every failure collected and named."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path, PurePath

from data.clean import clean
from data.errors import TongbaoError, UnreadableNotice
from data.items import items
from data.metadata import metadata
from data.outline import outline
from data.readers import READERS, read
from data.types import Notice, Source

SOURCES = "sources.jsonl"  # beside the notices: {"file", "url", "note"} per line
_MAX_BYTES = 20_000_000  # a notice is 20 kB; a file a thousand times larger is something else


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not become a notice, and why, in one line."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a list of paths; notices in path order."""

    notices: tuple[Notice, ...]
    failures: tuple[Failure, ...]


def parse(raw: bytes, file: str, url: str = "", note: str = "") -> Notice:
    """One file's bytes → a notice; its id is the file's stem. Raises UnreadableNotice."""
    cleaned = clean(read(raw, file))
    source = Source(PurePath(file).name, url, hashlib.sha256(raw).hexdigest(), note)
    stem = re.sub(r"[\s:/\\]+", "-", PurePath(file).stem).strip("-") or "notice"
    start, end = cleaned.body_start, cleaned.body_end
    sections = outline(cleaned.text, start, end)
    stated = metadata(cleaned.text, start, end, cleaned.title_start, cleaned.title_end)
    return Notice(
        id=stem,
        title=stated.title.value if stated.title else stem,
        text=cleaned.text,
        body_start=start,
        body_end=end,
        source=source,
        metadata=stated,
        sections=sections,
        items=items(cleaned.text, start, end, sections, stated, stem),
    )


def load(paths: Sequence[Path]) -> Loaded:
    """Files, and folders with everything in them, in name order.

    Two different files of one name get different ids; a second copy of the same bytes is a failure.
    """
    notices: list[Notice] = []
    failures: list[Failure] = []
    for path, given in _files(paths, failures):
        try:
            notice = _load_file(path, given)
            notices.append(_distinct(notice, notices))
        except TongbaoError as error:
            failures.append(Failure(str(path), str(error)))
        except OSError as error:
            failures.append(Failure(str(path), f"无法读取:{error.strerror or error}"))
    return Loaded(tuple(notices), tuple(failures))


def bundled() -> tuple[Notice, ...]:
    """The notices that come with the program."""
    with resources.as_file(resources.files("data") / "notices") as folder:
        loaded = load([folder])
    if loaded.failures:
        raise UnreadableNotice(f"自带通报损坏,请重新安装:{loaded.failures[0].file}:{loaded.failures[0].message}")
    return loaded.notices


def _files(paths: Sequence[Path], failures: list[Failure]) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Each file with what the sources file beside it says of it."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path) and p.name != SOURCES)
            if not inside:
                failures.append(Failure(str(path), "文件夹中没有文件"))
        elif path.exists():
            inside = [path]
        else:
            inside = []
            failures.append(Failure(str(path), "没有这个文件或文件夹"))
        sources = {folder: _sources(folder) for folder in {p.parent for p in inside}}
        yield from ((p, sources[p.parent].get(p.name, {})) for p in inside)


def _hidden(path: Path, below: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(below).parts)


def _sources(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """File name → url and note, from the sources file; nothing where there is none or it is broken."""
    found: dict[str, Mapping[str, str]] = {}
    path = folder / SOURCES
    if not path.is_file():
        return found
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(row, dict) and isinstance(row.get("file"), str):
            found[row["file"]] = {key: value for key, value in row.items() if isinstance(value, str)}
    return found


def _load_file(path: Path, given: Mapping[str, str]) -> Notice:
    if path.suffix.lower() in READERS and path.stat().st_size > _MAX_BYTES:
        raise UnreadableNotice(f"文件过大({path.stat().st_size // 1_000_000} MB),通报一般不超过 1 MB")
    return parse(path.read_bytes(), path.name, given.get("url", ""), given.get("note", ""))


def _distinct(notice: Notice, before: Sequence[Notice]) -> Notice:
    for other in before:
        if other.source.sha256 == notice.source.sha256:
            raise UnreadableNotice(f"与 {other.source.file} 内容完全相同,已跳过")
    if any(other.id == notice.id for other in before):
        distinct = f"{notice.id}-{notice.source.sha256[:8]}"
        return replace(notice, id=distinct, items=tuple(replace(i, notice_id=distinct) for i in notice.items))
    return notice
