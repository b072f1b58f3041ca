"""Layouts met in the wild, in miniature: which stretches are items, and what each part of them is."""

from __future__ import annotations

import re

import pytest

from data.corpus import parse
from data.types import Status
from tests.originals import original

HEAD = "中共青山市水利局党组关于巡察整改情况的通报\n2023年3月1日至4月28日，市委第一巡察组对局党组进行了巡察。\n"
TAIL = "欢迎监督。电话：027-87654321\n中共青山市水利局党组\n2023年9月30日"
Wanted = list[tuple[str, str, int, str]]  # id behind the place, problem, number of measures, status

LAYOUTS: dict[str, tuple[str, Wanted]] = {
    "circled numbers inside groups": (
        "一、整改情况\n（一）政治建设方面\n①关于学习不深入的问题。学习12次。已整改完成。\n②关于部署不及时的问题。开会。正在整改。\n"
        "（二）作风方面\n①关于检查不细的问题。检查23家。已整改完成。\n",
        [
            ("一(一)①", "关于学习不深入的问题。", 1, "已整改"),
            ("一(一)②", "关于部署不及时的问题。", 1, "正在整改"),
            ("一(二)①", "关于检查不细的问题。", 1, "已整改"),
        ],
    ),
    "tasks, one of which sounds like a problem": (
        "一、加强组织领导\n召开会议。\n二、反馈意见整改落实情况\n（一）强化政治建设\n1.加强学习。学习5次。\n"
        "2.解决设施老化问题。更新设备3台。\n3.健全制度。制定制度2项。\n",
        [
            ("二(一)1", "加强学习。", 1, "未载明"),
            ("二(一)2", "解决设施老化问题。", 1, "未载明"),
            ("二(一)3", "健全制度。", 1, "未载明"),
        ],
    ),
    "measures numbered below the problem": (
        "一、聚焦政治监督\n（一）学习贯彻有差距\n1.开展学习。学习6次。\n2.健全制度。\n"
        "（二）履职不到位\n1.明确职责。\n2.加强督办。督办12件。\n",
        [("一(一)", "学习贯彻有差距", 2, "未载明"), ("一(二)", "履职不到位", 2, "未载明")],
    ),
    "everything behind labels in one line": (
        "一、问题整改情况\n1.防汛责任落实不到位。整改情况：签订责任状32份。完成情况：已完成。\n"
        "2.水费征收管理混乱。整改情况：清缴欠费56万元。完成情况：未完成。\n",
        [("一1", "防汛责任落实不到位。", 1, "已完成"), ("一2", "水费征收管理混乱。", 1, "未完成")],
    ),
    "parts counted 第一部分": (
        "第一部分 整改工作开展情况\n略。\n第二部分 具体问题整改情况\n"
        "一、关于学习不足的问题\n整改措施：学习。\n整改结果：完成。\n"
        "二、关于管理不严的问题\n整改措施：管理。\n整改结果：长期坚持。\n第三部分 下步打算\n略。\n",
        [
            ("第二部分一", "关于学习不足的问题", 1, "已完成"),
            ("第二部分二", "关于管理不严的问题", 1, "长期坚持"),
        ],
    ),
    "decimal numbers": (
        "1 整改总体情况\n略。\n2 问题整改情况\n2.1 河长制落实不力\n整改措施：巡河。\n整改状态：已完成\n"
        "2.2 水质监测缺位\n整改措施：监测。\n整改状态：正在推进\n",
        [("2.1", "河长制落实不力", 1, "已完成"), ("2.2", "水质监测缺位", 1, "正在整改")],
    ),
    "paragraphs that open with the problem": (
        "针对学习抓得不紧的问题，组织学习3次。\n针对监管不严的问题，开展检查15次。\n",
        [("第1项", "针对学习抓得不紧的问题", 1, "未载明"), ("第2项", "针对监管不严的问题", 1, "未载明")],
    ),
    "one paragraph for all problems": (
        "我局高度重视。针对“学习不够”的问题，我们组织学习3次。针对“监管不严”的问题，我们开展检查。下一步继续努力。\n",
        [("第1项", "针对“学习不够”的问题", 1, "未载明"), ("第2项", "针对“监管不严”的问题", 1, "未载明")],
    ),
    "the problem's heading names the report": (
        "（一）关于意识形态责任制不到位问题的整改情况。一是健全机制。二是强化管理。\n"
        "（二）关于财务报销把关不严问题的整改情况。一是完善制度。二是退回违规报销1.2万元。\n",
        [
            ("(一)", "关于意识形态责任制不到位问题", 2, "未载明"),
            ("(二)", "关于财务报销把关不严问题", 2, "未载明"),
        ],
    ),
    "circled labels behind the problem": (
        "一、整改任务完成情况\n（一）市委巡察反馈问题\n1、党建责任落实有差距。①整改措施：开会2次；②整改成效：考核优秀。③完成时限：已完成。\n"
        "2、制度执行不严。①整改措施：修订制度3项；②整改成效：规范运行。③完成时限：2024年底。\n",
        [("一(一)1", "党建责任落实有差距。", 1, "已完成"), ("一(一)2", "制度执行不严。", 1, "未载明")],
    ),
    "a table with tabs": (
        "序号\t反馈问题\t整改措施\t整改状态\n1\t巡河不到位\t巡河120次\t已完成\n2\t执法不严\t立案9起\t持续整改\n",
        [("1", "巡河不到位", 1, "已完成"), ("2", "执法不严", 1, "持续整改")],
    ),
    "labels with a value in a heading": (
        "二、整改进展情况\n（一）反馈问题：上轮巡察整改不到位\n1.政治意识不够强\n整改状态：完成\n整改情况：一是学习。二是指导。\n"
        "（二）反馈问题：履职有差距\n2.担当不够\n整改状态：阶段性完成\n整改情况：一是化债。\n",
        [("二(一)1", "政治意识不够强", 2, "已完成"), ("二(二)2", "担当不够", 1, "阶段性完成")],
    ),
    "a status in front of the measures": (
        "（一）关于“学习不规范”问题\n整改落实情况：已完成整改。一是学习。二是研讨。\n"
        "（二）关于“管理不严”问题\n整改落实情况：正在整改，持续推进。一是完善制度。\n",
        [("(一)", "关于“学习不规范”问题", 2, "已整改"), ("(二)", "关于“管理不严”问题", 1, "正在整改")],
    ),
    "a share of the work": (
        "（一）关于管网漏损的问题\n整改情况：改造管网。整改进度：完成80%。\n"
        "（二）关于收费不规范的问题\n整改情况：清退费用。整改进度：已完成。\n",
        [("(一)", "关于管网漏损的问题", 1, "未完成"), ("(二)", "关于收费不规范的问题", 1, "已完成")],
    ),
    "findings one level down in every part": (
        "一、关于落实河长制有偏差的整改情况\n（一）巡河走过场，部分河段“四乱”反弹\n1.加强领导。成立专班。\n2.集中整治。清理46处。\n"
        "（二）堤防管护混乱，部分合同未公开招租\n1.清理合同。\n2.公开竞价。\n"
        "二、关于基层党组织软弱涣散的整改情况\n（一）3个支部作用发挥不够\n1.选派书记。\n2.开展培训。\n",
        [
            ("一(一)", "巡河走过场，部分河段“四乱”反弹", 2, "未载明"),
            ("一(二)", "堤防管护混乱，部分合同未公开招租", 2, "未载明"),
            ("二(一)", "3个支部作用发挥不够", 2, "未载明"),
        ],
    ),
    "a table whose progress column holds the status": (
        "| 序号 | 反馈问题 | 整改措施 | 整改进展 |\n| --- | --- | --- | --- |\n"
        "| 1 | 学习不深入 | 研讨12次 | 已完成 |\n| 2 | 拨付慢 | 按周调度 | 正在整改 |\n",
        [("1", "学习不深入", 1, "已完成"), ("2", "拨付慢", 1, "正在整改")],
    ),
    "ornaments, black lens brackets and labelled numbers": (
        "【一】聚焦政治监督\n◆问题1.理论武装不够扎实。\n▲整改落实：①学习12次；②宣讲6期。\n▲整改状态：完成\n"
        "【二】聚焦群众身边\n◆问题2.违规发放补贴。\n▲整改落实：清退11.28万元。\n▲整改状态：完成\n",
        [("(一)问题1", "理论武装不够扎实。", 2, "已完成"), ("(二)问题2", "违规发放补贴。", 1, "已完成")],
    ),
    "a bare label over a numbered list of measures": (
        "问题（一） 收受“红包”现象仍有发生\n整改情况：\n1、签订承诺书。\n2、退回红包4600元。\n"
        "问题（二） 食堂账目\n整改情况：\n尚在整改中。已委托审计。\n",
        [("问题(一)", "收受“红包”现象仍有发生", 2, "未载明"), ("问题(二)", "食堂账目", 1, "正在整改")],
    ),
    "a part of tasks that are still open": (
        "一、问题整改情况\n（一）关于“巡河走过场”问题\n整改措施：巡河46次。\n整改结果：问题已整改到位，并长期坚持。\n"
        "（二）关于“收费混乱”问题\n整改措施：清退3万元。\n整改结果：已完成并长期坚持\n"
        "二、需长期整改事项进展情况\n（一）农村饮水安全巩固提升。新建管网32公里。\n",
        [
            ("一(一)", "关于“巡河走过场”问题", 1, "已整改"),
            ("一(二)", "关于“收费混乱”问题", 1, "已完成"),
            ("二(一)", "农村饮水安全巩固提升。", 1, "未载明"),
        ],
    ),
    "a status behind every measure": (
        "一、存在问题：补贴发放不及时\n1.建立台账。【已完成】\n2.补发43户。【正在推进】\n"
        "二、存在问题：工程未经招标\n1.出台办法。【已完成】\n2.提醒谈话。【已完成】\n"
        "三、存在问题：干部作风漂浮\n1.走访1260户。【长期坚持】\n",
        [
            ("一", "补贴发放不及时", 2, "未载明"),
            ("二", "工程未经招标", 2, "已完成"),
            ("三", "干部作风漂浮", 1, "长期坚持"),
        ],
    ),
    "bare headings, half of them worded as problems": (
        "学习不系统\n制定学习计划，中心组学习12次。\n公众号管理不严\n对6个公众号清理整顿，关停2个。\n"
        "换届超期\n指导8个协会完成换届。\n稿费发放不规范\n清退违规稿费3.6万元，处理1人。\n",
        [
            ("第1项", "学习不系统", 1, "未载明"),
            ("第2项", "公众号管理不严", 1, "未载明"),
            ("第3项", "换届超期", 1, "未载明"),
            ("第4项", "稿费发放不规范", 1, "未载明"),
        ],
    ),
    "findings one level down beside a part whose findings are not worded as such": (
        "一、反馈问题整改情况\n1.债务风险管控不到位\n（1）对外担保规模过大。压降余额4.8亿元。\n（2）融资成本偏高。置换债务9.5亿元。\n"
        "2.选人用人不规范\n（1）“带病提拔”。倒查选任程序。\n",
        [
            ("一1(1)", "对外担保规模过大。", 1, "未载明"),
            ("一1(2)", "融资成本偏高。", 1, "未载明"),
            ("一2(1)", "“带病提拔”。", 1, "未载明"),
        ],
    ),
    "labels and numbers without a colon": (
        "具体问题1 会议记录缺失。\n整改措施 补齐记录14份。\n完成情况 已完成\n"
        "具体问题2 思想政治工作薄弱。\n整改措施 每月学习。\n完成情况 持续推进\n",
        [("具体问题1", "会议记录缺失。", 1, "已完成"), ("具体问题2", "思想政治工作薄弱。", 1, "持续整改")],
    ),
    "a notice that publishes no single problem": ("局党组高度重视，全部问题均已整改到位。\n", []),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_items_are_found_whatever_the_layout(layout: str) -> None:
    body, wanted = LAYOUTS[layout]
    items = parse((HEAD + body + TAIL).encode(), "x.txt").items
    found = [(i.id.removeprefix("青山·"), i.problem.text, len(i.measures), i.status.value) for i in items]
    assert found == wanted


def _count(text: str) -> int:
    return len(parse(text.encode(), "x.txt").items)


def test_items_survive_the_loss_of_one_sign() -> None:
    """Labels, the wording of headings and numbers back each other up."""
    assert _count(original("wuhan").replace("整改措施及结果:", "")) == 27
    assert _count(re.sub(r"\n\d+\.", "\n", original("wuhan"))) == 27
    assert _count(re.sub(r"\n整改措施:", "整改措施:", original("qinyuan"))) == 12
    assert _count(original("binhai").replace("针对", "")) == 30
    assert _count(re.sub(r"整改结果：.*", "", original("kaifeng"))) == 17
    assert _count(original("tongzhou").replace("推动整改任务落地见效", "见真章求实效")) == 32


def test_a_row_keeps_its_columns_although_a_cell_is_empty_and_a_spanning_problem_takes_its_rows() -> None:
    table = (
        "| 序号 | 存在问题 | 整改措施 | 完成情况 |\n| 1 | 制度不健全 | 修订制度5项 | 已完成 |\n"
        "|  |  | 组织培训3次 | 已完成 |\n| 2 | 台账不规范 | 补齐台账 |  |\n"
    )
    found = parse(f"某局关于整改情况的通报\n现将整改情况通报如下。\n{table}某局\n2024年5月6日".encode(), "a.txt").items
    assert [(i.number, i.problem.text) for i in found] == [("1", "制度不健全"), ("2", "台账不规范")]
    assert [[m.text for m in i.measures] for i in found] == [["修订制度5项", "组织培训3次"], ["补齐台账"]]
    assert found[1].status is Status.UNSTATED
