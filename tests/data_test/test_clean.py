"""Page noise goes, the notice stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.clean import clean
from data.errors import UnreadableNotice
from data.wrap import width
from tests.originals import original

GOLDEN = Path(__file__).parent.parent / "golden"
NOTICES = ("binhai", "kaifeng", "qinyuan", "tongzhou", "wuhan")


def compare(path: Path, found: str) -> None:
    """Compare with a reviewed file; TONGBAO_GOLDEN=1 writes it anew, to be read in the diff."""
    if os.environ.get("TONGBAO_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NOTICES)
def test_what_is_dropped_from_the_five_notices_is_as_reviewed(name: str) -> None:
    dropped = clean(original(name)).dropped
    compare(GOLDEN / f"dropped_{name}.txt", "".join(f"{d.line}\t{d.reason}\t{d.text}\n" for d in dropped))


@pytest.mark.parametrize("name", NOTICES)
def test_every_other_character_of_the_five_notices_survives_in_order(name: str) -> None:
    cleaned = clean(original(name))
    kept = iter("".join(cleaned.text.split()))
    expected, at = [], 0
    for d in cleaned.dropped:  # take the dropped stretches out of the raw text, line by line
        start = sum(len(line) + 1 for line in original(name).split("\n")[: d.line - 1])
        found = original(name).index(d.text, max(at, start))
        expected.append(original(name)[at:found])
        at = found + len(d.text)
    expected.append(original(name)[at:])
    assert "".join("".join(expected).split()) == "".join(kept)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("binhai", "按照区委巡察工作统一部署", "2024年10月28日"),
        ("kaifeng", "根据市委统一部署", "2020年12月15日"),
        ("qinyuan", "根据县委统一安排部署", "2022年10月24日"),
        ("tongzhou", "根据区委巡察工作统一部署", "tzwlj@bjtzh.gov.cn。"),
        ("wuhan", "根据市委统一部署", "2023年12月29日"),
    ],
)
def test_the_body_runs_from_the_opening_to_the_signature(name: str, first: str, last: str) -> None:
    cleaned = clean(original(name))
    body = cleaned.text[cleaned.body_start : cleaned.body_end]
    assert body.startswith(first)
    assert body.endswith(last)


def test_a_title_over_several_lines_or_doubled_is_found_once() -> None:
    assert clean(original("qinyuan")).title == "沁源县文旅局党组关于巡察反馈问题整改情况的通报"
    assert clean(original("wuhan")).text.count("关于十四届市委第四轮巡察集中整改进展情况的通报") == 1
    assert clean(original("binhai")).text.count("进展情况的通报") == 1


def test_a_title_broken_inside_its_last_word_is_found_whole() -> None:
    cleaned = clean("中共甲县乙局党组关于巡察整改进展情况的通\n报\n发布日期：2024年5月8日\n现将整改情况予以公布。\n")
    assert cleaned.title == "中共甲县乙局党组关于巡察整改进展情况的通报"


def test_metadata_lines_stay_in_front_of_the_body() -> None:
    cleaned = clean(original("tongzhou"))
    assert cleaned.text[: cleaned.body_start].endswith("来源:区纪委区监委\n发布时间:2026-01-16\n")


def test_a_line_broken_by_an_image_is_joined() -> None:
    assert "重要性的认识。一是局党组" in clean(original("tongzhou")).text


PAGE = """网站首页
|
各县政府网站群
您现在的位置：首页 > 信息公开 > 通知公告
索引号：114/2024-0012    发布机构：市卫生健康委
中共某市卫生健康委员会党组关于整改进展情况的通报
发布时间：2024-05-08 10:20    来源：市卫健委    【字号：大 中 小】  打印  分享到：  浏览次数：1234次
现将整改情况予以公布，欢迎监督。
一、打印机采购不规范的问题。已分享到各科室，字号统一。
中共某市卫生健康委员会党组
2024年5月6日
附件：整改清单.docx
【打印】【关闭】
上一篇：没有了
相关阅读
中共某市教育局党组关于整改情况的通报
版权所有：某市卫生健康委员会
"""


def test_a_head_printed_as_a_list_with_spaced_labels_is_no_title() -> None:
    head = "- 索 引 号：370406/2023-00364\n- 文　　号：无\n标    题：某镇党委关于整改情况的通报\n"
    cleaned = clean(head + "某镇党委关于整改情况的通报\n一、基本情况\n现将整改情况予以公布。")
    assert cleaned.title == "某镇党委关于整改情况的通报"
    assert cleaned.text.startswith("索 引 号：370406/2023-00364\n文　　号：无\n标    题：某镇党委")


def test_furniture_of_another_site_goes_and_the_same_words_in_the_body_stay() -> None:
    text = clean(PAGE).text
    for noise in ("网站首页", "|", "网站群", "您现在的位置", "字号：", "浏览次数", "上一篇", "教育局", "版权所有"):
        assert noise not in text
    assert "一、打印机采购不规范的问题。已分享到各科室，字号统一。" in text
    assert "索引号：114/2024-0012\n发布机构：市卫生健康委\n" in text
    assert text.endswith("附件：整改清单.docx")


@pytest.mark.parametrize(
    "below",
    ["附件：整改清单\n序号\n1\n食堂管理\n已整改", "（此件公开发布）", "抄送：市纪委监委", "联系电话：12345678"],
)
def test_what_stands_below_the_date_stays_when_it_is_the_notices(below: str) -> None:
    text = f"某局关于整改情况的通报\n现将情况公布。\n一、整改\n已整改。\n某局党组\n2024年5月6日\n{below}"
    assert clean(text).text == text
    assert clean(text + "\n上一篇：无\n友情链接\n某某政府网站\n市教育局").text == text


def test_a_table_without_sentences_is_not_taken_for_a_footer() -> None:
    text = "某局关于整改情况的通报\n现将情况公布。\n2023年5月6日\n" + "序号\n问题\n已整改\n" * 20
    assert clean(text).text == text.rstrip()


def test_hard_wrapped_lines_are_joined_and_headings_kept_apart() -> None:
    sentence = "局党组高度重视巡察反馈意见整改工作，第一时间召开会议研究部署，成立领导小组，"
    prose = sentence * 6 + "整改到位。"
    wrapped = "\n".join(prose[i : i + 30] for i in range(0, len(prose), 30))
    cleaned = clean(f"某局关于整改情况的通报\n{wrapped}\n一、整改情况\n{wrapped}\n")
    assert cleaned.text.split("\n")[1:] == [prose, "一、整改情况", prose]


def test_the_first_line_of_a_wrapped_paragraph_is_shorter_by_its_indent() -> None:
    prose = "2个月来，局党组重视巡察反馈意见整改工作，第一时间召开会议研究部署，2023年3月10日至5月10日逐条整改。" * 4
    lines = ["    "]
    for character in prose:
        if width(lines[-1] + character) > 40:
            lines.append("")
        lines[-1] += character
    wrapped = "\n".join(lines)
    cleaned = clean(f"某局关于整改情况的通报\n{wrapped}\n    一、整改情况\n{wrapped}\n        某局\n    2023年5月6日")
    assert cleaned.text.split("\n")[1:] == [prose, "一、整改情况", prose, "某局", "2023年5月6日"]


def test_wrapped_lists_are_joined_page_numbers_are_dropped_and_an_indent_opens_a_paragraph() -> None:
    sentence = "（1）修订制度7项，检查水库24座次，约谈施工单位2家，整改问题46个。"
    paragraphs = [
        "一、整改情况",
        "局党组重视整改",
        sentence,
        sentence + sentence[3:],
        "二、打算",
        "坚持不懈",
        sentence * 2,
    ]
    lines: list[str] = []
    for paragraph in paragraphs * 2:
        lines.append("    ")
        for character in paragraph:
            if width(lines[-1] + character) > 40:
                lines.append("")
            lines[-1] += character
    wrapped = "\n".join([*lines[:7], "— 1 —", *lines[7:13], "- 2 -", *lines[13:]])
    cleaned = clean(f"某局关于整改情况的通报\n{wrapped}")
    assert cleaned.text.split("\n")[1:] == paragraphs * 2


def test_rows_of_one_width_and_short_cells_are_no_wrapped_lines() -> None:
    rows = [f"| {n:>2} | 河道巡查记录不齐全 | 补齐记录并按月抽查 | 已完成整改 |" for n in range(1, 13)]
    cells = ["巡河不勤", "台账不清", "已经补齐", "已完成了", "长期坚持", "立行立改"] * 3
    for lines in (rows, cells):
        text = "\n".join(["某局关于整改情况的通报", "现将整改情况通报如下。", *lines])
        assert clean(text).text.split("\n")[-len(lines) :] == lines


def test_a_title_may_be_spaced_or_stand_below_the_name_of_a_column() -> None:
    body = "一、整改情况\n现将整改情况予以公布。"
    assert clean(f"某局党组关于\n巡察整改情况的\n通　　报\n{body}").title == "某局党组关于巡察整改情况的通　　报"
    assert clean(f"国有企业整改公开\n某公司党委关于整改情况的通报\n{body}").title == "某公司党委关于整改情况的通报"


def test_the_head_of_a_table_of_problems_belongs_to_the_body() -> None:
    table = "| 序号 | 巡察反馈问题 | 整改措施 |\n| 1 | 台账不清 | 补齐 |\n| 2 | 公示迟缓 | 公示132条。 |"
    cleaned = clean(f"某局关于整改情况的公示\n{table}")
    assert cleaned.text[cleaned.body_start :] == table


def test_a_sheet_is_a_title_where_nothing_better_is() -> None:
    body = "一、整改情况\n现将整改情况予以公布。"
    assert clean(f"青石镇党委巡察整改情况公示表\n{body}").title == "青石镇党委巡察整改情况公示表"
    assert clean(f"整改情况公开表\n青石镇党委关于整改情况的通报\n{body}").title == "青石镇党委关于整改情况的通报"


@pytest.mark.parametrize(
    "damaged", ["", " \n\t ", "——！！", "ä¸­å…±å¼€å°å¸‚", "锟斤拷锟斤拷整改", "\ufffd\ufffd改\ufffd"]
)
def test_empty_or_damaged_text_is_refused_with_one_line(damaged: str) -> None:
    with pytest.raises(UnreadableNotice) as refused:
        clean(damaged)
    assert "\n" not in str(refused.value)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_cleaned_or_refused_and_spans_lie_inside(text: str) -> None:
    try:
        cleaned = clean(text)
    except UnreadableNotice:
        return
    assert 0 <= cleaned.title_start <= cleaned.title_end <= cleaned.body_start <= cleaned.body_end <= len(cleaned.text)
    assert cleaned.text[cleaned.title_start : cleaned.title_end].replace("\n", "") == cleaned.title
