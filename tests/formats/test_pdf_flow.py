"""Printed lines become paragraphs again: what goes on is joined, what a printer adds is taken off."""

from __future__ import annotations

from data.readers.pdf_flow import flow, printed_address
from data.readers.pdf_lines import Line

FULL = "根据市委统一部署，市委第三巡察组对市体育局党组进行了巡察，反馈了意见"  # 34 characters


def line(row: int, text: str, left: float = 0.0) -> Line:
    """A line of a page 34 characters wide, ten points a character, rows twenty points apart."""
    return Line(left, left + 10.0 * len(text), 800.0 - 20.0 * row, 10.0, text, 0)


def printed(number: int, *rows: tuple[str, float]) -> list[Line]:
    """A page as a browser prints it, time above, address and page number below."""
    body = [line(at, text, left) for at, (text, left) in enumerate(rows, start=1)]
    foot = line(50, f"https://tyj.example.gov.cn/art/1.html   {number}/2")
    return [line(0, "2024/5/8 09:30 整改情况通报"), *body, foot]


def test_what_a_browser_prints_around_a_page_goes_and_its_address_is_kept() -> None:
    pages = [printed(1, (FULL, 0), ("完毕。", 0)), printed(2, ("一、学习不够的问题", 20))]
    assert flow(pages) == [FULL + "完毕。", "一、学习不够的问题"]
    assert printed_address(pages) == "https://tyj.example.gov.cn/art/1.html"
    assert flow(pages[:1]) == [FULL + "完毕。"]
    assert printed_address([[line(1, FULL)]]) == ""


def test_a_paragraph_runs_on_over_a_page_and_an_indent_or_a_short_line_ends_it() -> None:
    first = [line(1, FULL[:32], 20), line(2, FULL), line(3, "开始。"), line(4, FULL[:32], 20)]
    second = [line(1, FULL), line(2, "结束。"), line(3, FULL[:32], 20), line(4, "一、标题", 20)]
    assert flow([first, second]) == [FULL[:32] + FULL + "开始。", FULL[:32] + FULL + "结束。", FULL[:32], "一、标题"]


def test_page_numbers_go_and_a_year_or_a_count_at_the_edge_of_a_page_stays() -> None:
    pages = [[line(n, FULL), line(n + 1, f"内容{n}。"), line(50, f"- {n} -", 160)] for n in range(1, 5)]
    assert flow(pages) == [f"{FULL}内容{n}。" for n in range(1, 5)]
    same = [[line(1, f"{FULL[:30]}{n}。", 20), line(50, f"- {n} -", 160)] for n in range(1, 5)]
    assert "".join(flow(same)) == "".join(f"{FULL[:30]}{n}。" for n in range(1, 5))
    assert "".join(flow([[line(1, "共计"), line(2, "2024")]])) == "共计2024"


def test_a_title_too_long_for_its_line_is_one_line_again() -> None:
    title = [line(1, FULL[:30], 20), line(2, "通报", 160), line(4, FULL[:32], 20), line(5, FULL), line(6, FULL)]
    assert flow([title])[0] == FULL[:30] + "通报"
