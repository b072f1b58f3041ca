"""Folders of files become notices; what cannot be read is named, one line each."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path

import pytest

from data.corpus import bundled, load, parse

NOTICE = (
    "某局党组关于巡察整改情况的通报\n根据市委统一部署，现将整改情况通报如下。\n"
    "一、提高政治站位\n召开会议，制定方案。\n二、整改落实\n已整改。\n"
)
TRADITIONAL = (
    "某局黨組關於巡察整改情況的通報\n根據市委統一部署，現將整改情況通報如下。\n一、提高政治站位\n召開會議，制定方案。\n"
)


def test_the_bundled_notices_are_the_files_their_sources_name() -> None:
    folder = resources.files("data") / "notices"
    rows = [json.loads(line) for line in (folder / "sources.jsonl").read_text(encoding="utf-8").splitlines()]
    notices = {n.source.file: n for n in bundled()}
    assert sorted(notices) == sorted(row["file"] for row in rows)
    for row in rows:
        digest = hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest()
        assert notices[row["file"]].source.sha256 == row["sha256"] == digest
        assert notices[row["file"]].source.url == (row["url"] or "")


def test_a_messy_folder_gives_what_can_be_read_and_names_the_rest(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图片.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "二进制.txt").write_bytes(bytes(range(256)))
    (tmp_path / "乱码.txt").write_bytes(b"\xff\xfa\x81\xff" * 50)
    (tmp_path / "表格.exe").write_bytes(b"MZ")
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    (tmp_path / "国标.txt").write_bytes(NOTICE.encode("gb18030"))
    (tmp_path / "大五码.txt").write_bytes(TRADITIONAL.encode("big5"))
    (tmp_path / "无标题.md").write_text("我们开了会。\n都改了。", encoding="utf-8")
    loaded = load([tmp_path, tmp_path / "没有.txt"])
    assert sorted(n.id for n in loaded.notices) == ["国标", "大五码", "无标题"]
    failed = {Path(f.file).name: f.message for f in loaded.failures}
    assert sorted(failed) == sorted(["空.txt", "图片.txt", "二进制.txt", "乱码.txt", "表格.exe", "没有.txt"])
    assert all("\n" not in message and message for message in failed.values())
    assert ".txt" in failed["表格.exe"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_encoding_of_a_notice_gives_the_same_text(encoding: str) -> None:
    assert parse(NOTICE.encode(encoding), "a.txt").text == parse(NOTICE.encode(), "a.txt").text


def test_big5_is_not_mistaken_for_gb18030() -> None:
    assert parse(TRADITIONAL.encode("big5"), "a.txt").title == "某局黨組關於巡察整改情況的通報"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_markdown_marks_are_taken_off(name: str) -> None:
    raw = (
        "# 某局关于整改情况的通报\n\n## 一、学习\n\n**（一）** 见[《办法》](http://example.com/a)。\n"
        "\n---\n\n## 二、检查\n\n已整改。\n"
    )
    notice = parse(raw.encode(), name)
    assert notice.text == "某局关于整改情况的通报\n一、学习\n（一） 见《办法》。\n二、检查\n已整改。"


def test_files_of_one_name_get_ids_of_their_own_and_a_copy_is_named(tmp_path: Path) -> None:
    for folder, text in (("甲", NOTICE), ("乙", NOTICE + "三、其他\n"), ("丙", NOTICE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "通报.txt").write_text(text, encoding="utf-8")
    loaded = load([tmp_path])
    assert len({n.id for n in loaded.notices}) == len(loaded.notices) == 2
    assert [f.message for f in loaded.failures] == ["与 通报.txt 内容完全相同,已跳过"]


def test_a_sources_file_gives_address_and_note(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "sources.jsonl").write_text(
        '{"file": "a.txt", "url": "http://example.com", "note": "存档"}\nbroken\n', "utf-8"
    )
    (notice,) = load([tmp_path]).notices
    assert (notice.source.url, notice.source.note) == ("http://example.com", "存档")


@pytest.mark.parametrize("notice", bundled(), ids=lambda n: n.id)
def test_titles_have_no_line_break_and_metadata_quotes_are_slices(notice) -> None:  # type: ignore[no-untyped-def]
    assert "\n" not in notice.title
    quote = notice.metadata.title.quote
    assert notice.text[quote.start : quote.end] == quote.text
