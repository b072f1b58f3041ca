"""What is quoted as the short answer, on made-up notices."""

import pytest
from memory import MemoryEngine

from data import corpus
from data.types import Kind
from index.types import Scope
from qa import answer, query, quotes, retrieve
from qa.coverage import coverage
from qa.fold import fold
from qa.known import known

NOTICE = """中共云岭县水利局党组关于巡察整改情况的通报
2024年3月1日至4月20日,县委第一巡察组对县水利局党组开展了巡察。现将整改情况公布如下。
一、加强河道管理。
(一)规范河道采砂许可。
一是对全县采砂点逐一核查许可证件,关停无证采砂点6处。二是安装视频监控,采砂量按月公示。
(2)针对“巡河记录不完善”的问题。统一印制巡河手册,河长每周签字确认,缺一次约谈一次。
二、加强机关管理
(一)干部外出不请假。实行外出报备,擅自外出的3人已作检查。
"""
COPY = NOTICE.replace("云岭县", "石桥县").replace("6处", "8处")


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine([corpus.parse(NOTICE.encode(), "yunling.txt")])


@pytest.mark.parametrize(
    ("question", "said"),
    [("河道采砂许可怎么规范", "采砂"), ("巡河记录不完善怎么办", "巡河手册")],
)
def test_a_heading_is_not_an_answer_where_a_sentence_below_it_says_what_was_done(engine, question, said):
    asked = query.analyse(fold(question), known(engine))
    quoted = quotes.quotes(asked, retrieve.retrieve(engine, asked, Scope()), coverage(asked, known(engine)))
    assert quoted
    for quote in quoted:
        assert said in quote.span.text
        assert not quote.span.text.startswith(("(一)", "(2)"))


WASTE = """中共云岭县水利局党组关于巡察整改情况的通报
2024年3月1日至4月20日,县委第一巡察组对县水利局党组开展了巡察。现将整改情况公布如下。
一、加强河道管理
(一)河道垃圾清运不及时。设垃圾收集点14个，接到电话后四小时内上门清运，每车补助80元。
(二)河道垃圾场选址收红包。河道站站长陈大有在垃圾场验收中收受红包，已被免职。
(三)干部外出不请假。实行外出报备，擅自外出的3人已作检查。
(四)会议太多。合并会议12个，少发文件30份。
"""


@pytest.mark.parametrize(("question", "named"), [("河道垃圾清运找谁", False), ("垃圾场验收的站长是谁", True)])
def test_who_does_something_is_told_by_a_unit_too_and_who_it_is_by_a_name_only(question, named):
    said = answer.ask(MemoryEngine([corpus.parse(WASTE.encode(), "yunling.txt")]), question)
    assert said.text
    assert ("陈大有" in said.text) == named


def test_a_passage_that_another_notice_repeats_stands_below_those_that_add_something():
    both = MemoryEngine([corpus.parse(t.encode(), f"{n}.txt") for n, t in enumerate((NOTICE, COPY))])
    texts = [c.passage.text for c in answer.ask(both, "采砂点核查许可证件", 20).citations]
    copies = [i for i, text in enumerate(texts) if "关停无证采砂点" in text]
    assert len(copies) == 2
    others = [i for i, text in enumerate(texts) if "采砂" not in text]
    assert copies[0] < min(others)
    assert copies[1] > min(others)


ELSEWHERE = """中共石桥县水利局党组关于巡察整改情况的通报
2024年3月1日至4月20日,县委第一巡察组对县水利局党组开展了巡察。现将整改情况公布如下。
一、加强河道管理
(一)规范河道采砂许可。对河道采砂许可重新核发，收回许可证4本。
(二)水库值守不到位。汛期实行双人值守，配备卫星电话9部。
"""


@pytest.fixture(scope="module")
def two() -> MemoryEngine:
    return MemoryEngine([corpus.parse(t.encode(), n) for n, t in (("yunling.txt", NOTICE), ("shiqiao.txt", ELSEWHERE))])


def test_each_of_two_units_named_in_a_question_is_shown_and_quoted(two):
    said = answer.ask(two, "云岭和石桥怎么规范河道采砂许可")
    assert {c.passage.notice_id for c in said.citations[:2]} == {"yunling", "shiqiao"}
    assert [q.notice_id for q in said.quotes].count("yunling") == 1
    assert [q.notice_id for q in said.quotes].count("shiqiao") == 1


def test_of_two_units_named_the_one_that_says_nothing_of_it_is_not_quoted(bundled):
    said = answer.ask(bundled, "天津滨海和武汉对公车管理有什么规定")
    assert {q.notice_id for q in said.quotes} == {"binhai"}


def test_the_sentence_with_the_date_is_quoted_where_a_date_is_asked_for(engine):
    asked = query.analyse(fold("云岭县水利局什么时候被巡察的?"), known(engine))
    (quote,) = quotes.quotes(asked, retrieve.retrieve(engine, asked, Scope()), coverage(asked, known(engine)))
    assert "2024年3月1日" in quote.span.text


@pytest.mark.parametrize(
    ("question", "date"),
    [
        ("When was Binhai inspected?", "11月15日至12月29日"),
        ("When did the inspection of the Kaifeng bureau start?", "5月6日至6月19日"),
        ("通州区委巡察组是哪天反馈意见的?", "2023年2月10日"),
        ("When did the inspection team give Kaifeng its feedback?", "7月22日"),
    ],
)
def test_when_the_inspection_or_its_feedback_was_is_told_by_the_opening(bundled, question, date):
    found = answer.ask(bundled, question)
    assert found.answered
    assert found.citations[0].passage.kind is Kind.OPENING
    assert date in found.quotes[0].span.text


def test_the_date_of_what_was_decided_after_the_inspection_is_not_the_opening_s(bundled):
    found = answer.ask(bundled, "什么时候召开巡察整改专题民主生活会?")
    assert found.citations[0].passage.kind is not Kind.OPENING


def test_who_inspected_whom_is_no_answer_to_a_question_about_something_else(engine):
    about = answer.ask(engine, "云岭县水利局怎么处理外出不请假", 20)
    assert about.citations[0].passage.kind is not Kind.OPENING
    assert answer.ask(engine, "谁巡察了云岭县水利局", 20).citations[0].passage.kind is Kind.OPENING


FINDINGS = """中共白塘县水务局党组关于巡察整改情况的通报
2024年3月1日至4月20日,县委第一巡察组对县水务局党组开展了巡察。现将整改情况公布如下。
二、问题整改落实情况
（一）监管不到位
（1）水表检定不及时。2019年至2021年共检定水表2600只，其中超期未换的410只，占比接近16%，群众多次反映。
整改落实情况：①制定《水表更换计划》，明确3项责任，成立工作组5个，逐户走访。②2024年6月全部完成。
整改结果：已整改。
（2）水费收缴不规范。
整改落实情况：①水厂改造工程。已更换滤池设备，出水浊度达到标准，八月底前通过验收。②2022年起营业厅按季度上缴水费。经与财政部门沟通，营业厅目前改为按月上缴水费，不再坐支。
整改结果：已整改。
"""


@pytest.fixture(scope="module")
def findings() -> MemoryEngine:
    return MemoryEngine([corpus.parse(FINDINGS.encode(), "baitang.txt")])


def said(engine: MemoryEngine, question: str) -> str:
    asked = query.analyse(fold(question), known(engine))
    found = retrieve.retrieve(engine, asked, Scope())
    return "".join(q.span.text for q in quotes.quotes(asked, found, coverage(asked, known(engine))))


def test_a_figure_that_only_the_finding_states_is_quoted_from_the_finding(findings):
    assert "16%" in said(findings, "检定的水表里超期未换的占几成?占比多少?")


def test_what_was_done_about_a_finding_is_quoted_from_the_measure(findings):
    assert "更换计划" in said(findings, "水表检定不及时怎么办的")


def test_a_sentence_that_only_announces_is_quoted_with_the_next(findings):
    quoted = said(findings, "水厂改造工程")
    assert "水厂改造工程。" in quoted
    assert "滤池设备" in quoted


def test_of_two_sentences_that_answer_alike_both_are_quoted(findings):
    quoted = said(findings, "营业厅上缴水费")
    assert "按季度" in quoted
    assert "按月" in quoted


@pytest.mark.parametrize(
    ("question", "often"),
    [
        ("文物安全多久巡查一次", "月巡查不少于3次"),
        ("党风廉政会议多久开一次?", "每季度"),
        ("How often are relics sites patrolled?", "月巡查不少于3次"),
    ],
)
def test_how_often_is_told_by_the_sentence_that_says_it(bundled, question, often):
    assert any(often in quote.span.text for quote in answer.ask(bundled, question).quotes)
