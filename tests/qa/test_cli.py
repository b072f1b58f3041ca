"""The command line: its exit codes, its one-line errors and its JSON."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from data.errors import BadRequest
from qa import cli, library
from qa.commands.ask import read_batch
from qa.listing import unknown
from qa.types import Filters


def lines(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_batch_line_may_carry_its_own_filters(tmp_path: Path):
    filtered = '{"id": "b", "question": "问", "filters": {"unit": "通州"}}'
    path = lines(tmp_path, '{"id": "a", "question": "问"}', "", filtered)
    assert read_batch(path, Filters(year="2023")) == [
        ("a", "问", Filters(year="2023")),
        ("b", "问", Filters(unit="通州")),
    ]


@pytest.mark.parametrize(
    "row", ["不是 JSON", '{"id": "a"}', '["a"]', '{"id": "a", "question": "问", "filters": {"city": "通州"}}']
)
def test_a_bad_batch_line_is_named_with_what_was_expected(tmp_path: Path, row: str):
    with pytest.raises(BadRequest, match="第 2 行"):
        read_batch(lines(tmp_path, '{"id": "a", "question": "问"}', row))


def test_a_missing_batch_file_is_one_clear_line(tmp_path: Path):
    with pytest.raises(BadRequest, match=r"无法读取.*:没有这个文件或文件夹$"):
        read_batch(tmp_path / "nowhere.jsonl")
    with pytest.raises(BadRequest, match=r"无法读取.*:那里是一个文件夹$"):
        read_batch(tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [["ask"], ["ask", "问", "--batch", "x"], ["ask", "问", "--top", "-1"], ["similar", "甲乙丙丁", "--top", "0"]],
)
def test_a_request_that_makes_no_sense_exits_2_with_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert cli.main(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith("tongbao: ")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ledger", "-o", "台账.pdf"], "不认识 台账.pdf 的扩展名 .pdf;可用 .json、.csv、.xlsx、.md,或用"),
        (["compare", "甲", "乙", "--format", "csv", "-o", "对比.xlsx"], "对比.xlsx 的扩展名与格式 csv 不一致"),
        (["matrix", "--themes", "EMPTY"], "EMPTY 里没有一行主题"),
        (["ask", "--batch", "EMPTY"], "EMPTY 里没有一行内容"),
        (["similar", "--batch", "EMPTY"], "EMPTY 里没有一行内容"),
        (["add", "--fetch", "EMPTY"], "EMPTY 里没有一个网页地址"),
        (["migrate", "--engine", "embedded", "--uri", "http://127.0.0.1:1/x"], "不能用 --engine embedded"),
    ],
    ids=lambda a: a[0] if isinstance(a, list) else "",
)
def test_a_file_or_an_option_that_cannot_be_meant_so_is_told_in_one_line_and_writes_nothing(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    empty = tmp_path / "EMPTY"
    empty.write_text("\n", encoding="utf-8")
    given = [str(empty) if part == "EMPTY" else part for part in arguments]
    assert cli.main([*given, "--index", str(tmp_path / "library")]) == 2
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("tongbao: ")]
    assert len(told) == 1
    assert said.replace("EMPTY", str(empty)) in told[0]
    assert not Path("台账.pdf").exists()


def test_a_password_that_is_not_given_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda prompt: input())
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert cli.main(["password", "张三"]) == 2
    assert "没有输入密码;不在终端里运行时,请用 --stdin" in capsys.readouterr().err


def test_on_a_terminal_the_matrix_names_the_units_under_each_topic_instead_of_printing_every_passage(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert cli.main(["matrix", "意识形态工作", "--index", str(folder)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "意识形态工作:5 份通报中 3 份有依据"
    assert all(len(row) < 70 for row in shown)
    assert shown[4].startswith("  未见:开封市文广旅局")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "nowhere"],
        ["facts", "nowhere"],
        ["remove", "nowhere"],
        ["similar", "甲乙丙丁", "--exclude", "nowhere"],
    ],
    ids=lambda a: a[0],
)
def test_a_notice_that_is_not_loaded_is_told_with_some_that_are(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    assert cli.main([*arguments, "--index", str(tmp_path)]) == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert "没有编号为 nowhere 的通报;已载入:binhai、kaifeng、qinyuan、tongzhou、wuhan" in told


def test_of_a_large_library_only_some_notices_are_named():
    told = unknown(["x"], [f"n{i}" for i in range(30)])
    assert "n19 等 30 份" in told
    assert "n20" not in told


@pytest.mark.parametrize(
    "arguments", [["ask", "问"], ["notices"], ["ledger"], ["facts"], ["check", "wuhan"], ["matrix"]], ids=lambda a: a[0]
)
def test_every_command_that_opens_the_library_heeds_the_encoder(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert cli.main([*arguments, "--index", str(tmp_path), "--encoder", "no-such-author/no-such-model"]) == 2
    assert "no-such-author/no-such-model" in capsys.readouterr().err


def test_the_library_lies_where_the_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("TONGBAO_HOME", str(tmp_path))
    assert library.default_folder() == tmp_path
    monkeypatch.delenv("TONGBAO_HOME")
    assert library.default_folder().name == "tongbao"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library")


def tongbao(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command, *rest = arguments
    return subprocess.run(
        [sys.executable, "-m", "qa", command, "--index", str(folder), *rest],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_first_question_builds_the_library_and_prints_only_json_on_stdout(folder: Path):
    done = tongbao(folder, "ask", "停车费上缴", "--json")
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert row["answered"]
    assert len(row["hits"]) == 8
    assert "停车费" in row["hits"][0]["text"]


def test_a_batch_streams_one_line_a_question_in_order_with_twenty_hits(folder: Path, tmp_path: Path):
    path = lines(tmp_path, '{"id": "x", "question": "文物巡查"}', '{"id": "y", "question": "第一议题"}')
    done = tongbao(folder, "ask", "--batch", str(path), "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in rows] == ["x", "y"]
    assert {len(r["hits"]) for r in rows} == {20}


def test_nothing_found_exits_1_and_says_why(folder: Path):
    done = tongbao(folder, "ask", "2003年的编外人员有多少名?")
    assert done.returncode == 1
    assert "未找到依据" in done.stdout
    assert "2003" in done.stdout


def test_notices_are_listed_with_the_contracts_fields(folder: Path):
    rows = json.loads(tongbao(folder, "notices", "--json").stdout)
    assert sorted(r["id"] for r in rows) == ["binhai", "kaifeng", "qinyuan", "tongzhou", "wuhan"]
    assert all(r["passages"] > 0 for r in rows)


def test_what_can_be_read_is_added_and_each_failure_is_one_line(folder: Path, tmp_path: Path):
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    (mixed / "empty.txt").write_bytes(b"")
    (mixed / "binary.txt").write_bytes(bytes(range(256)) * 8)
    text = "青川市教育局关于巡察整改情况的通报\n局党组立即召开会议,逐条整改,清退补课费。\n"
    (mixed / "plain.txt").write_text(text, encoding="utf-8")
    (mixed / "national.txt").write_bytes("云岭县卫健局通报\n一是清退保证金。二是公开药价。\n".encode("gb18030"))
    done = tongbao(folder, "add", str(mixed))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("已加入") == 2
    failures = [line for line in done.stderr.splitlines() if line.startswith("未加入")]
    assert len(failures) == 2
    gone = tongbao(folder, "remove", "plain", "national")
    assert gone.returncode == 0, gone.stderr


def test_removing_what_is_not_there_exits_2(folder: Path):
    done = tongbao(folder, "remove", "atlantis")
    assert done.returncode == 2
    assert "atlantis" in done.stderr


def test_a_question_that_asks_for_more_passages_than_there_are_says_so_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.main(["ask", "文物保护做了哪些工作?", "--top", "1000", "--unit", "通州", "--index", str(tmp_path)]) == 0
    said = capsys.readouterr()
    shown = said.out.count("通州") and max(int(n) for n in re.findall(r"^\[(\d+)\] ", said.out, re.MULTILINE))
    assert said.err.splitlines()[-1] == f"符合条件的共 {shown} 段,不足 1000 段"


# The signal comes from inside, so that it comes in the middle however busy the machine is. A job in the background is
# started deaf to it, and so would be its children.
IMPATIENT = """
import signal, sys
from qa import cli
class Watched:
    def write(self, text):
        sys.__stderr__.write(text)
        if "1/5" in text:
            signal.raise_signal(signal.SIGINT)
    def flush(self):
        sys.__stderr__.flush()
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.stderr = Watched()
sys.exit(cli.main(sys.argv[1:]))
"""


def test_ctrl_c_is_one_line_and_leaves_the_library_as_it_was(tmp_path: Path):
    command = [sys.executable, "-c", IMPATIENT, "notices", "--index", str(tmp_path)]
    building = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert building.returncode == cli.INTERRUPTED
    assert "1/5" in building.stderr
    assert building.stderr.splitlines()[-1].startswith("tongbao: 已中断")
    assert "Traceback" not in building.stderr
    assert library.open_library(tmp_path, bundled=False).ids() == []
