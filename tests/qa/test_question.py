"""What is read out of a question."""

import pytest

from data import corpus
from qa import amounts, glossary, pinyin, query, synonyms, typos, wants
from qa.amounts import Amount
from qa.coverage import coverage
from qa.fold import fold
from qa.known import Known, Named, known, places_of
from qa.wants import Want
from tests.qa.memory import MemoryEngine

TEXTS = (
    "青川市教育局党组关于巡察整改情况的通报。2022年3月,对农家食堂管理员发放补贴,建成音乐教室12间。",
    "云岭县卫生健康局党组通报。2023年,清退保证金4.2万元,顺天门卫生院完成改造。",
)
KNOWN = Known(
    named=(Named("qingchuan", ("青川",), ("qingchuan",)), Named("yunling", ("云岭",), ("yunling",))),
    years=frozenset({"2022", "2023"}),
    texts=TEXTS,
)


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        ("inspected", "巡察"),
        ("supervising", "监督"),
        ("bureaus", "局"),
        ("fixed-asset", "资产"),
        ("managers", "管理员"),
        ("separated", "分离"),
    ],
)
def test_a_word_of_administration_is_translated_in_any_inflection(said, chinese):
    translated = [other for e in glossary.translate(f"what about {said} here") for other in e.others]
    assert chinese in translated


@pytest.mark.parametrize("said", ["inspection team", "inspection-team"])
def test_a_phrase_is_found_with_and_without_its_hyphen(said):
    (found,) = (e for e in synonyms.expand(f"the {said} of the county") if e.found == said)
    assert "巡察组" in found.others


def test_a_place_in_the_question_names_its_notice_and_leaves_the_words_to_look_for():
    asked = query.analyse("青川市教育局的食堂补贴怎么发?", KNOWN)
    assert asked.named == ("qingchuan",)
    assert "青川" not in asked.core
    assert "教育局" not in asked.core
    assert "补贴" in asked.terms


def test_a_figure_of_the_question_is_printed_only_with_its_own_or_an_alike_unit():
    (asked,) = query.analyse("建成的12间教室在哪?", KNOWN).numbers
    assert (asked.digits, asked.unit) == ("12", "间")
    assert amounts.printed(asked, "建成音乐教室12间")
    assert amounts.printed(asked, "建成12个音乐教室")
    assert not amounts.printed(asked, "培训教师12人")
    assert not amounts.printed(asked, "建成音乐教室112间")
    assert not amounts.printed(asked, "建成音乐教室3.12间")


def test_a_bare_figure_is_printed_whatever_follows_it_but_another_digit():
    (asked,) = amounts.figures("12")
    assert amounts.printed(asked, "建成音乐教室12间")
    assert not amounts.printed(asked, "建成音乐教室123间")


def test_the_words_of_an_english_phrase_are_translated_beside_the_phrase_and_idle_ones_are_not():
    found = {e.found for e in query.analyse("What was done about the property certificate?", KNOWN).expansions}
    assert {"property certificate", "property", "certificate"} <= found
    assert "about" not in found


def test_british_and_american_spelling_are_translated_alike():
    centre, center = (glossary.translate(f"a new {word}")[-1] for word in ("centre", "center"))
    assert centre.others == center.others == ("中心",)


def test_an_english_question_names_a_notice_by_pinyin():
    assert query.analyse("Who runs the canteens in Yunling?", KNOWN).named == ("yunling",)


def test_a_place_no_notice_mentions_is_a_stranger():
    assert query.analyse("兰州市教育局怎么整改的?", KNOWN).strangers == ("兰州",)


def test_a_place_name_inside_a_phrase_is_not_a_place():
    assert query.analyse("真金白银补贴了多少?", KNOWN).strangers == ()


def test_a_year_no_notice_mentions_is_missing():
    assert query.analyse("2019年清退了多少?", KNOWN).missing_years == ("2019",)
    assert query.analyse("2023年清退了多少?", KNOWN).missing_years == ()


def test_the_askers_own_task_is_not_part_of_the_question():
    assert query.analyse("我要写一份材料:保证金怎么清退", KNOWN).text == "保证金怎么清退"


@pytest.mark.parametrize("question", ["各地怎么管校外培训", "这几个局分别怎么改的", "兄弟单位有哪些做法"])
def test_questions_about_several_notices_are_seen(question: str):
    assert query.analyse(question, KNOWN).cross


def test_traditional_characters_ask_the_same():
    assert query.analyse("雲嶺縣怎麼清退保證金", KNOWN).core == query.analyse("云岭县怎么清退保证金", KNOWN).core


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("一共清退了多少钱", Want.MONEY),
        ("查了几家食堂", Want.NUMBER),
        ("哪天反馈的", Want.DATE),
        ("组长是谁", Want.PERSON),
        ("搬到什么地方了", Want.PLACE),
        ("出台了哪些制度", Want.DOCUMENT),
        ("打什么电话反映意见", Want.CONTACT),
        ("几天能拨下来", Want.NUMBER),
        ("查了几台设备", Want.NUMBER),
        ("how many canteens were closed", Want.NUMBER),
        ("压缩车采购价多少", Want.MONEY),
        ("监测设备是哪家公司供应的", Want.COMPANY),
    ],
)
def test_the_kind_of_answer_is_told_by_the_question_word(question: str, kind: Want):
    assert kind in wants.wants(question)


def test_a_sentence_offers_what_is_printed_in_it():
    assert wants.offered(Want.MONEY, "清退保证金4.2万元")
    assert not wants.offered(Want.MONEY, "清退保证金")


def test_a_text_counts_what_the_question_counts_only_where_the_figure_stands_by_it():
    amount = amounts.asked("一共指出了多少条问题")
    assert amount == (Amount("条", "问题"),)
    assert amounts.given(amount, "反馈4个方面53个问题")
    assert not amounts.given(amount, "针对反馈的问题,推出8条线路")
    assert amounts.given(amounts.asked("来了多少观众"), "累计参观人数达7800人")
    assert amounts.asked("这几个地方怎么整治") == ()


def test_a_figure_in_words_and_days_under_another_name_count_too():
    assert amounts.given(amounts.asked("几个工作日能拨款"), "三个工作日内拨款")
    assert amounts.given(amounts.asked("公示多少天"), "公示期压缩为20日")
    assert not amounts.given(amounts.asked("征了多少亩地"), "征地纠纷停工一年半")


def test_a_share_is_given_by_a_percentage_and_by_no_other_figure():
    assert amounts.given(amounts.asked("合格率是多少"), "抽检合格率由91%提高到98.6%")
    assert not amounts.given(amounts.asked("违约金比例是多少"), "收缴违约金36万元")


def test_a_phrase_counts_once_for_coverage_though_its_words_are_searched_too():
    asked = query.analyse("the property certificate of the cultural centre", KNOWN)
    assert [word for word, _ in coverage(asked, KNOWN).weights] == ["property certificate", "cultural centre"]


def test_only_a_question_after_a_name_asks_for_one():
    assert wants.by_name("调查组组长是谁")
    assert not wants.by_name("谁来管校外培训")


def test_an_english_question_is_compared_in_the_terms_that_the_notices_use():
    loaded = Known((), frozenset(), ("文化馆大港馆区未取得产权证",))
    asked = query.analyse("the cultural centre property certificate", loaded)
    assert asked.subject == "文化馆 产权证"
    assert query.analyse("怎么办产权证", loaded).subject == query.analyse("怎么办产权证", loaded).core


def test_a_name_is_seen_before_what_its_bearer_did():
    assert wants.offered(Want.PERSON, "局党组书记、局长韩树田主持召开部署会")
    assert not wants.offered(Want.PERSON, "党组书记、局长主持召开部署会")


def test_negation_is_kept_among_the_words_to_look_for():
    assert "没" in query.analyse("机器没人会使", KNOWN).core


def test_a_long_question_is_read_as_quickly_as_a_long_text():
    once, ten = "农家食唐管理圆发放补帖", "农家食唐管理圆发放补帖" * 10
    assert typos.correct(ten, KNOWN) == typos.correct(once, KNOWN) * 10


def test_slips_that_sound_alike_are_mended_and_other_words_left_alone():
    assert typos.correct("农家食唐管理圆发放补帖", KNOWN) == "农家食堂管理员发放补贴"
    assert typos.correct("找机构评估建筑", KNOWN) == "找机构评估建筑"


def test_a_romanised_name_is_found_as_it_is_written():
    assert pinyin.syllables("shuntianmen") == ["shun", "tian", "men"]
    assert pinyin.syllables("museum") == []
    assert glossary.names("the shuntianmen clinic", KNOWN)[0].others == ("顺天门",)


def test_everyday_words_expand_to_official_ones_but_question_words_do_not():
    found = {e.found: e.others for e in synonyms.expand(fold("迟到早退怎么办"))}
    assert "擅自离岗" in found["迟到早退"]
    assert not any("怎么" in word for word in found)


def test_every_line_of_the_synonym_table_is_well_formed():
    assert len(synonyms.groups()) > 1000
    assert all(0 < g.weight <= 1 and g.official and g.source for g in synonyms.groups())


def test_places_of_a_unit_are_its_administrative_levels():
    assert places_of("天津市滨海新区文化和旅游局") == ("天津", "滨海")


WIDE = Known(
    named=(
        Named("binhai", ("天津", "滨海"), ("tianjin", "binhai")),
        Named("nankai", ("天津", "南开"), ("tianjin", "nankai")),
        Named("wuhan", ("武汉",), ("wuhan",)),
    ),
    years=frozenset(),
    texts=("滨海", "武汉", "南开", "天津"),
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("天津滨海和武汉对公车管理有什么规定", ("binhai", "wuhan")),
        ("How do Binhai in Tianjin and Wuhan manage official cars?", ("binhai", "wuhan")),
        ("天津滨海对公车管理有什么规定", ("binhai",)),
        ("天津的公车管理有什么规定", ("binhai", "nankai")),
    ],
)
def test_two_places_side_by_side_name_both_however_narrowly_each_is_named(question, named):
    assert query.analyse(question, WIDE).named == named


def test_naming_two_places_asks_about_several_notices_and_naming_one_place_does_not():
    assert query.analyse("滨海和武汉对公车管理有什么规定", WIDE).cross
    assert not query.analyse("天津滨海对公车管理有什么规定", WIDE).cross
    assert not query.analyse("天津的公车管理有什么规定", WIDE).cross


def test_places_of_the_bundled_notices_are_all_read():
    names = {n.notice_id: n.places for n in known(MemoryEngine(corpus.bundled())).named}
    assert all(names.values()), names


@pytest.mark.parametrize(("word", "place"), [("Lanzhou", "兰州"), ("Chengdu", "成都"), ("Harbin", "哈尔滨")])
def test_a_romanised_place_no_notice_mentions_is_a_stranger_too(word, place):
    assert query.analyse(f"How did the {word} bureau run its canteens?", KNOWN).strangers == (place,)


def test_an_english_word_or_a_loaded_place_is_no_stranger():
    assert query.analyse("How did the Yunling bureau manage the canteens in the evening?", KNOWN).strangers == ()


def test_an_everyday_wording_that_is_cut_wrongly_is_read_as_the_notices_write_it():
    known = Known((), frozenset(), ("文化馆分馆未取得产权证的问题",))
    assert "产权证" in query.analyse("文化馆的房本办下来没有", known).terms


def test_a_wording_that_only_arises_where_two_words_meet_is_left_alone():
    known = Known((), frozenset(), ("文化馆分馆未取得产权证的问题",))
    assert "产权证" not in query.analyse("城市书房本周开门吗", known).terms


def test_a_phrase_of_the_table_is_found_in_any_inflection_and_a_single_word_is_not():
    assert "整改方案" in [o for e in synonyms.expand("how were the rectification plans made") for o in e.others]
    assert [e.found for e in synonyms.expand("work stalled")] == ["stalled"]
    assert synonyms.expand("a stall in the hall") == []


def test_an_english_word_without_a_translation_is_missing_from_every_text():
    asked = query.analyse("Did the zeppelin bring subsidies?", KNOWN)
    assert "zeppelin" in coverage(asked, KNOWN).missing("发放补贴")


def test_an_english_word_that_stands_everywhere_weighs_little():
    known = Known((), frozenset(), ("巡察" * 200 + "补贴",))
    weights = dict(coverage(query.analyse("subsidies and inspection", known), known).weights)
    assert weights["subsidies"] > 2 * weights["inspection"]
