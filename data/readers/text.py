"""Plain text and Markdown: bytes → text, in the encodings Chinese pages come in."""

from __future__ import annotations

import re

from data.errors import UnreadableNotice

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MAGIC = (
    (b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP/Office"), (b"\xd0\xcf\x11\xe0", "旧版 Office"), (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"\x1f\x8b", "压缩包"), (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
)  # fmt: skip
# The commonest characters of official prose in both scripts: a text decoded by the wrong one of two
# legacy encodings comes out in rare characters and holds almost none of these.
_COMMON = frozenset(
    "的一是不了在和有大这为中人上以部会市党工作整改问题巡察局情况对关于实行组要全及发建进年月日委落加强制度文"
    "這為會黨問題關於實組進發與對們個業務單位員導機開"
)
_MIN_COMMON = 0.08  # share of Han characters; real notices reach 0.3, mis-decoded ones stay under 0.02
_HAN = re.compile("[\u4e00-\u9fff]")


def read_text(raw: bytes) -> str:
    """Byte order mark, then strict UTF-8, then GB18030 or Big5, whichever gives plausible Chinese.

    Raises UnreadableNotice for an empty or binary file and where no encoding fits.
    """
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableNotice("空文件,没有可读的文字")
    for magic, kind in _MAGIC:
        if raw.startswith(magic):
            raise UnreadableNotice(f"内容是{kind}文件,不是文本。请用对应的扩展名,或另存为文本")
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    if b"\x00" in raw:
        raise UnreadableNotice("二进制文件,不是文本")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(raw)


def read_markdown(raw: bytes) -> str:
    """Markdown with its marks taken off: headings, emphasis, quotes, rules, links, escaped dots."""
    text = read_text(raw)
    text = re.sub(r"(?m)^\s{0,3}#{1,6}\s+|^\s{0,3}>\s?|\s+#+\s*$", "", text)
    text = re.sub(r"(?m)^\s*(?:[-*_]\s*){3,}$", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<!!)\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)
    return re.sub(r"\\([.()\[\]*_#+\-!>`])", r"\1", text)


def _legacy(raw: bytes) -> str:
    best, text = 0.0, ""
    for encoding in ("gb18030", "big5", "big5hkscs"):
        try:
            decoded = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = _common_share(decoded)
        if share > best:
            best, text = share, decoded
    if best < _MIN_COMMON:
        raise UnreadableNotice("无法识别编码(既不是 UTF-8,也不是 GB18030 或 Big5 中文)。请另存为 UTF-8 文本")
    return text


def _common_share(text: str) -> float:
    han = _HAN.findall(text)
    return sum(char in _COMMON for char in han) / len(han) if han else 0.0
