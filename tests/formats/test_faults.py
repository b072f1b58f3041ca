"""What cannot be read says in one line what was found and what to do."""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.corpus import load, parse, receive
from data.documents import Document, Failure, count, documents
from data.errors import MissingExtra, UnreadableNotice
from data.limits import MAX_FILE, MAX_NESTED, MAX_UNPACKED
from tests.formats import pages, sheets, words
from tests.formats.notice import TEXT, TITLE

PDF = Path(__file__).parent / "pdf"
NOTICE = TEXT.encode()
FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "零字节.pdf": (lambda: b"", "空文件,没有可读的文字"),
    "零字节.docx": (lambda: b"", "空文件,没有可读的文字"),
    "零字节.html": (lambda: b"\n", "空文件,没有可读的文字"),
    "改名的程序.txt": (
        lambda: b"MZ\x90\x00\x03" * 40,
        "内容是Windows 程序,不是文本。请用对应的扩展名,或另存为文本",
    ),
    "改名的程序.pdf": (
        lambda: b"MZ\x90\x00\x03" * 40,
        "扩展名说是 PDF,内容却是Windows 程序。请核对文件,或改成对应的扩展名",
    ),
    "改名的程序.docx": (
        lambda: b"MZ\x90\x00\x03" * 40,
        "扩展名说是 Word 文件(.docx),内容却是Windows 程序。请核对文件,或改成对应的扩展名",
    ),
    "程序.exe": (
        lambda: b"MZ",
        "不支持的类型 .exe。可读取:.csv、.docx、.htm、.html、.markdown、.md、.mht、.mhtml、.pdf、.shtml、.text、.txt、.xhtml、.xlsx、.zip",
    ),
    "旧版.doc": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "不支持的类型 .doc(旧版 Word,请用 Word 或 WPS 另存为 .docx)。可读取:.csv、.docx、.htm、.html、.markdown、.md、.mht、.mhtml、.pdf、.shtml、.text、.txt、.xhtml、.xlsx、.zip",
    ),
    "有密码.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "Word 文件有密码,或是旧版 .doc。请在 Word 或 WPS 中打开,去掉密码并另存为 .docx",
    ),
    "损坏.docx": (words.broken, "Word 文件已损坏,或不是 .docx。请在 Word 或 WPS 中打开后另存为 .docx"),
    "没有字.docx": (words.empty, "Word 文件里没有文字(可能全是图片)。请先做文字识别(OCR)"),
    "膨胀.docx": (lambda: words.inflated(301_000_000), "Word 文件解开后超过 300 MB,不读取"),
    "有密码.pdf": (
        (PDF / "password.pdf").read_bytes,
        "PDF 有打开密码。请用阅读器打开后另存为没有密码的 PDF",
    ),
    "扫描件.pdf": (
        (PDF / "scanned.pdf").read_bytes,
        "PDF 共 2 页,都没有文字(扫描件或图片)。请先做文字识别,例如:ocrmypdf -l chi_sim 原件.pdf 新件.pdf,再加入新件",
    ),
    "截断.pdf": (
        lambda: (PDF / "drawn.pdf").read_bytes()[:300],
        "PDF 已损坏,打不开。请重新下载,或用阅读器打开后另存",
    ),
    "脚本生成.html": (
        lambda: pages.script_only().encode(),
        "网页里没有文字(正文可能由脚本生成)。请在浏览器里打开,等正文出现后另存,或复制为文本",
    ),
    "正文在框架里.html": (
        lambda: pages.framed().encode(),
        "网页里只有菜单和链接,没有正文(正文可能在框架(iframe)里,或要登录)。请打开正文本身的页面再另存,或复制为文本",
    ),
    "通报目录.html": (
        lambda: pages.index_page().encode(),
        "网页里只有菜单和链接,没有正文(正文可能在框架(iframe)里,或要登录)。请打开正文本身的页面再另存,或复制为文本",
    ),
    "旧版.xls": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "不支持的类型 .xls(旧版表格,请另存为 .xlsx)。可读取:.csv、.docx、.htm、.html、.markdown、.md、.mht、.mhtml、.pdf、.shtml、.text、.txt、.xhtml、.xlsx、.zip",
    ),
    "有密码.xlsx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "表格有密码,或是旧版 .xls。请在 Excel 或 WPS 中打开,去掉密码并另存为 .xlsx",
    ),
    "损坏.xlsx": (sheets.broken, "表格文件已损坏,或不是 .xlsx。请在 Excel 或 WPS 中打开后另存为 .xlsx"),
    "空.xlsx": (lambda: sheets.book([]), "表格里没有文字(可能全是图片,或都在隐藏的工作表里)。请核对文件"),
    "版式文件.odt": (
        lambda: b"PK\x03\x04",
        "不支持的类型 .odt(OpenDocument 文字,请另存为 .docx)。可读取:.csv、.docx、.htm、.html、.markdown、.md、.mht、.mhtml、.pdf、.shtml、.text、.txt、.xhtml、.xlsx、.zip",
    ),
    "没有网页.mht": (
        lambda: b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nabc",
        "网页存档里没有网页。请在浏览器里重新另存为网页",
    ),
    "乱码.html": (
        lambda: b"<html><body>" + bytes(range(128, 256)) * 20 + b"</body></html>",
        "无法识别编码(既不是 UTF-8,也不是 GB18030 或 Big5 中文)。请另存为 UTF-8 文本",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(name: str) -> None:
    made, message = FAULTS[name]
    with pytest.raises(UnreadableNotice) as refused:
        parse(made(), name)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("name", "module", "line"),
    [
        ("a.html", "lxml", "读取网页需要另装一个组件,请运行:pip install 'tongbao[html]'"),
        ("a.docx", "docx", "读取 Word 文件需要另装一个组件,请运行:pip install 'tongbao[docx]'"),
        ("a.pdf", "pypdfium2", "读取 PDF 需要另装一个组件,请运行:pip install 'tongbao[pdf]'"),
    ],
)
def test_a_missing_parser_is_named_with_the_line_that_installs_it(
    name: str, module: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in [m for m in sys.modules if m == module or m.startswith(f"{module}.")]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    raw = {"a.html": pages.trs().encode(), "a.docx": words.plain(), "a.pdf": (PDF / "drawn.pdf").read_bytes()}[name]
    with pytest.raises(MissingExtra) as missing:
        parse(raw, name)
    assert str(missing.value) == line


def test_a_file_of_fifty_megabytes_is_refused_from_a_folder_and_from_the_page(tmp_path: Path) -> None:
    (tmp_path / "大.txt").write_bytes(b"a" * 50_000_000)
    line = "文件过大(50 MB),上限 20 MB;一份通报一般不超过 1 MB。请只留通报本身"
    assert [f.message for f in load([tmp_path]).failures] == [line]
    assert [f.message for f in receive(b"a" * 50_000_000, "大.txt").failures] == [line]


def test_a_zip_gives_its_notices_under_their_chinese_names_however_they_are_written() -> None:
    class Unmarked(zipfile.ZipInfo):
        """As Chinese Windows writes it: in GBK, not marked as anything else."""

        def _encodeFilenameFlags(self) -> tuple[bytes, int]:
            return self.filename.encode("gb18030"), 0

    for kind in (zipfile.ZipInfo, Unmarked):
        raw = words.zipped({"一月/体育局通报.txt": NOTICE, "说明.png": b"\x89PNG"}, kind=kind)
        loaded = receive(raw, "打包.zip")
        assert [n.id for n in loaded.notices] == ["体育局通报"]
        assert [f.file for f in loaded.failures] == ["打包.zip/说明.png"]


def test_a_zip_inside_a_zip_is_opened_and_deeper_ones_are_named() -> None:
    raw = words.zipped({"a.txt": NOTICE})
    for depth in range(MAX_NESTED):
        raw = words.zipped({f"层{depth}.zip": raw})
        assert [n.title for n in receive(raw, "外.zip").notices] == [TITLE]
    loaded = receive(words.zipped({"外层.zip": raw}), "外.zip")
    assert not loaded.notices
    assert "超过 2 层" in loaded.failures[0].message


def test_names_that_lead_out_of_a_zip_are_refused_and_the_rest_is_read() -> None:
    raw = words.zipped(
        {"../../etc/a.txt": NOTICE, "/b.txt": NOTICE, "C:\\c.txt": NOTICE, "好/../../d.txt": NOTICE, "e.txt": NOTICE}
    )
    loaded = receive(raw, "穿越.zip")
    assert [n.id for n in loaded.notices] == ["e"]
    assert {f.message for f in loaded.failures} == {"文件名指向压缩包之外(路径穿越),未读取"}
    assert len(loaded.failures) == 4


def test_a_zip_bomb_is_refused_before_anything_is_unpacked() -> None:
    (failure,) = receive(words.zipped({"a.txt": bytes(40_000_000)}), "炸弹.zip").failures
    assert failure.message == "压缩包只有 0.0 MB,解开却有 40 MB,疑似压缩炸弹,未读取。请解压核对后加入文件夹"


def test_a_bomb_of_nested_zips_runs_into_the_same_limit() -> None:
    inner = words.zipped({f"{n}.txt": bytes(4_900_000) for n in range(1)})
    outer = words.zipped({f"{n}.zip": inner for n in range(MAX_UNPACKED // 4_900_000 + 20)})
    loaded = receive(outer, "套娃.zip")
    assert not loaded.notices
    assert any("疑似压缩炸弹" in f.message for f in loaded.failures)


def test_a_zip_whose_header_lies_about_a_size_gives_a_failure_not_a_flood() -> None:
    raw = bytearray(words.zipped({"a.txt": NOTICE}))
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")  # unpacked size in the directory
    (failure,) = receive(bytes(raw), "谎报.zip").failures
    assert failure.message == "压缩数据已损坏,未读取"


def test_a_zip_with_a_password_says_so() -> None:
    raw = bytearray(words.zipped({"a.txt": NOTICE}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.rfind(mark) + offset] |= 1
    assert [f.message for f in receive(bytes(raw), "密.zip").failures] == ["有密码,未读取。请先解压"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "空文件,没有可读的文字"),
        (b"Rar!\x1a\x07", "扩展名说是压缩包(zip),内容却是压缩包。请核对文件,或改成对应的扩展名"),
        (words.zipped({}), "压缩包里没有文件"),
        (words.zipped({"__MACOSX/._a.txt": b"x", ".DS_Store": b"x"}), "压缩包里没有文件"),
    ],
)
def test_an_archive_without_anything_to_read_says_so(raw: bytes, message: str) -> None:
    assert [f.message for f in receive(raw, "a.zip").failures] == [message]


def test_the_sources_file_in_a_zip_and_the_pictures_beside_a_saved_page_are_not_notices() -> None:
    raw = words.zipped({
        "甲/通报.html": pages.trs().encode(),
        "甲/通报_files/a.txt": NOTICE,
        "甲/sources.jsonl": '{"file": "通报.html", "url": "https://a.example/1"}'.encode(),
    })  # fmt: skip
    loaded = receive(raw, "a.zip")
    assert [(n.id, n.source.url) for n in loaded.notices] == [("通报", "https://a.example/1")]
    assert not loaded.failures


def test_the_limit_for_one_file_holds_inside_a_zip() -> None:
    import random

    noise = random.Random(1).randbytes(MAX_FILE + 1)
    raw = words.zipped({"大.txt": noise, "小.txt": NOTICE})
    loaded = receive(raw, "a.zip")
    assert [n.id for n in loaded.notices] == ["小"]
    assert [f.message for f in loaded.failures] == ["文件过大(20 MB),超过 20 MB"]


def test_what_is_no_file_is_told_and_not_read_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    (tmp_path / "断.txt").symlink_to("nowhere.txt")
    (tmp_path / "圈").symlink_to("圈")
    paths = [tmp_path / name for name in ("管道.txt", "断.txt", "圈", "没有.txt", "长" * 300)]
    said = [failure.message for failure in load(paths).failures]
    odd = "不是文件或文件夹,是管道、设备或断开的链接"
    assert said == [odd, odd, odd, "没有这个文件或文件夹", "无法读取:名称过长"]
    assert count(paths) == 5
    assert load([tmp_path]).failures == (Failure(str(tmp_path), "文件夹中没有文件"),)


def test_a_folder_that_links_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "里").mkdir()
    (tmp_path / "里" / "外").symlink_to(tmp_path)
    (tmp_path / "里" / "a.txt").write_bytes(NOTICE)
    assert [n.id for n in load([tmp_path]).notices] == ["a"]


def test_a_name_whose_bytes_are_no_utf8_is_read_as_chinese_windows_wrote_it(tmp_path: Path) -> None:
    for name in ("整改通报.txt".encode("gb18030"), b"a\xff\xfeb.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(NOTICE + name[:1])
    Path(os.fsdecode(os.fsencode(tmp_path) + "/空.txt".encode("gb18030"))).write_bytes(b"")
    loaded = load([tmp_path])
    assert {n.id for n in loaded.notices} == {"整改通报", "a\ufffd\ufffdb"}
    assert [n.source.file.encode() for n in loaded.notices]
    assert [Path(f.file).name for f in loaded.failures] == ["空.txt"]


NOBODY = 65534  # the user id that owns nothing


def test_a_folder_that_may_not_be_looked_into_is_said_so_and_the_rest_is_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, closed = Path(name), Path(name, "closed")
        folder.chmod(0o755)
        (folder / "open.txt").write_text("青石县教育局关于巡察整改情况的通报\n一是清退补课费。\n", encoding="utf-8")
        (folder / "open.txt").chmod(0o644)
        closed.mkdir(mode=0o000)
        (folder / "listed").mkdir()
        (folder / "listed" / "a.txt").write_text("看得见名字,打不开", encoding="utf-8")
        (folder / "listed").chmod(0o444)
        root = os.geteuid() == 0
        try:
            if root:
                os.seteuid(NOBODY)
            found = list(documents([folder]))
        finally:
            if root:
                os.seteuid(0)
            for part in (closed, folder / "listed"):
                part.chmod(0o755)
    said = {one.file: one.message for one in found if isinstance(one, Failure)}
    assert said == {str(part): "无法读取:没有权限" for part in (closed, folder / "listed")}
    assert [one.name for one in found if isinstance(one, Document)] == ["open.txt"]
