"""PDF files with a text layer, through PDFium. A scan says that it has no text, and how to get one."""

from __future__ import annotations

import ctypes
import threading
from typing import Any

from data.errors import UnreadableNotice
from data.readers.extras import load
from data.readers.kinds import refuse_empty, refuse_other
from data.readers.pdf_flow import flow, printed_address
from data.readers.pdf_lines import GUESSED, Glyph
from data.readers.pdf_rules import Rule, rules
from data.readers.pdf_table import lines_and_rows
from data.readers.types import Converted

_MAX_PAGES = 500  # a notice has twenty
_MAX_GLYPHS = 1_000_000  # characters; a notice has twenty thousand
_LEAST = 8  # characters; a page with fewer is a picture with a stray mark
_OCR = "请先做文字识别,例如:ocrmypdf -l chi_sim 原件.pdf 新件.pdf,再加入新件"
_LOCK = threading.Lock()  # PDFium is not made for threads, the web page has several


def read_pdf(raw: bytes) -> Converted:
    """Raises UnreadableNotice for a broken, protected or scanned file, MissingExtra without pypdfium2."""
    refuse_empty(raw)
    if b"%PDF-" not in raw[:1024]:
        refuse_other(raw, " PDF")
    with _LOCK:
        pages = _pages(raw)
    empty = [number for number, (glyphs, _) in enumerate(pages, start=1) if len(glyphs) < _LEAST]
    if len(empty) == len(pages):
        raise UnreadableNotice(f"PDF 共 {len(pages)} 页,都没有文字(扫描件或图片)。{_OCR}")
    lines = [lines_and_rows(glyphs, drawn) for glyphs, drawn in pages]
    text = "\n".join(flow(lines))
    note = f"第 {'、'.join(map(str, empty))} 页没有文字(空白或图片),未读入" if empty else ""
    return Converted(text, printed_address(lines), note)


def _pages(raw: bytes) -> list[tuple[list[Glyph], list[Rule]]]:
    pdfium = load("pypdfium2")
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableNotice("PDF 有打开密码。请用阅读器打开后另存为没有密码的 PDF") from error
        raise UnreadableNotice("PDF 已损坏,打不开。请重新下载,或用阅读器打开后另存") from error
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableNotice(f"PDF 有 {len(document)} 页,超过 {_MAX_PAGES} 页。请拆分后再加入")
        pages: list[tuple[list[Glyph], list[Rule]]] = []
        for number in range(len(document)):
            pages.append(_page(document, number))
            if sum(len(glyphs) for glyphs, _ in pages) > _MAX_GLYPHS:
                raise UnreadableNotice(f"PDF 的文字超过 {_MAX_GLYPHS // 10_000} 万字。请只留通报本身")
        return pages
    finally:
        document.close()


def _page(document: Any, number: int) -> tuple[list[Glyph], list[Rule]]:
    pdfium, raw = load("pypdfium2"), load("pypdfium2.raw")
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise UnreadableNotice(f"PDF 第 {number + 1} 页已损坏。请重新下载,或用阅读器打开后另存") from error
    turned = page.get_rotation()
    found: list[Glyph] = []
    box = raw.FS_RECTF()
    for at in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, at))
        if char in "\r\n\x00":
            continue
        if raw.FPDFText_IsGenerated(text, at) == 1:
            char = GUESSED
        if not raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            continue
        found.append(Glyph(*_turned(turned, (box.left, box.bottom, box.right, box.top)), char))
    boxes = [_turned(turned, (r.left, r.bottom, r.right, r.top)) for r in rules(page.raw)]
    text.close()
    page.close()
    return found, [Rule(*box) for box in boxes]


_Box = tuple[float, float, float, float]


def _turned(angle: int, box: _Box) -> _Box:
    """Left, bottom, right, top as the reader sees the page, which may be stored lying on its side."""
    left, bottom, right, top = box
    if angle == 90:
        left, bottom, right, top = bottom, -right, top, -left
    elif angle == 180:
        left, bottom, right, top = -right, -top, -left, -bottom
    elif angle == 270:
        left, bottom, right, top = -top, left, -bottom, right
    return left, bottom, right, top
