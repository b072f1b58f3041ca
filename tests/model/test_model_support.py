"""A model's sentences held against the passages they name."""

import pytest

from data.types import Kind, Passage
from qa.model.figures import unstated
from qa.model.support import check, cites, split
from qa.model.types import Fault
from qa.types import Citation


def citation(rank, text, path=()):
    passage = Passage(f"a:{rank}-{rank + len(text)}", "a", Kind.BODY, path, rank, rank + len(text), text)
    return Citation(rank, passage, 1.0, "通报", "某局", "", "")


SHOWN = (
    citation(1, "2023年4月20日召开会议,追责问责10人,制定制度十二项,挽回损失3.5万元。"),
    citation(2, "依据《文物保护条例》巡查1,200余次,完成率达百分之九十五,9月底前完成。"),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "追责问责10人。[1]",
        "共制定12项制度[1]。",
        "挽回损失35000元。【1】",
        "2023年4月召开会议。[1]",
        "巡查1200次,完成率95%。[2]",
        "依据《文物保护条例》开展巡查。[1,2]",
        "十人被追责问责。[1]",
        "In April 2023 a meeting was held.[1]",
        "1. 9月底前完成。[2]",
        "这是一项长期工作。[1]",
    ],
)
def test_a_sentence_whose_figures_stand_in_its_passage_is_supported(sentence):
    assert check(sentence, SHOWN).supported


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("追责问责11人。[1]", ("11人",)),
        ("追责问责10人。[2]", ("10人",)),
        ("整改10项问题。[1]", ("10项",)),
        ("2024年4月召开会议。[1]", ("2024年4月",)),
        ("4月21日召开会议。[1]", ("4月21日",)),
        ("巡查120次。[2]", ("120次",)),
        ("完成率35%。[2]", ("35%",)),
        ("依据《旅游法》开展巡查。[2]", ("《旅游法》",)),
        ("落实三项制度。[1]", ("三项",)),
        ("In May 2023 a meeting was held.[1]", ("May 2023",)),
        ("Eleven people were held to account.[1]", ("Eleven",)),
    ],
)
def test_a_figure_date_or_document_that_no_cited_passage_holds_is_named(sentence, missing):
    found = check(sentence, SHOWN)
    assert found.faults == (Fault.UNSTATED,)
    assert found.unstated == missing


def test_a_sentence_without_citation_or_with_one_that_does_not_exist_is_marked():
    assert check("追责问责10人。", SHOWN).faults == (Fault.UNCITED,)
    assert check("追责问责10人。[3]", SHOWN).faults == (Fault.UNKNOWN,)
    assert check("追责问责10人。[1][9]", SHOWN).faults == (Fault.UNKNOWN,)


def test_a_date_may_take_its_year_from_elsewhere_in_the_passage_but_not_from_nowhere():
    assert unstated("2023年5月3日反馈", ["2023年4月起巡察,5月3日反馈。"]) == ()
    assert unstated("2023年5月3日反馈", ["5月3日反馈。"]) == ("2023年5月3日",)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [("好[1][3]。", (1, 3)), ("好[1-3]", (1, 2, 3)), ("好【2、1】", (2, 1)), ("国发[2024]5号", ()), ("[5-2]", (5, 2))],
)
def test_citation_marks_in_their_spellings(written, numbers):
    assert cites(written) == numbers


def test_marks_after_the_full_stop_belong_to_the_sentence_before_and_the_last_one_waits():
    text = "甲。[1]乙[2]。丙;丁.5倍\n戊。"
    assert split(text, whole=True)[0] == ("甲。[1]", "乙[2]。", "丙;", "丁.5倍", "戊。")
    assert split("甲。[1]乙。", whole=False) == (("甲。[1]",), "乙。")
    assert split("It rose to 3.5. [1] Then fell.", whole=True)[0] == ("It rose to 3.5. [1]", "Then fell.")


@pytest.mark.parametrize("cut", range(0, 40, 3))
def test_however_the_stream_is_cut_finished_sentences_never_change(cut):
    text = "追责问责10人。[1]制定制度12项。[1][2] 巡查1200次。\n其余未载明。[2]"
    early = split(text[:cut], whole=False)[0]
    assert split(text, whole=True)[0][: len(early)] == early
