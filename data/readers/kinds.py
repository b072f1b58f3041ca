"""What a file really is, by its first bytes: a wrong extension is named instead of read as gibberish."""

from __future__ import annotations

import re

from data.errors import UnreadableNotice

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and every encrypted Office file
_MAGIC = (
    (b"%PDF", "PDF 文件"), (b"PK\x03\x04", "压缩包或 Office 文件"), (b"PK\x05\x06", "空的压缩包"),
    (OLE[:4], "旧版 Office 文件"), (b"{\\rtf", "RTF 文件"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"), (b"II*\x00", "图片"), (b"MM\x00*", "图片"), (b"\x1f\x8b", "压缩包"), (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"), (b"MZ", "Windows 程序"), (b"\x7fELF", "程序"),
)  # fmt: skip
_ADVICE = {  # suffixes people try, and what to do instead
    ".doc": "旧版 Word,请用 Word 或 WPS 另存为 .docx",
    ".wps": "WPS 文字,请另存为 .docx",
    ".rtf": "请用 Word 或 WPS 另存为 .docx",
    ".odt": "OpenDocument 文字,请另存为 .docx",
    ".pages": "请导出为 .docx 或 PDF",
    ".ceb": "CEB 版式文件,请用阅读器打印为 PDF",
    ".ofd": "OFD 版式文件,请用阅读器另存为 PDF",
    ".xls": "旧版表格,请另存为 .xlsx",
    ".et": "WPS 表格,请另存为 .xlsx",
    ".rar": "请解压后再加入,或改用 zip",
    ".7z": "请解压后再加入,或改用 zip",
    ".jpg": "图片,请先做文字识别(OCR)",
    ".jpeg": "图片,请先做文字识别(OCR)",
    ".png": "图片,请先做文字识别(OCR)",
    ".bmp": "图片,请先做文字识别(OCR)",
    ".tif": "图片,请先做文字识别(OCR)",
    ".tiff": "图片,请先做文字识别(OCR)",
}
_HEAD = 4096  # bytes in which a file shows what it is
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_MAIL = re.compile(rb"(?:[\w-]{2,40}:[^\n]*\n[ \t]*){0,8}?MIME-Version:", re.I)


def kind(raw: bytes) -> str:
    """The kind in words, or "" where the bytes carry no known mark."""
    return next((words for magic, words in _MAGIC if raw.startswith(magic)), "")


def real_suffix(raw: bytes) -> str:
    """The suffix that fits what an office file holds, or "" where it is what its own says, or unknown.

    Office programs and the download buttons of sites give a web page, or a new file, an old name.
    """
    start = raw[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if raw.startswith(b"PK\x03\x04") and b"word/document.xml" in raw:
        return ".docx"
    if raw.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in raw:
        return ".xlsx"
    if raw.startswith(b"%PDF"):
        return ".pdf"
    if _PAGE.match(start):
        return ".html"
    return ".mht" if _MAIL.match(start) else ""


def refuse_empty(raw: bytes) -> None:
    """Raises UnreadableNotice for a file without content."""
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableNotice("空文件,没有可读的文字")


def refuse_other(raw: bytes, expected: str) -> None:
    """Raises UnreadableNotice naming what the file is instead of `expected`."""
    refuse_empty(raw)
    found = kind(raw) or "别的内容"
    raise UnreadableNotice(f"扩展名说是{expected},内容却是{found}。请核对文件,或改成对应的扩展名")


def advice(suffix: str) -> str:
    """What to do with a type that is not read, or ""."""
    return _ADVICE.get(suffix, "")
