"""Writes tests/formats/pdf/*.pdf. Run by hand (needs chromium and reportlab); the tests read the files.

`python -m tests.formats.make_pdf`
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from html import escape
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.formats.notice import BODY, PUBLISHED, SOURCE, TABLE, TITLE

FOLDER = Path(__file__).parent / "pdf"
HEAD = (f"发布日期：{PUBLISHED}", f"来源：{SOURCE}")
SIZE = 14  # points


RADICALS = str.maketrans(
    "工长手民月见页", "⼯⻓⼿⺠⽉⻅⻚"
)  # what the fonts of some printers put in place of characters


def from_browser(name: str, css: str) -> None:
    """Printed by a browser, with radicals in place of some characters."""
    chromium = shutil.which("chromium")
    assert chromium
    lines = "".join(f"<p>{escape(line.translate(RADICALS))}</p>" for line in BODY)
    heads = "".join(f"<p class=h>{line}</p>" for line in HEAD)
    page = f"<meta charset=utf-8><style>{css}</style><h1>{TITLE}</h1>{heads}<div class=b>{lines}</div>"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.html"
        source.write_text(page, encoding="utf-8")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                   f"--print-to-pdf={FOLDER / name}", source.as_uri()]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)


def drawn(encrypt: StandardEncryption | None = None, times: int = 1) -> bytes:
    """Lines of 28 characters, first lines set in, running head and page number on every page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=encrypt)
    y = 0.0
    page = 0

    def turn() -> None:
        nonlocal y, page
        if page:
            canvas.showPage()
        page += 1
        y = 740.0
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(90, 800, "南溪市体育局整改情况通报")
        canvas.drawCentredString(300, 40, f"— {page} —")
        canvas.setFont("STSong-Light", SIZE)

    turn()
    canvas.drawCentredString(300, y, TITLE[:18])
    canvas.drawCentredString(300, y - 26, TITLE[18:])
    y -= 70
    for line in (*HEAD, *BODY * times):
        text = "\u3000\u3000" + line
        while text:
            row, text = broken(text, 30 * SIZE)
            if y < 90:
                turn()
            indent = len(row) - len(row.lstrip("\u3000"))
            canvas.drawString(90 + indent * SIZE, y, row.lstrip("\u3000"))
            y -= 30
    canvas.save()
    return out.getvalue()


def broken(text: str, width: float) -> tuple[str, str]:
    """The longest part of a text that fits, and the rest; no mark begins a line, no number is cut."""
    stop = len(text)
    while pdfmetrics.stringWidth(text[:stop], "STSong-Light", SIZE) > width or (
        0 < stop < len(text)
        and (text[stop] in "，。；：、）》”" or (text[stop].isascii() and text[stop - 1].isascii()))
    ):
        stop -= 1
    return text[:stop], text[stop:]


_COLUMNS = (80, 120, 228, 380, 460, 530)  # where the uprights of the table stand, in points


def ruled() -> bytes:
    """Prose, a table over two pages with its head on both, the second of its rows cut in two, and prose."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("STSong-Light", SIZE)
    canvas.drawCentredString(300, 780, TITLE[:18])
    canvas.drawCentredString(300, 754, TITLE[18:])
    y = _paragraphs(canvas, (*HEAD, *BODY[:5]), 720)
    rooms = [_room(column) for column in range(len(TABLE[2]))]
    first = tuple(cell[:room] for cell, room in zip(TABLE[2], rooms, strict=True))
    second = tuple(cell[room:] for cell, room in zip(TABLE[2], rooms, strict=True))
    _grid(canvas, (TABLE[0], TABLE[1], first), y)
    canvas.showPage()
    canvas.setFont("STSong-Light", SIZE)
    y = _grid(canvas, (TABLE[0], second, TABLE[3]), 780)
    _paragraphs(canvas, BODY[-5:], y - 30)
    canvas.save()
    return out.getvalue()


def _room(column: int) -> int:
    """How many characters fit on a line of a cell."""
    return int((_COLUMNS[column + 1] - _COLUMNS[column]) / SIZE)


def _paragraphs(canvas: Canvas, lines: tuple[str, ...], y: float) -> float:
    for line in lines:
        text = "\u3000\u3000" + line
        while text:
            row, text = broken(text, 30 * SIZE)
            indent = len(row) - len(row.lstrip("\u3000"))
            canvas.drawString(90 + indent * SIZE, y, row.lstrip("\u3000"))
            y -= 24
    return y


def _grid(canvas: Canvas, rows: tuple[tuple[str, ...], ...], y: float) -> float:
    """Rows of cells inside rules, from `y` down; a cell's lines are centred, as Word does it in a table."""
    top = y
    for cells in rows:
        broken_up = [[c[n : n + _room(at)] for n in range(0, len(c), _room(at))] for at, c in enumerate(cells)]
        height = 22.0 * max(map(len, broken_up)) + 6
        for at, pieces in enumerate(broken_up):
            for n, piece in enumerate(pieces):
                line = y - height / 2 - 5 + 22 * ((len(pieces) - 1) / 2 - n)
                canvas.drawCentredString((_COLUMNS[at] + _COLUMNS[at + 1]) / 2, line, piece)
        canvas.rect(_COLUMNS[0], y - height, _COLUMNS[-1] - _COLUMNS[0], height)
        y -= height
    for x in _COLUMNS[1:-1]:
        canvas.line(x, top, x, y)
    return y


def scanned() -> bytes:
    """Two pages that are nothing but a picture."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    picture = BytesIO(
        bytes.fromhex(
            "424d3a0000000000000036000000280000000100000001000000010018000000000004000000130b0000130b00000000000000000000ffffff00"
        )
    )
    for _ in range(2):
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    base = "body{font:14px/1.9 'Droid Sans Fallback';text-align:justify}h1{font-size:18px;text-align:center}p{margin:0}.b p{text-indent:2em}"
    from_browser("browser.pdf", "@page{size:A4;margin:25mm}" + base)
    from_browser("two_columns.pdf", "@page{size:A4;margin:20mm}" + base + ".b{columns:2;column-gap:3em}")
    (FOLDER / "drawn.pdf").write_bytes(drawn())
    (FOLDER / "password.pdf").write_bytes(drawn(StandardEncryption("secret", canPrint=0)))
    (FOLDER / "ruled.pdf").write_bytes(ruled())
    (FOLDER / "scanned.pdf").write_bytes(scanned())


if __name__ == "__main__":
    main()
