"""What the command line says of itself, and of what was typed wrong."""

from __future__ import annotations

import re

import pytest

from data.wrap import width
from qa import cli

PAGES = [[], *([name] for name in cli.COMMANDS), ["eval", "add"], ["eval", "check"]]


def page(typed: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        cli.main([*typed, "--help"])
    assert left.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("typed", PAGES, ids=" ".join)
def test_a_help_page_says_in_chinese_what_every_argument_is_for(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = page(typed, capsys)
    assert not re.search(r"usage|options|arguments|show this|exit$", shown, re.MULTILINE)
    listed = shown[shown.index("选项:") :].replace("\n" + " " * 24, "  ").splitlines()[1:]
    for line in filter(lambda line: line.startswith("  -"), listed):
        assert re.search(r" {2,}\S.*[\u4e00-\u9fff]", line), line


@pytest.mark.parametrize("typed", PAGES, ids=" ".join)
def test_what_arguments_are_for_stands_in_one_column(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    rows = re.findall(r"^( {2,4}\S+(?: \S+)*? {2,})\S", page(typed, capsys), re.MULTILINE)
    assert len({width(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "tongbao: 还缺 命令。用法见 tongbao --help"),
        (["nothing"], "tongbao: 命令不能是“nothing”,可用:app, password, ask, add, notices"),
        (["ask", "x", "--tip", "3"], "tongbao: 不认识的参数 --tip 3。用法见 tongbao --help"),
        (["ask", "x", "--top", "three"], "tongbao: --top 应为整数,不能是“three”。用法见 tongbao ask --help"),
        (["matrix", "--threshold", "high"], "tongbao: --threshold 应为数字,不能是“high”。用法见 tongbao matrix --help"),
        (["ledger", "--unit"], "tongbao: --unit 后面要有一个值。用法见 tongbao ledger --help"),
        (["add", "--fetch"], "tongbao: --fetch 后面至少要有一个值。用法见 tongbao add --help"),
        (["ledger", "--json=yes"], "tongbao: --json 后面不能有值“yes”。用法见 tongbao ledger --help"),
        (["app", "--a", "x"], "tongbao: --a 不明确,可能是 --auth, --admin, --allow-host。用法见 tongbao app --help"),
        (["facts", "--only", "all"], "tongbao: --only不能是“all”,可用:documents, promises, figures, masked"),
        (["migrate"], "tongbao: 还缺 --uri。用法见 tongbao migrate --help"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_chinese_line(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(typed)
    assert left.value.code == cli.ERROR_EXIT
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(said)
    assert err.count("\n") == 1
