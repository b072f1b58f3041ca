"""One notice in every format, encoding and layout: the body comes back line for line, and nothing of the page around it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from data.corpus import parse
from data.types import Notice
from tests.formats import pages, sheets, words
from tests.formats.notice import BODY, PUBLISHED, SOURCE, TEXT, TITLE, WITH_TABLE

PDF = Path(__file__).parent / "pdf"
MARKDOWN = "# " + TEXT.replace("一、整改工作", "## 一、整改工作").replace(
    "《巡察整改工作方案》", "[《巡察整改工作方案》](a.pdf)"
)


def pdf(name: str) -> Callable[[], bytes]:
    return (PDF / name).read_bytes


def encoded(text: Callable[[], str], encoding: str) -> Callable[[], bytes]:
    return lambda: text().encode(encoding)


def declared(text: Callable[[], str], charset: str, encoding: str) -> Callable[[], bytes]:
    """A page that names one charset and comes in its superset, as most old government pages do."""
    return lambda: text().replace('charset="utf-8"', f"charset={charset}").encode(encoding)


READABLE: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "utf-8.txt": (TEXT.encode, BODY),
    "utf-8-标记.txt": (encoded(lambda: TEXT, "utf-8-sig"), BODY),
    "utf-16.txt": (encoded(lambda: TEXT, "utf-16"), BODY),
    "国标生僻字.txt": (encoded(lambda: TEXT, "gb18030"), BODY),
    "windows换行.txt": (lambda: TEXT.replace("\n", "\r\n\r\n").encode(), BODY),
    "标记文本.md": (MARKDOWN.encode, BODY),
    "拓尔思.html": (encoded(pages.trs, "utf-8"), BODY),
    "只有换行.html": (declared(pages.breaks_only, "gb2312", "gb18030"), BODY),
    "粘贴自Word.htm": (declared(pages.word_pasted, "gbk", "gb18030"), BODY),
    "表格排版.html": (encoded(pages.laid_out_by_tables, "utf-8-sig"), BODY),
    "问题清单表.html": (encoded(pages.with_table, "utf-8"), WITH_TABLE),
    "浏览器编号.html": (encoded(pages.numbered_by_browser, "utf-8"), pages.NUMBERED),
    "未知模板.shtml": (encoded(pages.unknown_template, "utf-8"), BODY),
    "光秃.html": (encoded(pages.bare, "utf-8"), BODY),
    "未声明编码.html": (encoded(pages.bare, "gb18030"), BODY),
    "存档.mht": (pages.mhtml, BODY),
    "其实是网页.txt": (encoded(pages.trs, "utf-8"), BODY),
    "末字节截断.html": (lambda: declared(pages.trs, "gb2312", "gb18030")() + "尾".encode("gb18030")[:1], BODY),
    "普通.docx": (words.plain, BODY),
    "修订.docx": (words.tracked, BODY),
    "自动编号.docx": (words.numbered, BODY),
    "带表格.docx": (words.with_table, WITH_TABLE),
    "浏览器打印.pdf": (pdf("browser.pdf"), BODY),
    "双栏.pdf": (pdf("two_columns.pdf"), BODY),
    "页眉页码.pdf": (pdf("drawn.pdf"), BODY),
    "跨页表格.pdf": (pdf("ruled.pdf"), WITH_TABLE),
    "通报.xlsx": (lambda: sheets.book(sheets.NOTICE), WITH_TABLE),
    "其实是新格式.xls": (lambda: sheets.book(sheets.NOTICE), WITH_TABLE),
    "通报.csv": (lambda: sheets.separated(sheets.NOTICE).encode("gb18030"), WITH_TABLE),
    "框架.mht": (lambda: pages.mhtml(pages.framed, pages.trs, pages.script_only), BODY),
    "其实是网页.doc": (lambda: pages.word_pasted().encode(), BODY),
    "其实是新格式.doc": (words.plain, BODY),
    "其实是新格式.wps": (words.plain, BODY),
    "其实是网页存档.doc": (pages.mhtml, BODY),
    "其实是网页.docx": (lambda: pages.trs().encode(), BODY),
}


def body(notice: Notice) -> str:
    return notice.text[notice.body_start : notice.body_end]


@pytest.mark.parametrize("name", READABLE)
def test_the_body_comes_back_line_for_line_and_nothing_else(name: str) -> None:
    made, expected = READABLE[name]
    notice = parse(made(), name)
    assert body(notice).split("\n") == list(expected)
    assert notice.text[notice.body_end :] == ""


@pytest.mark.parametrize("name", READABLE)
def test_the_title_is_found_and_the_original_bytes_are_named(name: str) -> None:
    raw = READABLE[name][0]()
    notice = parse(raw, name)
    assert notice.title == TITLE
    assert notice.source.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("name", sorted(set(READABLE) - {"光秃.html", "未声明编码.html"}))
def test_date_and_source_are_read_from_what_the_file_prints_or_carries(name: str) -> None:
    stated = parse(READABLE[name][0](), name).metadata
    assert stated.published
    assert stated.published.value == PUBLISHED
    assert stated.source
    assert stated.source.value == SOURCE


def test_a_page_without_date_or_source_states_none() -> None:
    stated = parse(pages.bare().encode(), "a.html").metadata
    assert (stated.published, stated.source) == (None, None)


@pytest.mark.parametrize(("name", "items"), [("问题清单表.html", 3), ("带表格.docx", 3), ("拓尔思.html", 3)])
def test_items_are_found_in_prose_and_in_tables_with_an_empty_cell(name: str, items: int) -> None:
    assert len(parse(READABLE[name][0](), name).items) == items


def test_a_page_names_its_own_address_and_a_given_one_counts_more() -> None:
    raw = pages.trs().encode()
    assert parse(raw, "a.html").source.url == "https://tyj.example.gov.cn/art/2024/5/8/art_1_2.html"
    assert parse(raw, "a.html", "https://other.example/a").source.url == "https://other.example/a"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.gov.cn/">', ""),  # the front page is not this page
        ('<link rel="canonical" href="/art/1.html">', ""),  # of no known site
        ('<base href="https://a.gov.cn/x/"><link rel="canonical" href="../art/1.html">', "https://a.gov.cn/art/1.html"),
        ('<meta property="og:url" content="http://a.gov.cn/?id=1">', "http://a.gov.cn/?id=1"),
        ('<meta name="Url" content="javascript:alert(1)">', ""),
        ('<meta property="og:url" content="http://[">', ""),
        ("<!-- saved from url=(0031)http://a.gov.cn/art/2024/1.html -->", "http://a.gov.cn/art/2024/1.html"),
    ],
)
def test_only_a_full_address_of_the_page_itself_counts(head: str, url: str) -> None:
    assert parse(pages.page(pages.paragraphs(), head).encode(), "a.html").source.url == url


def test_the_page_of_another_script_is_decoded_by_what_it_declares() -> None:
    lines = (
        "某局黨組關於巡察整改情況的通報",
        "根據市委統一部署，現將整改情況通報如下。",
        "一、提高政治站位",
        "召開會議，制定方案，整改到位。",
    )
    page = pages.page("".join(f"<p>{line}</p>" for line in lines), charset="big5").replace(TITLE, "")
    notice = parse(page.replace(SOURCE, "").encode("big5", errors="ignore"), "a.html")
    assert notice.text.split("\n") == list(lines)
