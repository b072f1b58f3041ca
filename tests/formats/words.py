"""The invented notice as Word files: plain, with tracked changes, with automatic numbers, with a table."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml import parse_xml

from tests.formats.notice import BODY, PUBLISHED, SOURCE, TABLE, TITLE

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = (TITLE, f"发布日期：{PUBLISHED}", f"来源：{SOURCE}")
_MARK = 'w:id="1" w:author="甲" w:date="2024-05-06T00:00:00Z"'


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xml(document: Any, inner: str) -> None:
    """A paragraph from its inner XML, in front of the section's end."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {_NS}>{inner}</w:p>"))


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def plain() -> bytes:
    """Title, metadata, body; page number and unit in header and footer; a text box; a hidden run."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料 注意保存"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    for line in (*_HEAD, *BODY[:-2]):
        document.add_paragraph(line)
    _xml(document, _run("看不见的批语", "<w:rPr><w:vanish/></w:rPr>") + _run(BODY[-2]))
    _xml(document, "<w:r><w:t>2024年5月</w:t></w:r><w:r><w:t>6日</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>")
    return _saved(document)


def tracked() -> bytes:
    """Every second line with changes not yet accepted: words put in, words struck, a paragraph mark struck, text moved."""
    document = docx.Document()
    for line in _HEAD:
        document.add_paragraph(line)
    for number, line in enumerate(BODY):
        half = len(line) // 2
        if number % 4 == 0:
            gone = f"<w:del {_MARK}><w:r><w:delText>删去的话。</w:delText></w:r></w:del>"
            _xml(document, f"{_run(line[:half])}{gone}<w:ins {_MARK}>{_run(line[half:])}</w:ins>")
        elif number % 4 == 1:
            _xml(document, f"<w:pPr><w:rPr><w:del {_MARK}/></w:rPr></w:pPr>{_run(line[:half])}")
            _xml(document, _run(line[half:]))
        elif number % 4 == 2:
            moved = f"<w:moveFrom {_MARK}>{_run(line)}</w:moveFrom>"
            _xml(document, f"{moved}<w:moveTo {_MARK}>{_run(line)}</w:moveTo>")
        else:
            wrapped = f'<w:hyperlink w:anchor="a">{_run(line[:half])}</w:hyperlink><w:smartTag w:element="x">{_run(line[half:])}</w:smartTag>'
            _xml(document, wrapped)
    return _saved(document)


_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def numbered() -> bytes:
    """The numbers of BODY come from lists of three levels, one of them through a style."""
    document = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(_LEVELS)
    )
    root = document.part.numbering_part.element
    for element in list(root):
        root.remove(element)
    root.append(parse_xml(f'<w:abstractNum {_NS} w:abstractNumId="7">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {_NS} w:numId="3"><w:abstractNumId w:val="7"/></w:num>'))
    document.styles.element.append(
        parse_xml(
            f'<w:style {_NS} w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        )
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {_NS} w:type="paragraph" w:styleId="Part2"><w:name w:val="P2"/><w:basedOn w:val="Part"/></w:style>'
        )
    )
    for line in _HEAD:
        document.add_paragraph(line)
    for line in BODY:
        _xml(document, _numbered(line))
    return _saved(document)


def _numbered(line: str) -> str:
    for level, marks in enumerate((("一、", "二、", "三、"), ("（一）", "（二）"), ("1.", "2."))):
        mark = next((m for m in marks if line.startswith(m)), "")
        if mark and level == 0:
            return f'<w:pPr><w:pStyle w:val="Part2"/></w:pPr>{_run(line[len(mark) :])}'
        if mark:
            place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'
            return f"<w:pPr>{place}</w:pPr>{_run(line[len(mark) :])}"
    return _run(line)


def with_table() -> bytes:
    """Items as a table between paragraphs."""
    document = docx.Document()
    for line in (*_HEAD, *BODY[:5]):
        document.add_paragraph(line)
    table = document.add_table(rows=len(TABLE), cols=len(TABLE[0]))
    for row, cells in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for line in BODY[-5:]:
        document.add_paragraph(line)
    return _saved(document)


def empty() -> bytes:
    """A Word file without a word."""
    return _saved(docx.Document())


def broken() -> bytes:
    """A zip file that is no Word file."""
    return zipped({"word/document.xml": b"<w:document"})


def inflated(size: int) -> bytes:
    """A Word file one part of which unpacks to `size` bytes."""
    return zipped({"word/media/a.bin": bytes(size)}, plain())


def zipped(files: dict[str, bytes], onto: bytes = b"", kind: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> bytes:
    """A zip file of the given members, on top of another one; `kind` says how names are written."""
    out = io.BytesIO(onto)
    out.seek(0, io.SEEK_END)
    with zipfile.ZipFile(out, "a" if onto else "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            info = kind(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, raw)
    return out.getvalue()
