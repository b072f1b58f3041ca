"""`similar`, `compare` and `matrix` on the command line."""

import csv
import json
from pathlib import Path

import pytest

from data.errors import BadRequest
from qa import cli
from qa.commands.similar import read_batch


def lines(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library")


def test_a_batch_prints_one_json_line_per_text_in_order(tmp_path, folder, capsys):
    path = lines(
        tmp_path,
        '{"id": "b", "text": "加强农家书屋管理", "exclude": "qinyuan"}',
        '{"id": "a", "text": "规范招标采购"}',
    )
    assert cli.main(["similar", "--index", str(folder), "--batch", str(path), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["id"] for r in rows] == ["b", "a"]
    assert all(len(r["hits"]) == 20 for r in rows)
    assert "qinyuan" not in {h["notice"] for h in rows[0]["hits"]}


def test_a_draft_is_answered_measure_by_measure(folder, capsys):
    draft = "一是加强农家书屋管理,定期更新图书。二是规范招标采购程序,加强合同管理。"
    assert cli.main(["similar", "--index", str(folder), draft, "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert [p["text"][:2] for p in parts] == ["一是", "二是"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["similar"],
        ["similar", "文", "--batch", "x"],
        ["similar", "措施原文内容", "--exclude", "nowhere"],
        ["similar", "措施原文内容", "--year", "去年"],
        ["compare", "一个"],
        ["compare", "甲", "乙"],
        ["matrix", "食堂", "--threshold", "3"],
        ["matrix", " "],
        ["matrix", "--format", "xlsx"],
        ["matrix", "--themes", "nowhere.tsv"],
    ],
)
def test_a_request_that_makes_no_sense_exits_2_with_one_line(arguments, folder, capsys):
    assert cli.main([*arguments, "--index", str(folder)]) == 2
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("tongbao: ")


@pytest.mark.parametrize("row", ["不是 JSON", '{"id": "a"}', '["a"]', '{"id": "a", "text": " "}'])
def test_a_bad_batch_line_is_named_with_what_was_expected(tmp_path, row):
    with pytest.raises(BadRequest, match="第 2 行"):
        read_batch(lines(tmp_path, '{"id": "a", "text": "文"}', row))


def test_the_matrix_is_printed_and_written(tmp_path, folder, capsys):
    assert cli.main(["matrix", "农家书屋管理", "--index", str(folder), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert len(value["notices"]) == len(value["rows"][0]["cells"]) == 5
    out = tmp_path / "m.xlsx"
    assert cli.main(["matrix", "农家书屋管理", "--index", str(folder), "-o", str(out)]) == 0
    assert out.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("command", [["ledger"], ["matrix", "农家书屋管理"]])
def test_a_file_named_csv_is_one_with_a_table_of_several_columns(command, tmp_path, folder):
    out = tmp_path / "table.csv"
    assert cli.main([*command, "--index", str(folder), "-o", str(out)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        widths = {len(row) for row in csv.reader(file)}
    assert len(widths) == 1
    assert min(widths) > 5


def test_items_of_the_ledger_are_compared_by_their_number(folder, capsys):
    assert cli.main(["ledger", "--index", str(folder), "--json"]) == 0
    ids = [r["id"] for r in json.loads(capsys.readouterr().out)]
    assert cli.main(["compare", ids[0], ids[-1], "--index", str(folder), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [c["id"] for c in value["columns"]] == [ids[0], ids[-1]]
    assert [line["label"] for line in value["lines"]][:2] == ["问题", "措施"]


def test_a_theme_file_in_the_library_folder_is_used_without_being_named(tmp_path, capsys):
    (tmp_path / "themes.tsv").write_text("农家书屋\t农家书屋的管理和使用\t农家书屋|书屋\n", encoding="utf-8")
    assert cli.main(["matrix", "--index", str(tmp_path), "--json"]) == 0
    assert [row["topic"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["农家书屋"]
