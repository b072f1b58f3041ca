"""A conversation as a Word file. The only door of this room to python-docx."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date

from data.errors import MissingExtra
from qa.tell import Tell, chinese
from qa.transcript import Exchange, Kind, blocks

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in the XML of a document
_STYLES = {
    Kind.TITLE: "Title",
    Kind.QUESTION: "Heading 1",
    Kind.NOTE: "Normal",
    Kind.ANSWER: "List Bullet",
    Kind.QUOTE: "Intense Quote",
    Kind.SOURCE: "Caption",
}
FONT = "宋体"  # on every Chinese Word and WPS; others fall back to theirs


def docx(exchanges: Sequence[Exchange], accessed: date, tell: Tell = chinese) -> bytes:
    """The record as .docx. Raises MissingExtra without python-docx."""
    try:
        from docx import Document
        from docx.oxml.ns import qn
    except ImportError as error:
        raise MissingExtra("导出 Word 文件需要另装一个组件,请运行:pip install 'tongbao[docx]'") from error
    document = Document()
    for name in _STYLES.values():
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    for block in blocks(exchanges, accessed, tell):
        document.add_paragraph(_ILLEGAL.sub("", block.text), style=_STYLES[block.kind])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
