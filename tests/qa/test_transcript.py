"""A conversation taken away: every passage with its full citation, nothing of it acting as markup."""

import io
import sys
from dataclasses import replace
from datetime import date

import pytest
from memory import bundled

from data.errors import MissingExtra
from qa.answer import ask
from qa.citing import source_line
from qa.model.types import Fault, Sentence, Written
from qa.render import answer_text
from qa.transcript import Exchange, markdown
from qa.transcript_docx import docx

DAY = date(2026, 3, 1)
HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) **粗** `码` | # 头\n> 引 \x00\x0b ${1} {{2}}"


@pytest.fixture(scope="module")
def talk():
    engine = bundled()
    found = ask(engine, "追责问责了多少人？", 3)
    sentence = Sentence("处分99人。", (), (Fault.UNCITED,))
    written = Written("llm.example", "模型", (sentence,), done=True)
    return (
        Exchange("追责问责了多少人？", replace(found, answered=True), "已沿用上一问", written=written),
        Exchange("深圳地铁的票价是多少？", replace(found, answered=False, quotes=(), reason="没有提到")),
        Exchange(HOSTILE, None, error="年份应为四位数字"),
    )


def paragraphs(content):
    from docx import Document

    return [(p.style.name, p.text) for p in Document(io.BytesIO(content)).paragraphs]


def test_a_citation_gives_unit_title_headings_date_address_and_the_day(talk):
    citation = talk[0].answer.citations[0]
    line = source_line(citation, DAY)
    order = [citation.unit, citation.title, *citation.passage.path, citation.date, citation.url, "访问日期 2026-03-01"]
    places = [line.index(part) for part in order]
    assert places == sorted(places)


def test_what_a_notice_does_not_state_is_said_to_be_so(talk):
    bare = replace(talk[0].answer.citations[0], unit="", date="", url="")
    line = source_line(bare, DAY)
    assert all(words in line for words in ("单位未载明", "日期未载明", "网址未载明"))


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_both_files_hold_every_question_answer_passage_and_citation(talk, kind):
    if kind == "md":
        text = markdown(talk, DAY).decode().replace("\\", "")
    else:
        text = "\n".join(t for _, t in paragraphs(docx(talk, DAY)))
    for exchange in talk[:2]:
        assert exchange.question in text
    for citation in talk[0].answer.citations:
        assert " ".join(citation.passage.text.strip().split("\n")) in text.replace("\n", " ")
        assert source_line(citation, DAY) in text
    assert "未找到依据:没有提到" in text
    assert "处分99人。 〔无依据:没有注明依据〕" in text
    assert "语言模型 模型(llm.example)" in text
    assert "年份应为四位数字" in text


def test_a_count_that_cannot_be_made_names_the_notices_it_rests_on_once():
    found = ask(bundled(), "武汉还有哪些没整改完？", 3)
    text = markdown((Exchange("Q", found),), DAY).decode()
    assert found.counting is not None
    assert text.count("份通报") == answer_text(found).count("份通报") == 1


def test_a_hostile_question_is_plain_text_in_both(talk):
    text = markdown(talk, DAY).decode()
    assert "<" not in text.replace("\\<", "")
    assert "](" not in text.replace("\\](", "")
    assert "\n# 头" not in text
    shown = [t for _, t in paragraphs(docx(talk, DAY))]
    assert any(t.startswith("<img src=x onerror=alert(1)> [x](javascript:alert(1))") for t in shown)


def test_without_the_library_the_message_is_the_install_line(talk, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'tongbao\[docx\]'"):
        docx(talk, DAY)
