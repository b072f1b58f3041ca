"""Layouts of notices written by people who had not seen the parser, in miniature (places invented)."""

from __future__ import annotations

import pytest

from data.corpus import parse

HEAD = "中共青山市水利局党组关于巡察整改情况的通报\n2023年3月1日至4月28日，市委第一巡察组对局党组进行了巡察。\n"
TAIL = "欢迎监督。电话：027-87654321\n中共青山市水利局党组\n2023年9月30日"
Wanted = list[tuple[str, str, int, str]]  # id behind the place, problem, number of measures, status

LAYOUTS: dict[str, tuple[str, Wanted]] = {
    "findings behind one bullet, measures behind another": (
        "一、党建引领方面\n●共驻共建流于形式。\n——走访64家。\n——签约12份。\n●居务公开不全面。\n——公开31次。\n"
        "二、服务群众方面\n●老人就餐难。\n——建食堂2处。\n——配餐900份。\n三、下一步打算\n继续整改。\n",
        [
            ("第1项", "共驻共建流于形式。", 2, "未载明"),
            ("第2项", "居务公开不全面。", 1, "未载明"),
            ("第3项", "老人就餐难。", 2, "未载明"),
        ],
    ),
    "bullets and a status below them": (
        "一、主要问题整改情况\n◆ 支农定位偏移\n※ 压降大额贷款。\n※ 新增小额贷款。\n整改状态：已完成\n"
        "◆ 科技投入不足\n※ 立项3个。\n整改状态：持续推进\n二、下一步安排\n持续深化。\n",
        [("第1项", "支农定位偏移", 2, "已完成"), ("第2项", "科技投入不足", 1, "持续整改")],
    ),
    "bulleted measures below numbered findings stay measures": (
        "一、整改情况\n（一）学习不深入的问题\n●学习12次。\n●交流4次。\n（二）检查不细的问题\n●检查23家。\n●约谈3家。\n",
        [("一(一)", "学习不深入的问题", 2, "未载明"), ("一(二)", "检查不细的问题", 2, "未载明")],
    ),
    "letters": (
        "一、落实上级部署方面\nA.学习质量不高，重形式轻效果\na.学习12次。\nb.交流4次。\nB.整改打折扣\na.督办5件。\n"
        "二、群众反映的问题方面\nA.12345热线“重回复、轻解决”\na.回访90件。\nb.通报2次。\n三、下一步打算\nA.强化担当。\n",
        [
            ("一A", "学习质量不高，重形式轻效果", 2, "未载明"),
            ("一B", "整改打折扣", 1, "未载明"),
            ("二A", "12345热线“重回复、轻解决”", 2, "未载明"),
        ],
    ),
    "circled findings that run on into their measures": (
        "一、落实政策情况\n（一）关于“融合发展不力”方面问题的整改情况\n①战略落地缺乏抓手。一是出台规划。二是设专班。\n"
        "②退出机制未建立。一是摘牌2家。二是复核9家。\n（二）关于“公共服务效能不高”方面问题的整改情况\n"
        "①书屋闲置率高。一是整合6处。②送戏以次充好。一是清退1家。\n②总分馆制有名无实。一是联网8处。二是通借。\n",
        [
            ("一(一)①", "战略落地缺乏抓手。", 2, "未载明"),
            ("一(一)②", "退出机制未建立。", 2, "未载明"),
            ("一(二)①", "书屋闲置率高。", 1, "未载明"),
            ("一(二)②", "总分馆制有名无实。", 2, "未载明"),
        ],
    ),
    "findings worded each in its own way, as outermost headings": (
        "一、领导作用发挥不充分\n第一，学习12次。第二，修订规则。\n二、二次消费占比低\n第一，推出产品6个。\n"
        "三、党建品牌“有形无实”\n第一，评选5个。\n四、人才队伍结构失衡\n第一，招聘7名。第二，轮岗3名。\n",
        [
            ("一", "领导作用发挥不充分", 2, "未载明"),
            ("二", "二次消费占比低", 1, "未载明"),
            ("三", "党建品牌“有形无实”", 1, "未载明"),
            ("四", "人才队伍结构失衡", 2, "未载明"),
        ],
    ),
    "a status in front of the list": (
        "一、整改情况\n（一）转型业务占比偏低。\n已完成。1.出台规划。2.新签合同4份。\n"
        "（二）账款清收不力。\n正在推进。1.起诉3家。2.收回60万元。\n",
        [("一(一)", "转型业务占比偏低。", 2, "已完成"), ("一(二)", "账款清收不力。", 2, "正在整改")],
    ),
    "labels 措施1 to 措施3 below a numbered problem": (
        "一、落实部署存在的问题\n问题1：补贴管理不到位\n措施1：核查1次。\n措施2：停发9人。\n结果：已完成\n"
        "问题2：资金效益不高\n措施1：培训2期。\n措施2：签约3家。\n措施3：回访40人。\n结果：正在整改\n",
        [("一问题1", "补贴管理不到位", 2, "已完成"), ("一问题2", "资金效益不高", 3, "正在整改")],
    ),
    "a stage said by the timetable": (
        "问题一：巡护不到位\n整改措施：巡护90次。\n整改进度：已整改到位\n"
        "问题二：防治不力\n整改措施：防治2万亩。\n整改进度：达到序时进度\n",
        [("问题一", "巡护不到位", 1, "已整改"), ("问题二", "防治不力", 1, "正在整改")],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_items_are_found_in_a_layout_nobody_showed_us(layout: str) -> None:
    body, wanted = LAYOUTS[layout]
    items = parse((HEAD + body + TAIL).encode(), "x.txt").items
    found = [(i.id.removeprefix("青山·"), i.problem.text, len(i.measures), i.status.value) for i in items]
    assert found == wanted


def test_a_notice_whose_line_breaks_became_blanks_has_its_headings() -> None:
    body = (
        "一、提高站位抓整改\n成立专班。\n二、聚焦问题抓落实\n（一）关于服务能力不足的问题。1.开设门诊4个。2.引进医师6名。\n"
        "（二）关于采购论证不充分的问题。1.修订办法。2.约谈3人。\n三、巩固成果抓长效\n持续推进后续整改，健全长效机制，"
    )
    page = f"{HEAD}{body}{'对账销号、跟踪问效、' * 30}不断提升服务水平。\n{TAIL}"
    lost = parse(page.replace("\n", " ").encode(), "x.txt")
    kept = parse(page.encode(), "x.txt")
    assert [(i.id, i.problem.text, len(i.measures)) for i in lost.items] == [
        ("青山·二(一)", "关于服务能力不足的问题。", 2),
        ("青山·二(二)", "关于采购论证不充分的问题。", 2),
    ]
    assert lost.text == kept.text
