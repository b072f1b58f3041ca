"""`tongbao add`: what became of each file, for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.cli import main
from tests.formats import pages, words
from tests.formats.notice import TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mixed = tmp_path / "通报"
    mixed.mkdir()
    (mixed / "a.html").write_bytes(pages.trs().encode())
    (mixed / "b.docx").write_bytes(words.with_table())
    (mixed / "c.zip").write_bytes(words.zipped({"d.txt": TEXT.encode(), "e.exe": b"MZ"}))
    (mixed / "z.txt").write_bytes(b"")
    return mixed


def add(*arguments: object, index: Path) -> int:
    return main(["add", *map(str, arguments), "--no-bundled", "--index", str(index)])


def test_every_file_is_one_event_a_line_in_reading_order_and_the_last_line_sums_up(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(folder, "--json", index=tmp_path / "index") == 0
    out, err = capsys.readouterr()
    events = [json.loads(line) for line in out.splitlines()]
    assert [e["event"] for e in events] == ["added", "added", "added", "failed", "failed", "linked", "done"]
    assert [e.get("notice") for e in events[:3]] == ["a", "b", "d"]
    assert events[0]["url"] == "https://tyj.example.gov.cn/art/2024/5/8/art_1_2.html"
    assert [e["items"] for e in events[:3]] == [3, 3, 3]
    assert events[3]["file"].endswith("c.zip/e.exe")
    assert events[-2] == {"event": "linked", "notices": "a、d"}  # b holds a table besides
    assert events[-1] == {"event": "done", "added": 3, "replaced": 0, "unchanged": 0, "failed": 2}
    assert err == ""
    assert add(folder, "--json", index=tmp_path / "index") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["unchanged"] == 3


def test_quiet_says_nothing_but_the_failures(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(folder, "--quiet", index=tmp_path / "index") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(":")[0].rpartition("/")[2] for line in err.splitlines()] == ["e.exe", "z.txt"]


def test_more_files_than_one_batch_holds_are_all_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(70):
        (many / f"{number:02}.txt").write_text(
            f"第{number}区教育局关于整改情况的通报\n现将情况公布。已整改{number}项。\n", "utf-8"
        )
    assert add(many, "--json", index=tmp_path / "index") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["added"] == 70


def test_a_notice_from_another_site_is_linked_and_the_list_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "甲.txt", tmp_path / "乙.txt"
    first.write_text(TEXT, "utf-8")
    second.write_text("首页 > 政务公开\n" + TEXT, "utf-8")
    assert add(first, index=tmp_path / "index") == 0
    assert "已关联" not in capsys.readouterr().out
    assert add(second, index=tmp_path / "index") == 0
    assert "已关联 甲、乙:同一通报,回答中只显示一次" in capsys.readouterr().out
    assert main(["notices", "--index", str(tmp_path / "index")]) == 0
    assert "与 乙 为同一通报" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "没有给出要加入的东西"),
        (("nowhere",), "没有这个文件或文件夹"),
        (("--fetch", "http://127.0.0.1/a.html"), "本机或内部网络"),
        (("--fetch", "nowhere.txt"), "地址清单"),
    ],
)
def test_nothing_to_add_is_said_in_one_line(
    arguments: tuple[str, ...], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(*arguments, index=tmp_path / "index") == 2
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 1
    assert words in err[0]
