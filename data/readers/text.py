"""Plain text and Markdown: bytes → text."""

from __future__ import annotations

import re

from data.readers.encoding import decode
from data.readers.types import Converted

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_HEADING = re.compile(r"(?m)^#{1,6} +\S")


def read_text(raw: bytes) -> Converted:
    """Raises UnreadableNotice for an empty or binary file and where no encoding fits.

    A web page, or Markdown, saved under a text file's name is read as what it is.
    """
    text = decode(raw)
    if _PAGE.match(text):
        from data.readers.html import read_page

        return read_page(text)
    if len(_HEADING.findall(text)) >= 2:  # Markdown under a text file's name; one "# " may be anything
        return Converted(_without_marks(text))
    return Converted(text)


def read_markdown(raw: bytes) -> Converted:
    """Markdown with its marks taken off: headings, emphasis, quotes, rules, links, escaped dots."""
    return Converted(_without_marks(decode(raw)))


def _without_marks(text: str) -> str:
    text = re.sub(r"(?m)^\s{0,3}#{1,6}\s+|^\s{0,3}>\s?|\s+#+\s*$", "", text)
    text = re.sub(r"(?m)^\s*(?:[-*_]\s*){3,}$", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<!!)\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)
    return re.sub(r"\\([.()\[\]*_#+\-!>`])", r"\1", text)
