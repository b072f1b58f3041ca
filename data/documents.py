"""Files, folders and zip files → the single documents in them, with what a sources file says of each."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from data.archive import is_archive, members
from data.errors import UnreadableNotice
from data.limits import MAX_ARCHIVE, MAX_FILE, megabytes
from data.names import readable
from data.readers import SUFFIXES
from data.reasons import reason

SOURCES = "sources.jsonl"  # beside the notices: {"file", "url", "note"} per line
_JUNK = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini"))
_PAGES = (".html", ".htm", ".shtml", ".xhtml")


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not become a notice, and why, in one line."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file's bytes. `place` is where it lies, a zip file's name included; `name` its own name."""

    place: str
    name: str
    raw: bytes
    url: str = ""
    note: str = ""


Found = Document | Failure
_Named = TypeVar("_Named")


def documents(paths: Sequence[Path]) -> Iterator[Found]:
    """Every document of files, folders (with everything in them) and zip files, in name order."""
    for path in paths:
        try:
            folder, file, other = path.is_dir(), path.is_file(), path.exists() or path.is_symlink()
        except OSError as error:
            yield Failure(readable(str(path)), f"无法读取:{reason(error)}")
            continue
        if folder:
            yield from _folder(path)
        elif file:
            yield from _file(path, _sources(path.parent / SOURCES).get(path.name, {}))
        else:  # a pipe would be read for ever
            said = "不是文件或文件夹,是管道、设备或断开的链接" if other else "没有这个文件或文件夹"
            yield Failure(readable(str(path)), said)


def count(paths: Sequence[Path]) -> int:
    """How many files `documents` will open; a zip file counts as one."""
    return sum(len(_inside(path)) if os.path.isdir(path) else 1 for path in paths)


def unpacked(raw: bytes, name: str, place: str = "", url: str = "", note: str = "") -> Iterator[Found]:
    """The documents of one file given as bytes: those of a zip file, else itself. Sizes are checked here."""
    place = place or name
    limit = MAX_ARCHIVE if is_archive(name) else MAX_FILE
    if len(raw) > limit:
        yield Failure(place, too_large(len(raw), limit))
    elif is_archive(name):
        yield from _archive(raw, place)
    else:
        yield Document(place, name, raw, url, note)


def too_large(size: int, limit: int) -> str:
    """The line for a file beyond a limit."""
    return f"文件过大({megabytes(size)}),上限 {megabytes(limit)};一份通报一般不超过 1 MB。请只留通报本身"


def _archive(raw: bytes, place: str) -> Iterator[Found]:
    try:
        found = list(_without_junk(list(members(raw)), lambda m: PurePosixPath(m.path).parts))
    except UnreadableNotice as error:
        yield Failure(place, str(error))
        return
    sources = {m.path: _rows(m.raw.decode("utf-8", errors="replace")) for m in found if _is_sources(m.path)}
    if not any(not _is_sources(m.path) for m in found):
        yield Failure(place, "压缩包里没有文件")
    for member in found:
        path = PurePosixPath(member.path.replace("\\", "/"))
        if member.refused:
            yield Failure(f"{place}/{member.path}", member.refused)
        elif not _is_sources(member.path):
            given = sources.get(str(path.with_name(SOURCES)), {}).get(path.name, {})
            yield Document(f"{place}/{path}", path.name, member.raw, given.get("url", ""), given.get("note", ""))


def _is_sources(path: str) -> bool:
    return PurePosixPath(path).name == SOURCES


def _folder(path: Path) -> Iterator[Found]:
    inside = _inside(path)
    closed = _closed(path)
    for error in closed:
        yield Failure(readable(str(error.filename)), f"无法读取:{reason(error)}")
    if not inside and not closed:
        yield Failure(readable(str(path)), "文件夹中没有文件")
    sources = {folder: _sources(folder / SOURCES) for folder in {p.parent for p in inside}}
    for file in inside:
        yield from _file(file, sources[file.parent].get(file.name, {}))


def _closed(folder: Path) -> list[OSError]:
    """Why folders in it, itself included, cannot be looked into: `rglob` passes them by in silence."""
    refused: list[OSError] = []
    for inside, _, files in os.walk(folder, onerror=refused.append):
        if files and not os.access(inside, os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            refused.append(PermissionError(errno.EACCES, "its files cannot be opened", inside))
    return refused


def _inside(folder: Path) -> list[Path]:
    files = sorted(p for p in folder.rglob("*") if os.path.isfile(p) and p.name != SOURCES)
    return list(_without_junk(files, lambda p: p.relative_to(folder).parts))


def _without_junk(files: Sequence[_Named], parts: Callable[[_Named], tuple[str, ...]]) -> Iterator[_Named]:
    """Without hidden files, a system's own, and the folder of pictures a browser saves beside a page."""
    pages = {(*parts(f)[:-1], stem) for f in files if (stem := _page_stem(parts(f)[-1]))}
    for file in files:
        where = parts(file)
        hidden = any((part.startswith((".", "~$")) and part != "..") or part in _JUNK for part in where)
        beside = any(
            (*where[:depth], where[depth].removesuffix("_files").removesuffix(".files")) in pages
            and where[depth].endswith(("_files", ".files"))
            for depth in range(len(where) - 1)
        )
        if not hidden and not beside:
            yield file


def _page_stem(name: str) -> str:
    return next((name[: -len(suffix)] for suffix in _PAGES if name.lower().endswith(suffix)), "")


def _file(path: Path, given: Mapping[str, str]) -> Iterator[Found]:
    place = readable(str(path))
    try:
        size = path.stat().st_size
        limit = MAX_ARCHIVE if is_archive(path.name) else MAX_FILE
        if size > limit and (path.suffix.lower() in SUFFIXES or is_archive(path.name)):
            yield Failure(place, too_large(size, limit))
            return
        # a type that is not read is named, not loaded
        raw = path.read_bytes() if path.suffix.lower() in SUFFIXES or is_archive(path.name) else b""
    except OSError as error:
        yield Failure(place, f"无法读取:{reason(error)}")
        return
    yield from unpacked(raw, readable(path.name), place, given.get("url", ""), given.get("note", ""))


def _sources(path: Path) -> Mapping[str, Mapping[str, str]]:
    """File name → url and note, from the sources file; nothing where there is none or it cannot be read."""
    try:
        return _rows(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else {}
    except OSError:
        return {}


def _rows(text: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for line in text.splitlines():
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(row, dict) and isinstance(row.get("file"), str):
            found[row["file"]] = {key: value for key, value in row.items() if isinstance(value, str)}
    return found
