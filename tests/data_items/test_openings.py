"""Openings as other cities write them (places invented): who inspected, from when to when, and the feedback."""

from __future__ import annotations

import pytest

from data.corpus import parse

BODY = "现将整改情况通报如下：\n一、关于甲不力的问题\n整改措施：改。\n二、关于乙不力的问题\n整改措施：改。\n"
SIGNED = "中共青山市水利局党组\n2023年6月30日"


@pytest.mark.parametrize(
    ("opening", "by", "first", "last", "feedback"),
    [
        (
            "2021年9月2日至2021年11月5日，市委巡察二组对市水利局党组进行巡察。2021年12月28日下午，反馈了巡察意见。",
            *("市委巡察二组", "2021-09-02", "2021-11-05", "2021-12-28"),
        ),
        (
            "自2022年3月21日至5月20日，市委第三巡察组对局党组开展巡察，7月15日反馈巡察意见。",
            *("市委第三巡察组", "2022-03-21", "2022-05-20", "2022-07-15"),
        ),
        (
            "市委第一巡察组从2020年4月20日起至6月19日止，对局党组进行巡察。2020年8月12日，召开反馈会议。",
            *("市委第一巡察组", "2020-04-20", "2020-06-19", "2020-08-12"),
        ),
        (
            "2022年5月10日--7月8日，市委第四巡察组对局党委开展政治巡察，2022年8月26日反馈意见。",
            *("市委第四巡察组", "2022-05-10", "2022-07-08", "2022-08-26"),
        ),
        (
            "2019年9月中旬至11月中旬，市委第七巡察组进行了巡察。2020年1月3日，反馈了意见。",
            *("市委第七巡察组", "2019-09", "2019-11", "2020-01-03"),
        ),
        (
            "2022年11月7日至1月16日，市委教育工委第二巡察组对学校进行巡察。2023年2月20日，反馈了意见。",
            *("市委教育工委第二巡察组", "2022-11-07", "2023-01-16", "2023-02-20"),
        ),
        (
            "十三届市委第五轮第三巡察组于二〇二二年十月八日至十二月九日开展巡察，２０２３年１月１７日反馈意见。",
            *("市委第五轮第三巡察组", "2022-10-08", "2022-12-09", "2023-01-17"),
        ),
        (
            "省局党委第二巡察组于2023年5月8日至6月16日开展巡察，2023年8月10日反馈意见。",
            *("省局党委第二巡察组", "2023-05-08", "2023-06-16", "2023-08-10"),
        ),
        (
            "近日公布：2021年1月4日至3月12日，市国资委党委第三巡察组开展巡察，2021年4月15日反馈意见。",
            *("市国资委党委第三巡察组", "2021-01-04", "2021-03-12", "2021-04-15"),
        ),
        (
            "2020年10月19日至12月4日，区委第一、第二巡察组进行巡察，2020年12月30日反馈意见。",
            *("区委第一、第二巡察组", "2020-10-19", "2020-12-04", "2020-12-30"),
        ),
        (
            "2018年2月22日至5月23日，中央第八巡视组开展了巡视。2018年7月26日，反馈了巡视意见。",
            *("中央第八巡视组", "2018-02-22", "2018-05-23", "2018-07-26"),
        ),
        (
            "2022年3月14日开始至4月29日，市委粮食购销领域专项巡察第二组开展了专项巡察，2022年6月17日反馈意见。",
            *("市委粮食购销领域专项巡察第二组", "2022-03-14", "2022-04-29", "2022-06-17"),
        ),
        (
            "2021年4月6日至5月28日，市委卫生健康系统专项巡察组开展了巡察，2021年7月13日反馈意见。",
            *("市委卫生健康系统专项巡察组", "2021-04-06", "2021-05-28", "2021-07-13"),
        ),
    ],
)
def test_the_three_dates_are_kept_apart(opening: str, by: str, first: str, last: str, feedback: str) -> None:
    text = f"中共青山市水利局党组关于巡察整改情况的通报\n根据统一部署，{opening}{BODY}{SIGNED}"
    m = parse(text.encode(), "x.txt").metadata
    values = [f.value if f else "" for f in (m.inspected_by, m.inspected_from, m.inspected_to, m.feedback)]
    assert values == [by, first, last, feedback]
    assert m.signed is not None
    assert m.signed.value == "2023-06-30"


@pytest.mark.parametrize(
    ("head", "published", "source"),
    [
        ("来源：市水利局 发布时间：2023年7月4日 浏览量：12", "2023-07-04", "市水利局"),
        ("日期：2023-07-04  来源：市水利局  作者：办公室", "2023-07-04", "市水利局"),
        ("2023-07-04 09:12  来源: 市水利局", "2023-07-04", "市水利局"),
        ("索引号：A-1 | 发布机构：市水利局 | 发布日期：2023/7/4", "2023-07-04", "市水利局"),
        ("字号：[大][中][小]  2023-07-04 09:12  来源：市水利局", "2023-07-04", "市水利局"),
        ("信息来源：市水利局\n发布日期：2023.07.04", "2023-07-04", "市水利局"),
    ],
)
def test_publication_and_source_are_read_from_the_lines_around_the_title(
    head: str, published: str, source: str
) -> None:
    text = f"中共青山市水利局党组关于巡察整改情况的通报\n{head}\n根据统一部署，{BODY}{SIGNED}"
    m = parse(text.encode(), "x.txt").metadata
    assert m.published is not None
    assert m.source is not None
    assert (m.published.value, m.source.value) == (published, source)


@pytest.mark.parametrize(
    ("closing", "phone"),
    [
        ("联系电话：（027）8765 4321", "027-87654321"),
        ("电话：027—87654321", "027-87654321"),
        ("监督电话：０２７－８７６５４３２１", "027-87654321"),
        ("联系方式：13900001234", "13900001234"),
        ("举报电话：12388", "12388"),
        ("电    话：027-87654321", "027-87654321"),
        ("联系电话：********", ""),
    ],
)
def test_telephones_are_read_in_every_spelling(closing: str, phone: str) -> None:
    text = f"中共青山市水利局党组关于巡察整改情况的通报\n根据统一部署，{BODY}欢迎监督。{closing}\n{SIGNED}"
    found = parse(text.encode(), "x.txt").metadata.phone
    assert (found.value if found else "") == phone


def test_a_day_of_the_inspection_is_not_taken_for_the_feedback() -> None:
    text = (
        "中共青山市水利局党组关于巡察整改情况的通报\n2024年9月12日至11月15日，市委第二巡察组开展了巡察，并反馈了巡察意见。\n"
        + BODY
        + SIGNED
    )
    m = parse(text.encode(), "x.txt").metadata
    assert m.inspected_to is not None
    assert (m.inspected_to.value, m.feedback) == ("2024-11-15", None)


@pytest.mark.parametrize(
    "printed",
    ["2 0 2 3 年 6 月 3 0 日", "二O二三年六月三十日", "二0二三年六月三十日", "二○二三年六月三十日", "2023.6.30"],
)
def test_a_signature_is_dated_however_its_date_is_set(printed: str) -> None:
    text = f"中共青山市水利局党组关于巡察整改情况的通报\n{BODY}欢迎监督。\n中 共 青 山 市 水 利 局 党 组\n{printed}"
    signed = parse(text.encode(), "x.txt").metadata.signed
    assert signed is not None
    assert (signed.value, signed.quote.text) == ("2023-06-30", printed)


def test_an_opening_typed_with_half_width_stops_belongs_to_the_body() -> None:
    opening = "2022年9月13日至11月10日,县委第七巡察组进行了巡察.现将整改情况予以公布."
    notice = parse(f"某局关于整改情况的通报\n{opening}\n一.整改情况\n已改.".encode(), "x.txt")
    assert notice.text[notice.body_start :].startswith(opening)


def test_a_head_printed_as_a_list_is_read_like_any_other() -> None:
    head = "• 索引号：\n\n  1133/46\n\n• 成文日期：\n\n  2023-05-04\n\n• 中共青山市水利局党组关于巡察整改情况的通报\n"
    notice = parse((head + BODY + "欢迎监督。").encode(), "x.txt")
    assert notice.title == "中共青山市水利局党组关于巡察整改情况的通报"
    assert notice.metadata.signed is not None
    assert notice.metadata.signed.value == "2023-05-04"


def test_a_title_set_wide_is_read_close() -> None:
    page = "中 共 平 川 县 供 销 社 党 组\n关 于 整 改 情 况 的 通 报\n现将整改情况通报如下。\n平川县供销社"
    assert parse(page.encode(), "a.txt").title == "中共平川县供销社党组关于整改情况的通报"
    assert (
        parse("平川县2022年 第三季度 整改情况通报\n现通报如下。".encode(), "a.txt").title
        == "平川县2022年 第三季度 整改情况通报"
    )


def test_an_issuer_and_a_date_in_brackets_are_the_signature() -> None:
    page = "关于巡察整改情况的通报\n（中共安丰县住房和城乡建设局党组 2023年10月11日）\n现将整改情况通报如下。\n"
    stated = parse(page.encode(), "a.txt").metadata
    assert [field.value for field in (stated.unit, stated.signed) if field] == ["安丰县住建局", "2023-10-11"]


def test_an_issuer_and_a_date_below_the_title_are_the_signature_without_brackets_too() -> None:
    page = "关于巡察整改情况的通报\n安丰县教育体育局党组  2024年9月10日\n现将整改情况通报如下。\n"
    stated = parse(page.encode(), "a.txt").metadata
    assert [field.value for field in (stated.issuer, stated.signed) if field] == [
        "安丰县教育体育局党组",
        "2024-09-10",
    ]


def test_an_issuer_in_brackets_below_the_title_is_read() -> None:
    head = "关于巡察反馈意见整改进展情况的通报\n（中共青山市水务集团有限公司委员会）\n"
    notice = parse((head + BODY + "欢迎监督。").encode(), "x.txt")
    assert notice.metadata.issuer is not None
    assert notice.metadata.issuer.value == "中共青山市水务集团有限公司委员会"


def test_the_head_of_a_table_is_no_title() -> None:
    table = "| 序号 | 反馈问题 | 整改措施 |\n| --- | --- | --- |\n| 1 | 甲不力 | 改 |\n| 2 | 乙不力 | 改 |\n"
    assert parse(table.encode(), "整改台账.txt").title == "整改台账"


@pytest.mark.parametrize(
    "name", ["中共青山市委宣传部", "青山市市场监督管理局党组", "青山市残疾人联合会", "青山市图书馆"]
)
def test_whoever_signs_is_read_without_the_title_naming_it(name: str) -> None:
    found = parse(f"关于巡察整改情况的通报\n{BODY}欢迎监督。\n{name}\n2023年6月30日".encode(), "x.txt").metadata.issuer
    assert found is not None
    assert found.value == name


def test_the_signature_is_read_above_a_table_attached_below_it() -> None:
    table = "序号\n反馈问题\n整改措施\n1\n甲不力\n改甲\n2\n乙不力\n改乙\n3\n丙不力\n改丙\n4\n丁不力\n改丁"
    text = f"关于巡察整改情况的公示\n现予以公示，欢迎监督。\n{SIGNED}\n附件\n整改情况一览表\n{table}"
    notice = parse(text.encode(), "x.txt")
    assert notice.metadata.issuer is not None
    assert notice.metadata.signed is not None
    assert (notice.metadata.issuer.value, notice.metadata.signed.value) == ("中共青山市水利局党组", "2023-06-30")
    assert [i.problem.text for i in notice.items] == ["甲不力", "乙不力", "丙不力", "丁不力"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("文章来源：青山市水利局 发布时间：2024-01-19 阅读：58", "2024-01-19"),
        ("发布时间：2024-01-19 08:30 阅读：58 打印", "2024-01-19"),
        ("发布时间：2024-01-19 58次浏览", "2024-01-19"),
        ("公示日期：2024年1月19日", "2024-01-19"),
    ],
)
def test_the_day_beside_a_count_of_readers_is_kept(line: str, published: str) -> None:
    stated = parse(f"某局关于巡察整改情况的通报\n{line}\n{BODY}{SIGNED}".encode(), "x.txt").metadata
    assert stated.published is not None
    assert stated.published.value == published
