"""Single rules, on wording made up for them."""

from __future__ import annotations

import pytest

from data.corpus import parse
from data.dates import dates
from data.facts import documents, figures, masked
from data.items import citable
from data.regions import region
from data.types import Item, Metadata, Role, Status
from data.units import short_name

HEAD = "云岭县水务局党组关于巡察整改情况的通报\n"
OPENING = "2023年3月1日至4月28日，县委第一巡察组对县水务局党组进行了巡察。"


def items(body: str) -> tuple[Item, ...]:
    return parse(f"{HEAD}{OPENING}\n{body}".encode(), "x.txt").items


def metadata(opening: str, closing: str = "") -> Metadata:
    return parse(
        f"{HEAD}{opening}\n一、关于甲问题\n已改。\n二、关于乙问题\n已改。\n{closing}".encode(), "x.txt"
    ).metadata


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("整改结果：已整改。", Status.DONE),
        ("整改状态：完成", Status.COMPLETED),
        ("整改状态：阶段性完成", Status.STAGE),
        ("整改状态：未完成", Status.NOT_YET),
        ("整改结果：基本完成，持续推进。", Status.MOSTLY),
        ("完成情况：正在推进", Status.ONGOING),
        ("整改进展：长期坚持", Status.LASTING),
        ("完成情况：已完成并长期坚持", Status.COMPLETED),
        ("整改情况：尚在整改中。", Status.ONGOING),
        ("整改进度：持续整改", Status.CONTINUING),
        ("整改完成率：76%", Status.NOT_YET),
        ("整改完成率100%", Status.COMPLETED),
        ("该问题已整改到位。", Status.DONE),
        ("此项整改任务正在推进。", Status.ONGOING),
        ("【已完成】", Status.COMPLETED),
        ("整改结果：群众满意度明显提升。", Status.UNSTATED),
        ("该问题已于2023年6月底前全部整改完成。", Status.DONE),
        ("截至目前，已完成整改。", Status.DONE),
        ("（已完成整改，长期坚持）", Status.DONE),
        ("（整改完成时间：2023年8月，已整改到位）", Status.DONE),
        ("整改结果：已全部完成整改任务", Status.DONE),
        ("完成情况：100%", Status.COMPLETED),
        ("整改率100%。", Status.COMPLETED),
        ("整改结果：已对账销号", Status.COMPLETED),
        ("整改结果：该问题已得到解决。", Status.COMPLETED),
        ("整改情况（已完成）：更换水泵。", Status.COMPLETED),
        ("整改进展：正在按计划有序推进。", Status.ONGOING),
        ("进展情况：该问题正在整改，预计12月底完成。", Status.ONGOING),
        ("整改结果：持续整改中。", Status.CONTINUING),
        ("整改时限：长期坚持", Status.UNSTATED),
        ("（责任领导：李某；整改时限：立行立改，长期坚持）", Status.UNSTATED),
        ("完成情况：100%的村已通水，水质待检。", Status.UNSTATED),
        ("城墙北墙维修工程已完工，东墙正在施工。", Status.UNSTATED),
        ("持续推进河长制落实，完成清淤3公里。", Status.UNSTATED),
        ("一是甲项已完成整改。二是乙项正在整改。", Status.UNSTATED),
    ],
)
def test_a_status_is_read_only_where_it_speaks_of_the_item(line: str, status: Status) -> None:
    found = items(
        f"1.关于河道管护不力的问题。\n整改措施：清理河道。\n{line}\n2.关于供水不稳的问题。\n整改措施：更换水泵。\n"
    )
    assert found[0].status is status
    assert found[1].status is Status.UNSTATED


def test_a_group_heading_states_the_status_of_what_is_under_it() -> None:
    done = "一、已完成整改的问题\n1.关于甲不力的问题。改了甲。\n2.关于乙不力的问题。改了乙。\n"
    body = f"{done}二、全力完成整改任务\n1.关于丙不力的问题。改了丙。\n"
    assert [i.status for i in items(body)] == [Status.DONE, Status.DONE, Status.UNSTATED]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("指出问题4大类11项31条。截至9月20日，完成整改28条，未完成3条。", ["类 4", "问题 31", "已完成 28"]),
        ("共反馈问题5大类18个方面43个，已整改到位39个。", ["类 5", "方面 18", "问题 43", "已完成 39"]),
        ("局党组认领问题22个，制定措施81条，完成整改20个。", ["问题 22", "整改措施 81", "已完成 20"]),
        ("共指出问题8个。截止目前，8个问题中7个已整改完成。", ["问题 8", "已完成 7"]),
        ("巡察组指出9个问题，提出3条意见建议。", ["问题 9"]),
        ("上轮巡察反馈问题未整改到位的4个问题一并整改。", []),
        (
            "反馈了15个问题，制定措施56条，13个问题已完成整改，2个问题正在整改。",
            ["问题 15", "整改措施 56", "已完成 13", "正在整改 2"],
        ),
        ("制定方案。\n一、甲方面\n反馈问题共2个，已全部完成。\n略。\n二、乙方面\n反馈问题共3个，已完成1个。\n略。", []),
        ("制定方案。\n一、甲方面（反馈问题2个，已完成2个）\n略。\n二、乙方面（反馈问题3个，已完成1个）\n略。", []),
        ("共反馈问题5个。\n一、反馈问题整改情况（共5个问题，已完成4个）\n略。", ["问题 5", "已完成 4"]),
    ],
)
def test_totals_are_read_in_every_order_of_words(sentence: str, counts: list[str]) -> None:
    assert [c.value for c in metadata(f"{OPENING}{sentence}").counts] == counts


def test_a_repeated_number_gets_an_id_of_its_own() -> None:
    found = items("1.关于甲不力的问题。改甲。\n1.关于乙不力的问题。改乙。\n")
    assert [i.id for i in found] == ["云岭·1", "云岭·1~2"]


def test_numbers_of_a_path_are_cited_without_their_punctuation() -> None:
    assert citable(["二、", "（一）", "1.", "（3）"]) == "二(一)1(3)"
    assert citable(["三、", "12、"]) == "三12"
    assert citable(["1.", "2)"]) == "1-2)"
    assert citable(["2", "2.1", "2.1.3"]) == "2.1.3"
    assert citable(["1.", "2.1"]) == "1-2.1"


def test_the_year_of_the_feedback_is_inferred_only_where_one_year_fits() -> None:
    signed = metadata(f"{OPENING}6月8日反馈了巡察意见。", "云岭县水务局党组\n2023年12月1日").feedback
    assert signed is not None
    assert (signed.value, signed.inferred) == ("2023-06-08", True)
    late = metadata(f"{OPENING}6月8日反馈了巡察意见。", "云岭县水务局党组\n2025年12月1日").feedback
    assert late is None


def test_a_masked_contact_is_absent_and_listed_as_masked() -> None:
    text = "联系电话：********，邮箱：******@qq.com。"
    found = metadata(OPENING, f"欢迎监督。{text}")
    assert found.phone is None
    assert found.email is None
    assert [m.text for m in masked(text, 0, len(text))] == ["********", "******"]


@pytest.mark.parametrize(
    ("name", "place", "level", "short"),
    [
        ("中共北京市通州区文化和旅游局党组", "北京市通州区", "区", "通州"),
        ("中共长治市潞城区委", "长治市潞城区", "区", "潞城"),
        ("恩施土家族苗族自治州利川市教育局", "恩施土家族苗族自治州利川市", "县", "利川"),
        ("河南省开封市城市管理局", "河南省开封市", "市", "开封"),
        ("济南市市中区司法局", "济南市市中区", "区", "市中"),
        ("成都市农业农村局", "成都市", "市", "成都"),
        ("清河县城关镇党委", "清河县城关镇", "镇", "城关"),
        ("古柳街道社区卫生服务中心党支部", "古柳街道", "街道", "古柳"),
        ("新疆维吾尔自治区和田地区卫健委", "新疆维吾尔自治区和田地区", "市", "和田"),
        ("蓟县教育局", "蓟县", "县", "蓟县"),
        ("洪山县市场监督管理局", "洪山县", "县", "洪山"),
        ("共青团洪山县委员会", "洪山县", "县", "洪山"),
        ("新疆生产建设兵团第八师石河子市教育局", "新疆生产建设兵团第八师石河子市", "市", "第八师石河子"),
    ],
)
def test_a_place_nobody_listed_is_read_by_its_suffix(name: str, place: str, level: str, short: str) -> None:
    found = region(name)
    assert found is not None
    assert (found.name, found.level, found.short) == (place, level, short)


@pytest.mark.parametrize(
    "name", ["市教育局党组", "中国远山集团党组", "城市管理局", "青岭城市建设集团", "社区服务中心", "浙江大学党委"]
)
def test_ordinary_words_are_no_place(name: str) -> None:
    assert region(name) is None


@pytest.mark.parametrize(
    ("issuer", "short"),
    [
        ("中共开封市文化广电和旅游局党组", "开封市文广旅局"),
        ("中共天津市滨海新区文化和旅游局委员会", "滨海新区文旅局"),
        ("中共云岭县卫生健康委员会党组", "云岭县卫健委"),
        ("中共平川市东湖街道工作委员会", "平川市东湖街道"),
        ("平川市水务集团有限公司党委", "平川市水务集团"),
        ("平川市残疾人联合会党组", "平川市残联"),
        ("共青团平川县委员会", "共青团平川县委"),
        ("政协平川市委员会机关党组", "平川市政协"),
        ("中共平川市东城区委员会", "东城区委"),
        ("中共平川县委党校校务委员会", "平川县委党校"),
        ("中共平川市直属机关工作委员会", "平川市直属机关工委"),
        ("中共国家税务总局平川县税务局委员会", "平川县税务局"),
    ],
)
def test_units_are_named_as_offices_name_them(issuer: str, short: str) -> None:
    assert short_name(issuer) == short


def test_a_document_has_the_role_its_verb_gives() -> None:
    text = "修订完善《甲办法》《乙细则》，组织学习贯彻《丙条例》；严格按照《丁规定》执行，"
    text += "《戊方案》已正式印发，根据县里出台的《庚》要求，观赏《己》。"
    roles = [(d.name.text, d.role) for d in documents(text, 0, len(text))]
    assert roles == [
        ("《甲办法》", Role.REVISED),
        ("《乙细则》", Role.REVISED),
        ("《丙条例》", Role.STUDIED),
        ("《丁规定》", Role.BASIS),
        ("《戊方案》", Role.MADE),
        ("《庚》", Role.BASIS),
        ("《己》", Role.NAMED),
    ]


def test_figures_say_what_they_count_and_masks_have_no_value() -> None:
    text = "发现整改问题25个，接待游客*****.09万人次，拨付资金1,065.5万元，观看量1900多万人次，第3次会议。"
    found = [(f.quote.text, f.value, f.unit, f.counts) for f in figures(text, 0, len(text))]
    assert found == [
        ("25个", 25.0, "个", "整改问题"),
        ("*****.09万人次", None, "人次", "接待游客"),
        ("1,065.5万元", 10_655_000.0, "元", "拨付资金"),
        ("1900多万人次", 19_000_000.0, "人次", "观看量"),
    ]


@pytest.mark.parametrize(
    ("text", "iso", "promised"),
    [
        ("被告将于 2025年2月1日前返还。", "2025-02-01", True),
        ("于2026年合同结束停止出租。", "2026", True),
        ("二〇二四年十月二十八日完成。", "2024-10-28", False),
        ("已于2024年3月印发。", "2024-03", False),
        ("纳入2025年一卡通目录。", "2025", False),
        ("预计12月底完成。", "", True),
        ("于6月完成施工。", "", False),
    ],
)
def test_a_promise_is_told_from_a_date(text: str, iso: str, promised: bool) -> None:
    (found,) = dates(text, 0, len(text), signed="2024-10-28")
    assert (found.iso, found.commitment) == (iso, promised)


def test_an_audits_totals_are_read_in_a_report_on_an_audit() -> None:
    head = "关于本级预算执行审计查出问题整改情况的报告\n"
    body = "审计工作报告反映的问题46个，已整改41个，正在整改5个。\n一、关于甲问题\n已改。\n二、关于乙问题\n已改。\n"
    found = parse((head + body).encode(), "x.txt").metadata.counts
    assert [c.value for c in found] == ["问题 46", "已完成 41", "正在整改 5"]
