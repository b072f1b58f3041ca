"""Word files: paragraphs and tables in order, tracked changes taken as accepted, list numbers written out."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from data.errors import UnreadableNotice
from data.readers.docx_numbering import Numbering
from data.readers.extras import load
from data.readers.html_table import barred
from data.readers.kinds import OLE, refuse_empty, refuse_other
from data.readers.types import Converted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats what Choice holds
# deleted and moved-away text, field codes ("PAGE"), and the ruby above a character
_GONE = frozenset((f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rt", f"{W}pPr", _CHOICE))
_BROKEN = "Word 文件已损坏,或不是 .docx。请在 Word 或 WPS 中打开后另存为 .docx"
_MAX_UNPACKED = 300_000_000  # bytes; the longest notices unpack to 2 MB, pictures are not read
_SOLID = {"tab": "\t", "noBreakHyphen": "-", "cr": "\n"}


def read_docx(raw: bytes) -> Converted:
    """Raises UnreadableNotice for what is no Word file, MissingExtra without python-docx."""
    refuse_empty(raw)
    if raw.startswith(OLE):
        raise UnreadableNotice("Word 文件有密码,或是旧版 .doc。请在 Word 或 WPS 中打开,去掉密码并另存为 .docx")
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        refuse_other(raw, " Word 文件(.docx)")
    document = _open(raw)
    try:
        text = "\n".join(_Reader(Numbering(document)).blocks(document.element.body))
    except (ValueError, KeyError, AttributeError) as error:  # numbers that are none, parts that are missing
        raise UnreadableNotice(_BROKEN) from error
    if not text.strip():
        raise UnreadableNotice("Word 文件里没有文字(可能全是图片)。请先做文字识别(OCR)")
    return Converted(text)


def _open(raw: bytes) -> Any:
    docx = load("docx")
    broken = UnreadableNotice(_BROKEN)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
                raise UnreadableNotice(f"Word 文件解开后超过 {_MAX_UNPACKED // 1_000_000} MB,不读取")
        document = docx.Document(io.BytesIO(raw))
        if document.element.body is None:
            raise broken
    except UnreadableNotice:
        raise
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RuntimeError, EOFError) as error:
        raise broken from error
    except (zipfile.BadZipFile, zlib.error, struct.error, load("lxml.etree").LxmlError) as error:
        raise broken from error
    except load("docx.opc.exceptions").OpcError as error:
        raise broken from error
    return document


class _Reader:
    """Walks the body; keeps the text of a paragraph whose mark was deleted for the one it runs into."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._carried = ""

    def blocks(self, parent: Any) -> Iterator[str]:
        """The lines of the paragraphs and tables directly inside an element, through wrappers."""
        for child in parent.iterchildren(tag=None):
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _GONE:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        boxes: list[Any] = []
        text = self._carried + "".join(_texts(paragraph, boxes))
        self._carried = ""
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            self._carried = text
        elif text.strip():
            number = self._numbering.next(paragraph)
            yield from (line for line in (number + text.lstrip(" \t") if number else text).split("\n") if line.strip())
        for box in boxes:
            yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[str]:
        for row in table.iterchildren(f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells: list[str] = []
            nested = False
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr")) is not row:
                    continue
                nested = nested or next(cell.iterdescendants(f"{W}tbl"), None) is not None
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
                lines = [line.strip() for line in self.blocks(cell)]
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                width = int(span.get(f"{W}val", "1")) if span is not None else 1
                cells += [("" if goes_on and not lines else "\n" if nested else " ").join(lines), *[""] * (width - 1)]
            filled = [cell for cell in cells if cell]
            if len(filled) == 1 or nested:
                yield from filled
            elif filled:
                yield barred(cells)


def _texts(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The characters of a paragraph as they stand once all changes are accepted; text boxes are put aside."""
    for child in element.iterchildren(tag=None):
        if not isinstance(child.tag, str) or child.tag in _GONE:
            continue
        name = child.tag.rpartition("}")[2]
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}r" and _vanished(child):
            continue
        elif child.tag.startswith(W) and name in _SOLID:
            yield _SOLID[name]
        elif child.tag == f"{W}br":
            yield "\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        elif name == "txbxContent":
            boxes.append(child)
        else:
            yield from _texts(child, boxes)


def _vanished(run: Any) -> bool:
    """Whether a run is formatted as hidden text."""
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")
