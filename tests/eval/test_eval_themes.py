"""Judged themes: a broken file is named, and a matrix is counted cell by cell."""

import json

import eval_world as world
import pytest

from data.errors import BadJudgements
from eval import themes
from eval.metrics.cells import JudgedCell, found, shown, wrongly_filled
from eval.plain import Texts

GOOD = {"theme": "馆藏", "definition": "馆藏登记", "examples": {"a": ["登记台账36件"], "b": []}}


@pytest.fixture
def texts():
    return Texts([world.notice("a", "清查库房,登记台账36件。清查库房。"), world.notice("b", "无。")])


def written(tmp_path, value):
    path = tmp_path / "t.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    return path


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("{", "不是 UTF-8 的 JSON"),
        ({"theme": "x"}, "应是列表"),
        ([{"theme": "x", "definition": "y"}], "应是列表"),
        ([{**GOOD, "examples": {"a": ["没有"]}}], "主题“馆藏”的引文“没有”在通报 a 中出现 0 次"),
        ([{**GOOD, "examples": {"a": ["清查库房"]}}], "出现 2 次"),
        ([{**GOOD, "examples": {"c": ["清查"]}}], "在通报 c 中出现 0 次"),
    ],
)
def test_a_broken_theme_file_is_named_with_its_reason(value, reason, texts, tmp_path):
    with pytest.raises(BadJudgements, match=reason):
        themes.load(written(tmp_path, value), texts)


def test_a_whole_theme_file_is_read(texts, tmp_path):
    (theme,) = themes.load(written(tmp_path, [GOOD]), texts)
    assert (theme.name, [j.notice for j in theme.examples]) == ("馆藏", ["a"])


def test_the_bundled_themes_fit_the_bundled_notices():
    judged = themes.load(themes.FILE, world.texts())
    assert len(judged) == 13
    assert sum(len({j.notice for j in t.examples}) for t in judged) == 61


def test_cells_are_counted_by_what_is_there_and_what_is_shown():
    cells = [
        JudgedCell("t", "a", judged=True, filled=True, shown=True),
        JudgedCell("t", "b", judged=True, filled=True, shown=False),
        JudgedCell("t", "c", judged=True, filled=False, shown=True),
        JudgedCell("t", "d", judged=False, filled=True, shown=False),
        JudgedCell("t", "e", judged=False, filled=False, shown=False),
    ]
    assert found(cells) == pytest.approx(2 / 3)
    assert shown(cells) == pytest.approx(1 / 3)
    assert wrongly_filled(cells) == 0.5
    assert themes.table(cells).rows[0] == ("t", "2/3", "1/3", "1/2")
