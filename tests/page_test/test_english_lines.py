"""Every line of ours that can reach the page is there in English, too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.types import Status
from qa import naming
from qa.check import check
from qa.counting import counting
from qa.counting_question import understood
from qa.page.lines import told
from qa.themes import themes
from tests.page_test.conftest import Visitor

ROOT = Path(__file__).parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")
# What a click on the page can run into. Commands, the start of the server and the fetcher speak to a terminal.
ROOMS = ("data/*.py", "data/readers/*.py", "index/database.py", "index/store.py", "index/view.py",
         "index/engines/embedded.py", "qa/*.py",
         "qa/page/*.py", "qa/page/tabs/*.py", "qa/model/endpoint.py")  # fmt: skip
TERMINAL = {"qa/deliver.py", "qa/library.py", "qa/mcp.py"}
ERRORS = {"UnreadableNotice", "BadRequest", "IndexProblem", "IndexBusy", "MissingExtra", "ModelProblem",
          "Failure"}  # fmt: skip


def raised() -> Iterator[tuple[str, str]]:
    """(where, the line) of every error written out in the sources, what it fills in replaced by x1, x2 …"""
    for file in sorted(path for pattern in ROOMS for path in ROOT.glob(pattern)):
        name = file.relative_to(ROOT).as_posix()
        if name in TERMINAL:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if isinstance(node, ast.Call) and called in ERRORS:
                place = 1 if called == "Failure" else 0
                said = written(node.args[place]) if len(node.args) > place else ""
                if called == "ModelProblem":
                    said = re.sub("^x0", "语言模型(host)", said)  # `who` in endpoint.py
                if HAN.search(said):
                    yield f"{name}:{node.lineno}", said


def written(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = enumerate(node.values)
        return "".join(str(part.value) if isinstance(part, ast.Constant) else f"x{at}" for at, part in parts)
    return ""


LINES = list(raised())


def test_the_sources_are_read() -> None:
    assert len(LINES) > 50


@pytest.mark.parametrize(("where", "said"), LINES, ids=[where for where, _ in LINES])
def test_an_error_has_an_english_line(where: str, said: str) -> None:
    assert not HAN.search(told(said, "en")), said
    assert told(said, "zh") == said


def test_what_is_filled_in_is_kept_and_known_words_in_it_are_translated() -> None:
    assert told("扩展名说是 Word 文件(.docx),内容却是图片。请核对文件,或改成对应的扩展名", "en") == (
        "The name says a Word file (.docx), the content is a picture. Check the file, or give it the right ending"
    )
    assert told("最接近的段落没有写明所问的金额、日期", "en").endswith("the amount, date asked for")
    assert told("最接近的段落没有写明所问的企业名称", "en").endswith("the company asked for")
    assert "“公家”“吃喝”" in told("问题中的“公家”“吃喝”在已载入的通报中没有出现", "en")


def test_a_line_nobody_translated_is_shown_as_it_is() -> None:
    assert told("从未见过的一行", "en") == "从未见过的一行"


def test_a_refusal_and_an_error_are_english_on_the_english_page(visitor: Visitor) -> None:
    visitor.does("language", lang="en")
    shown = visitor.does("ask", {"question": "今年世界杯冠军叫什么名字？"}).regions["result"]
    assert "does not occur in the notices loaded" in shown
    assert "No notice has the id nowhere" in visitor.does("read", notice="nowhere").regions["toast"]


def test_what_a_check_finds_is_said_in_english_and_quotes_stay_as_they_are(visitor: Visitor) -> None:
    notices = visitor.desk.engine.notices()
    messages = [finding.message for notice in notices for finding in check(notice)]
    assert len(messages) > 10
    for message in messages:
        english = told(message, "en")
        assert not HAN.search(re.sub("“.*”|“$", "", english)), english
        assert all(quote in english for quote in re.findall("“.*”", message))
    visitor.does("language", lang="en")
    assert "days apart" in visitor.does("audit", notice="tongzhou").regions["sheet"]


@pytest.mark.parametrize("name", [*(s.value for s in Status), *(t.name for t in themes())])
def test_every_status_and_bundled_theme_has_an_english_name(name: str) -> None:
    assert not HAN.search(told(name, "en"))


def test_the_english_page_names_statuses_and_themes_in_english_and_asks_with_the_chinese_ones(visitor: Visitor) -> None:
    visitor.does("language", lang="en")
    ledger = visitor.does("open", tab="ledger").regions["ledger"]
    assert '<option value="已整改">rectified</option>' in ledger
    assert ">not stated</span>" in ledger
    assert ">未载明<" not in ledger
    board = visitor.does("open", tab="matrix").regions["board"]
    assert "Ideological work" in board
    assert 'data-topic="意识形态工作"' in board
    opened = visitor.does("cell", topic="意识形态工作", notice="binhai").regions["sheet"]
    assert "Ideological work" in opened
    assert "意识形态工作" in opened
    visitor.does("ask", {"question": "How are cultural relics protected?"})
    shown = visitor.does("ask", {"question": "only rectified"}).regions["result"]
    assert "Status set to rectified" in shown


@pytest.mark.parametrize(
    "question",
    ["一共多少条问题", "武汉有多少条问题", "还有哪些没整改完", "哪些单位还有问题没改完", "一共多少条措施", "有几份通报",
     "哪几家单位", "有几家单位修订了制度", "未载明状态的有多少条", "武汉已整改的有多少条"],
)  # fmt: skip
def test_what_was_counted_is_said_in_english_with_the_same_figures(visitor: Visitor, question: str) -> None:
    engine = visitor.desk.engine
    notices, asked = engine.notices(), understood(question, naming.names(engine))
    assert asked
    said = counting(engine.cards(), asked).answer
    english = told(said, "en")
    names = "|".join(re.escape(n.metadata.unit.value) for n in notices if n.metadata.unit)
    assert said
    assert not HAN.search(re.sub(f"{names}|“[^”]*”", "", english)), english
    assert re.findall(r"\d+", english) == re.findall(r"\d+", said)


def test_a_list_of_file_types_is_joined_as_english_joins() -> None:
    said = told("不支持的类型 .exe。可读取:.docx、.htm、.txt、.zip", "en")
    assert said.endswith(".docx, .htm, .txt, .zip")
