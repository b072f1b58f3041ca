"""When to answer and when to say that nothing was found, on notices the weights were not set on alone.

The bundled encoder is used: the weights are fitted to its cosines.
"""

import json
from pathlib import Path

import pytest

import index
from data import corpus
from eval.judgements import QUESTIONS, load_questions
from eval.plain import Texts
from qa import answer, query
from qa.coverage import coverage
from qa.fold import fold
from qa.known import known

INVENTED = Path(__file__).parents[2] / "eval" / "invented"


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    opened = index.open_engine(tmp_path_factory.mktemp("invented"))
    opened.add(corpus.load([INVENTED / "notices"]).notices)
    yield opened
    opened.close()


def off_topic():
    lines = (INVENTED / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [row["question"] for row in map(json.loads, lines) if row.get("note") == "off topic"]


def refused(engine, questions):
    return [q.question for q in questions if not answer.ask(engine, q.question, filters=q.filters).answered]


def test_questions_about_invented_notices_are_answered_and_others_refused(invented):
    asked = load_questions(INVENTED / "questions.jsonl", Texts(invented.notices()))
    answerable = [q for q in asked if q.answerable]
    others = [q for q in asked if not q.answerable]
    assert len(answerable) >= 120
    assert len(others) >= 120
    assert len(refused(invented, answerable)) <= 0.05 * len(answerable)
    assert len(refused(invented, others)) >= 0.8 * len(others)


@pytest.mark.parametrize(("library", "share"), [("invented", 0.9), ("bundled", 0.8)])
def test_most_questions_that_no_notice_is_about_are_refused(library, share, request):
    engine, asked = request.getfixturevalue(library), off_topic()
    assert len(asked) >= 60
    assert sum(not answer.ask(engine, question).answered for question in asked) >= share * len(asked)


def test_the_development_questions_are_refused_as_seldom_as_promised(bundled):
    asked = load_questions(QUESTIONS, Texts(bundled.notices()))
    answerable = [q for q in asked if q.answerable]
    assert len(refused(bundled, answerable)) <= 0.05 * len(answerable)


@pytest.mark.parametrize(
    "question", ["追责问责了多少人?", "干部借调怎么管理", "停车费", "文物", "Who runs the Shuntianmen museum?"]
)
def test_a_short_question_whose_words_are_all_there_is_answered(bundled, question):
    assert answer.ask(bundled, question).answered


@pytest.mark.parametrize("question", ["???", "asdfghjkl", "的的的的", "  ?  ", "12345", "🙂🙂", "的" * 300])
def test_a_question_without_a_word_to_look_for_is_refused_with_its_reason(bundled, question):
    found = answer.ask(bundled, question)
    assert not found.answered
    assert found.reason


@pytest.mark.parametrize("question", ["谁来管校外培训?", "由谁来管校外培训机构?"])
def test_words_that_only_ask_need_not_stand_in_a_notice(bundled, question):
    assert answer.ask(bundled, question).answered


@pytest.mark.parametrize("question", ["谁来管量子计算?", "哪一年造的潜水艇?", "多少人学过量子计算?"])
def test_the_reason_of_a_refusal_names_the_subject_and_no_asking_word(bundled, question):
    found = answer.ask(bundled, question)
    assert not found.answered
    assert "量子" in found.reason or "潜水艇" in found.reason
    assert not any(word in found.reason for word in ("谁", "哪", "多少", "几"))


@pytest.mark.parametrize(
    ("question", "named", "unnamed"),
    [
        ("欠了供应商的钱拖着不给,最后结了吗?", "供应商", "结了"),
        ("潜水艇一个月开出过几次?", "潜水艇", "一个月"),
        ("潜水艇出过什么事?", "潜水艇", "出过"),
    ],
)
def test_the_reason_of_a_refusal_names_words_a_reader_finds_in_the_question(bundled, question, named, unnamed):
    reason = answer.ask(bundled, question).reason
    assert named in reason
    assert unnamed not in reason


def test_who_supplied_something_is_not_answered_by_a_passage_without_a_company(invented):
    found = answer.ask(invented, "扬尘在线监测设备是哪家公司供应的？")
    assert not found.answered
    assert "企业名称" in found.reason


@pytest.mark.parametrize("question", ["白塘县有多少亩茶园？", "How many houses were damaged by the flood?"])
def test_how_many_of_a_thing_is_not_answered_by_the_figure_of_another(invented, question):
    assert not answer.ask(invented, question).answered


@pytest.mark.parametrize(
    "question",
    [
        "Which company built the Binhai library?",
        "How did the Suzhou bureau manage its scenic spots?",
        "How many tour guides had their licences revoked?",
        "What is the annual rent of the Tanggu theatre?",
        "豫剧院有多少名演员?",
        "塘沽大剧院每年租金多少?",
    ],
)
def test_a_near_miss_is_not_answered(bundled, question):
    assert not answer.ask(bundled, question).answered


def test_questions_just_beside_what_the_bundled_notices_say_are_mostly_refused(bundled):
    asked = load_questions(QUESTIONS.with_name("near_misses.jsonl"), Texts(bundled.notices()))
    answerable = [q for q in asked if q.answerable]
    others = [q for q in asked if not q.answerable]
    assert len(refused(bundled, answerable)) <= 0.06 * len(answerable)
    assert len(refused(bundled, others)) >= 0.7 * len(others)


def test_an_everyday_wording_that_is_cut_wrongly_finds_its_passage(bundled):
    found = answer.ask(bundled, "文化馆的房本办下来没有")
    assert found.answered
    assert "产权证" in found.citations[0].passage.text


def test_what_became_cheaper_is_found_by_its_lower_price(invented):
    found = answer.ask(invented, "校服便宜了多少?")
    assert found.answered
    assert "31元" in found.citations[0].passage.text


def test_an_inflected_english_verb_finds_the_figure(bundled):
    found = answer.ask(bundled, "How many people were disciplined?", top=3)
    assert found.answered
    assert any("追责问责10人" in c.passage.text or "党政纪处理12人" in c.passage.text for c in found.citations)


GENERAL = """
Who won the world cup?|What is the capital of France?|How do I boil an egg?|What's the weather like tomorrow?
How many planets are there in the solar system?|Who painted the Mona Lisa?|How do I change a flat tire?
What is the stock price of Apple?|How can I lose weight quickly?|Who wrote Hamlet?|What is Messi's salary?
Can you recommend a good restaurant in Paris?|How do I install Python on Windows?|Who discovered penicillin?
世界杯谁是冠军？|法国的首都是哪里？|鸡蛋怎么煮才好吃？|明天天气怎么样？|太阳系有几颗行星？|蒙娜丽莎是谁画的？
怎么学吉他？|怎么安装Python？|轮胎漏气怎么换？|水的沸点是多少度？|梅西年薪多少？|怎么快速减肥？|红楼梦的作者是谁？
"""


@pytest.mark.parametrize("library", ["invented", "bundled"])
def test_general_knowledge_is_refused_in_both_languages(library, request):
    engine = request.getfixturevalue(library)
    asked = [question for line in GENERAL.split("\n") for question in line.split("|") if question]
    answered = [question for question in asked if answer.ask(engine, question).answered]
    assert "Who won the world cup?" not in answered
    assert len(answered) <= 1, answered


def test_a_verb_with_its_particle_is_no_subject_matter(bundled):
    asked = query.analyse(fold("消费券发了之后有没有用"), known(bundled))
    assert [word for word, _ in coverage(asked, known(bundled)).weights] == ["消费券"]
    assert answer.ask(bundled, "消费券发了之后到底有没有用,有人看过吗").answered


def test_the_kind_of_bureau_in_a_question_is_read_from_the_notices_title(bundled, invented):
    assert answer.ask(bundled, "文旅局追责问责多少人").answered
    assert not answer.ask(bundled, "水务集团追责问责多少人").answered
    assert answer.ask(invented, "水务集团公车私用查处几起").answered
    assert not answer.ask(invented, "教育局养老院建了几家").answered
