"""Bytes → text: byte order mark, strict UTF-8, then GB18030 or Big5, whichever gives plausible Chinese."""

from __future__ import annotations

import re

from data.errors import UnreadableNotice
from data.readers.kinds import kind, refuse_empty

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# The commonest characters of official prose in both scripts: a text decoded by the wrong one of two
# legacy encodings comes out in rare characters and holds almost none of these.
_COMMON = frozenset(
    "的一是不了在和有大这为中人上以部会市党工作整改问题巡察局情况对关于实行组要全及发建进年月日委落加强制度文"
    "這為會黨問題關於實組進發與對們個業務單位員導機開"
)
_MIN_COMMON = 0.08  # share of Han characters; real notices reach 0.3, mis-decoded ones stay under 0.02
_HAN = re.compile("[\u4e00-\u9fff]")
_MAX_DAMAGE = 0.001  # share of characters; a page cut inside a character is still worth reading


def decode(raw: bytes, declared: str = "") -> str:
    """The text of a file. `declared` is the charset a page names: a hint where UTF-8 does not fit.

    Raises UnreadableNotice for an empty or binary file and where no encoding fits.
    """
    refuse_empty(raw)
    if found := kind(raw):
        raise UnreadableNotice(f"内容是{found},不是文本。请用对应的扩展名,或另存为文本")
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in raw:
        raise UnreadableNotice("二进制文件,不是文本")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(raw, declared)


def _legacy(raw: bytes, declared: str) -> str:
    # gb2312 and gbk pages are decoded as their superset: they often hold characters outside the smaller set
    big5 = declared.lower().replace("-", "").startswith("big5")
    best, text = 0.0, ""
    for encoding in ("big5", "big5hkscs", "gb18030") if big5 else ("gb18030", "big5", "big5hkscs"):
        try:
            decoded = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = _common_share(decoded)
        if share > best:
            best, text = share, decoded
    if best < _MIN_COMMON:
        text = _damaged(raw, declared)
        best = _common_share(text)
    if best < _MIN_COMMON:
        raise UnreadableNotice("无法识别编码(既不是 UTF-8,也不是 GB18030 或 Big5 中文)。请另存为 UTF-8 文本")
    return text


def _damaged(raw: bytes, declared: str) -> str:
    """The reading with the fewest broken characters, "" where all have many: some servers cut pages anywhere."""
    encodings = [e for e in ("utf-8", "gb18030", "big5hkscs") if not declared or declared.lower()[:2] == e[:2]]
    readings = [raw.decode(e, errors="replace") for e in encodings or ["utf-8", "gb18030", "big5hkscs"]]
    best = min(readings, key=lambda text: (text.count("\ufffd"), -_common_share(text)))
    return best if best.count("\ufffd") <= max(1, _MAX_DAMAGE * len(best)) else ""


def _common_share(text: str) -> float:
    han = _HAN.findall(text)
    return sum(char in _COMMON for char in han) / len(han) if han else 0.0
