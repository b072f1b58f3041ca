"""Files damaged at random are read or refused; none of them stops the program."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.corpus import receive
from tests.formats import pages, sheets, words
from tests.formats.notice import TEXT

PDF = Path(__file__).parent / "pdf"
TIMES = 120 if os.environ.get("CI") else 25
PIECES = (b"<table>", b"</td>", b"<li>", b"-1", b"\x00", b'"', b"99999999999", b"<ol start=x>", b"]]>", b"<!--", b"/")
WHOLE: dict[str, Callable[[], bytes]] = {
    "编号.docx": words.numbered,
    "修订.docx": words.tracked,
    "表格.docx": words.with_table,
    "页眉.pdf": (PDF / "drawn.pdf").read_bytes,
    "双栏.pdf": (PDF / "two_columns.pdf").read_bytes,
    "跨页.pdf": (PDF / "ruled.pdf").read_bytes,
    "台账.xlsx": lambda: sheets.book(sheets.NOTICE),
    "表格.html": lambda: pages.with_table().encode(),
    "未知.html": lambda: pages.unknown_template().encode(),
    "国标.html": lambda: pages.laid_out_by_tables().encode("gb18030"),
    "存档.mht": pages.mhtml,
    "打包.zip": lambda: words.zipped({"a.txt": TEXT.encode(), "b.html": pages.trs().encode()}),
}


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Bytes changed, lost, repeated or put in, in a few places; now and then the end cut off."""
    found = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + chance.randrange(50)]
            case 2:
                again = chance.randrange(len(found) + 1)
                found[at:at] = found[again : again + chance.randrange(60)]
            case 3 if chance.random() < 0.2:
                del found[at:]
            case _:
                found[at:at] = chance.choice(PIECES)
    return bytes(found)


def damaged_inside(raw: bytes, chance: random.Random) -> bytes:
    """A Word file or workbook that unpacks well and holds a damaged part."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    part = chance.choice([name for name in files if name.endswith((".xml", ".rels"))])
    files[part] = damaged(files[part], chance)
    return words.zipped(files)


@pytest.mark.parametrize("name", WHOLE)
def test_a_damaged_file_gives_notices_or_lines_that_say_why_not(name: str) -> None:
    chance = random.Random(name)
    raw = WHOLE[name]()
    for _ in range(TIMES):
        inside = name.endswith((".docx", ".xlsx")) and chance.random() < 0.7
        loaded = receive((damaged_inside if inside else damaged)(raw, chance), name)
        assert loaded.notices or loaded.failures
        assert all(failure.message and "\n" not in failure.message for failure in loaded.failures)


def test_a_page_with_containers_inside_containers_is_read_in_time_and_once() -> None:
    deep = "<div class=content>" * 200 + pages.paragraphs() + "</div>" * 200
    (notice,) = receive(pages.page(deep).encode(), "a.html").notices
    assert notice.text.count("健身器材") == 1


def test_a_page_that_hides_its_article_until_a_script_has_run_is_read() -> None:
    hidden = f'<div id="js_content" style="visibility: hidden; opacity: 0;">{pages.paragraphs()}</div>'
    (notice,) = receive(pages.page(hidden, pages.meta()).encode(), "微信.html").notices
    assert "健身器材" in notice.text
