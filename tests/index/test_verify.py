"""`verify` finds nothing on a sound library and names what is wrong with a broken one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import index
from data import corpus, passages
from index import dense
from index.database import FILE
from index.files import CODES, SEGMENT
from index.types import Kept
from qa.cli import main

NOTICES = corpus.bundled()[:2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    engine = index.open_engine(tmp_path)
    engine.add(NOTICES)
    engine.close()
    return tmp_path


def change(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / FILE) as db:
        db.execute(statement)
    db.close()


def test_a_sound_library_has_no_finding(folder: Path) -> None:
    assert index.verify(folder, full=True) == []


def test_a_library_that_was_changed_and_merged_has_no_finding(folder: Path) -> None:
    engine = index.open_engine(folder)
    engine.remove([NOTICES[0].id])
    for notice in corpus.bundled():
        engine.add([notice])
    engine.close()
    assert index.verify(folder, full=True) == []


def test_it_is_said_how_many_passages_are_searched_in_which_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    every = sum(len(passages.passages(notice)) for notice in NOTICES)
    assert index.kept(folder) == Kept(every, 0, 0)
    for beyond, expected in ((dense.BEYOND, Kept(0, every, 0)), ((), Kept(0, 0, every))):
        monkeypatch.setattr(dense, "BEYOND", beyond)
        monkeypatch.setattr("index.segment.LARGE", 1)
        index.rebuild(folder).close()
        assert index.kept(folder) == expected
        assert index.verify(folder, full=True) == []
    assert main(["verify", "--index", str(folder)]) == 0
    assert f"向量:{every} 段逐一按字节比较" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE notice SET text = replace(text, '整改', '整该')", "与加入时不同"),
        ("UPDATE passage SET start = start + 1, stop = stop + 1", "段落与由原文切出的不同"),
        ("DELETE FROM passage WHERE start > 3000", "段落与由原文切出的不同"),
        ("UPDATE manifest SET value = replace(value, '\"notices\": 2', '\"notices\": 3')", "清单记有 3 份"),
        ("UPDATE card SET value = replace(value, '20', '19')", "摘要与原文不同"),
        ("DELETE FROM segment", "实有 2 份、0 段"),
    ],
)
def test_what_differs_from_the_text_is_named(folder: Path, statement: str, expected: str) -> None:
    change(folder, statement)
    findings = index.verify(folder, full=True)
    assert any(expected in line for line in findings)
    assert all("\n" not in line for line in findings)


@pytest.mark.parametrize(
    ("change_to", "expected"),
    [
        (
            "'$.encoder', 'bge-m3', '$.encoder_hash', '0'",
            "由编码器 bge-m3(256 维)建立,当前编码器为 tongbao-static",
        ),
        ("'$.encoder_hash', '0'", "由编码器 tongbao-static 的另一版本(0)建立"),
        ("'$.format', 2", "的格式为 2,当前版本为 3"),
        ("'$.lexicon_hash', '0'", "建立时的分词词典与当前不同"),
    ],
)
def test_a_library_built_otherwise_is_told_in_one_line_with_the_way_out(
    folder: Path, capsys: pytest.CaptureFixture[str], change_to: str, expected: str
) -> None:
    change(folder, f"UPDATE manifest SET value = json_set(value, {change_to})")
    assert main(["verify", "--index", str(folder)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert expected in line
    assert "tongbao rebuild" in line


@pytest.mark.parametrize("array", ["vectors", "words_docs", "pairs_freqs", "starts"])
def test_a_changed_byte_in_any_array_is_found(folder: Path, array: str) -> None:
    from index import container

    (path,) = folder.glob("*" + SEGMENT)
    held = container.read(path)
    whole = bytearray(path.read_bytes())
    inside = held.arrays[array].tobytes()[:64]
    whole[whole.index(inside)] ^= 0x40
    path.write_bytes(bytes(whole))
    assert any(array in line for line in index.verify(folder))


def test_a_changed_byte_anywhere_in_a_file_of_codes_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.segment.LARGE", 1)
    index.rebuild(folder).close()
    (path,) = folder.glob("*" + CODES)
    whole = path.read_bytes()
    for at in (0, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        (line,) = index.verify(folder)
        assert line.startswith(f"文件 {path.name} 与写入时不同;请运行 tongbao rebuild")
    index.rebuild(folder).close()
    assert index.verify(folder) == []
