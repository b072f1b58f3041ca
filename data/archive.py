"""Zip files → the files in them, in memory only: nothing is ever written where a name in the archive says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from data.errors import UnreadableNotice
from data.limits import MAX_FILE, MAX_FILES, MAX_NESTED, MAX_RATIO, MAX_UNPACKED, megabytes
from data.readers.kinds import refuse_empty, refuse_other

_ENCRYPTED = 0x1
_UTF8 = 0x800
_SMALL = 5_000_000  # bytes unpacked; whatever its ratio, this much does no harm


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive by its path in it. Without bytes, `refused` says why."""

    path: str
    raw: bytes
    refused: str = ""


@dataclass(slots=True)
class _Budget:
    """What one archive may still unpack, nested ones included."""

    files: int = MAX_FILES
    unpacked: int = MAX_UNPACKED


def is_archive(name: str) -> bool:
    """Whether a file's name says it is a zip file."""
    return name.lower().endswith(".zip")


def members(raw: bytes) -> Iterator[Member]:
    """The files of a zip file in name order, those of nested zip files in their place.

    Raises UnreadableNotice where the archive as a whole cannot be read or unpacks to too much. Names
    are read as UTF-8 or GB18030, whichever fits: Chinese Windows writes the latter unmarked.
    """
    yield from _members(raw, "", 0, _Budget())


def _members(raw: bytes, inside: str, depth: int, budget: _Budget) -> Iterator[Member]:
    with _open(raw, budget) as archive:
        named = sorted((_name(info), at, info) for at, info in enumerate(archive.infolist()) if not info.is_dir())
        budget.files -= len(named)
        if budget.files < 0:
            raise UnreadableNotice(f"压缩包里的文件超过 {MAX_FILES} 个,未读取。请分成几个压缩包")
        for name, _, info in named:
            path = f"{inside}{name}"
            refused = _refused(name, info, budget)
            member = Member(path, b"", refused) if refused else _read(archive, info, path)
            budget.unpacked -= len(member.raw)
            if member.raw and is_archive(name):
                yield from _nested(member, depth, budget)
            else:
                yield member


def _nested(member: Member, depth: int, budget: _Budget) -> Iterator[Member]:
    if depth >= MAX_NESTED:
        yield Member(member.path, b"", f"压缩包套压缩包超过 {MAX_NESTED} 层,未读取。请先解开里层")
        return
    try:
        yield from _members(member.raw, f"{member.path}/", depth + 1, budget)
    except UnreadableNotice as error:
        yield Member(member.path, b"", str(error))


def _open(raw: bytes, budget: _Budget) -> zipfile.ZipFile:
    refuse_empty(raw)
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        refuse_other(raw, "压缩包(zip)")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableNotice("压缩包已损坏,打不开。请重新压缩或下载") from error
    total = sum(info.file_size for info in archive.infolist())
    if total > budget.unpacked or (total > _SMALL and total > MAX_RATIO * len(raw)):
        raise UnreadableNotice(
            f"压缩包只有 {megabytes(len(raw))},解开却有 {megabytes(total)},疑似压缩炸弹,未读取。请解压核对后加入文件夹"
        )
    return archive


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name as its maker wrote it; zipfile reads unmarked names as code page 437."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _refused(name: str, info: zipfile.ZipInfo, budget: _Budget) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "文件名指向压缩包之外(路径穿越),未读取"
    if info.flag_bits & _ENCRYPTED:
        return "有密码,未读取。请先解压"
    if info.file_size > MAX_FILE and not is_archive(name):
        return f"文件过大({megabytes(info.file_size)}),超过 {megabytes(MAX_FILE)}"
    if info.file_size > budget.unpacked:
        return f"压缩包解开后超过 {megabytes(MAX_UNPACKED)},其余未读取"
    return ""


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> Member:
    try:
        with archive.open(info) as file:
            return Member(path, file.read(info.file_size + 1))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        return Member(path, b"", "压缩数据已损坏,未读取")
    except NotImplementedError:
        return Member(path, b"", "压缩方法不支持,未读取。请用普通 zip 重新压缩")
    except RuntimeError:  # what zipfile raises for a password it finds late
        return Member(path, b"", "有密码,未读取。请先解压")
