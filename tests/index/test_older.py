"""A library read by an earlier program says so, and a rebuild reads its texts again without losing anything."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

import index
from data import corpus
from data.errors import IndexProblem
from data.types import Notice
from data.version import parser
from index.database import FILE
from index.engines.milvus.schema import NOTICES as ROWS
from index.engines.milvus.schema import TEXTS
from index.engines.milvus.server import Server
from index.types import Engine
from qa.cli import main
from tests.index.milvus_server import LiteServer
from tests.index.test_contract import part
from tests.index.test_killed import JOBS, child, read_all

KILLS = 40 if os.environ.get("CI") else 6
NOTICES = corpus.bundled()[2:]  # the shorter ones


def badly_read(notice: Notice) -> Notice:
    """As a program would have read it that knew no items, before that was kept."""
    return replace(notice, items=(), parser="")


def answers(engine: Engine) -> list[object]:
    return [engine.notices(), engine.ids(), engine.lexical("文物", 50), engine.dense("文物", 50)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of an earlier program, which wrote neither what read them nor cards."""
    engine = index.open_engine(tmp_path)
    engine.add([badly_read(n) for n in NOTICES])
    engine.close()
    with sqlite3.connect(tmp_path / FILE) as db:
        for number, value in db.execute("SELECT number, value FROM notice").fetchall():
            held = json.loads(zlib.decompress(value))
            del held["parser"]
            packed = zlib.compress(json.dumps(held, ensure_ascii=False).encode())
            db.execute("UPDATE notice SET value = ? WHERE number = ?", (packed, number))
        db.execute("UPDATE card SET value = json_remove(value, '$[3]') WHERE notice > 1")
        db.execute("DELETE FROM card WHERE notice <= 1")
    db.close()
    return tmp_path


def test_a_library_of_an_earlier_program_opens_and_says_in_one_line_how_many_it_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notices", "--index", str(folder), "--json"]) == 0
    said = capsys.readouterr()
    assert (
        said.err == "3 份通报由别的版本的程序解析,条目、措施与整改状态可能与现在不同;请运行 tongbao rebuild(原文不变)\n"
    )
    assert [row["items"] for row in json.loads(said.out)] == [0] * 3
    assert main(["verify", "--index", str(folder), "--full"]) == 0
    assert "3 份通报由别的版本的程序解析" in capsys.readouterr().out


def test_a_notice_added_since_is_not_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    engine = index.open_engine(folder)
    assert [a.outcome for a in engine.add([NOTICES[1]])] == ["replaced"]
    engine.close()
    assert main(["verify", "--index", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["older"].startswith("2 份通报")


def test_a_rebuild_reads_the_texts_again_and_says_how_far_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = index.open_engine(folder)
    engine.remove([NOTICES[0].id])
    engine.add([badly_read(NOTICES[0])])
    engine.close()
    before = index.history(folder, NOTICES[0].id)
    assert main(["rebuild", "--index", str(folder)]) == 0
    assert capsys.readouterr().err.endswith("正在建立索引:2/3 份通报\r正在建立索引:3/3 份通报\n")
    engine = index.open_engine(folder)
    assert engine.notices() == [*NOTICES[1:], NOTICES[0]]
    assert {card.parser for card in engine.cards()} == {parser()}
    assert index.history(folder, NOTICES[0].id) == before
    assert index.verify(folder, full=True) == []
    assert main(["notices", "--index", str(folder)]) == 0
    assert capsys.readouterr().err == ""


def test_a_renamed_notice_is_read_again_under_its_new_name(tmp_path: Path) -> None:
    from qa import intake

    engine = index.open_engine(tmp_path)
    engine.add([badly_read(NOTICES[0])])
    intake.rename(engine, NOTICES[0].id, "新名")
    assert engine.cards()[0].parser == ""
    engine.close()
    (notice,) = index.rebuild(tmp_path).notices()
    assert (notice.id, {i.notice_id for i in notice.items}) == ("新名", {"新名"})
    assert [i.problem for i in notice.items] == [i.problem for i in NOTICES[0].items]


def rebuild(folder: Path, seed: int, pipe: int) -> None:
    index.rebuild(folder)
    os.write(pipe, b".")


def test_a_rebuild_killed_at_any_moment_leaves_the_library_as_it_was_or_as_it_should_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(JOBS, "rebuild", rebuild)
    old = index.open_engine(folder)
    was = [badly_read(n) for n in NOTICES]
    assert old.notices() == was
    old.close()
    copy = shutil.copytree(folder, folder.with_name("copy"))
    start = time.monotonic()
    index.rebuild(copy).close()
    needed, dice, killed = time.monotonic() - start, random.Random(11), 0
    for kill in range(KILLS):
        with child("rebuild", folder, kill) as (pid, pipe):
            time.sleep(dice.uniform(0, needed))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            done = read_all(pipe) == "."
        engine = index.open_engine(folder)
        killed += not done
        if done:
            was = list(NOTICES)
        assert engine.notices() in (was, list(NOTICES))
        was = engine.notices()
        engine.close()
        assert index.verify(folder, full=True) == []
    assert killed
    assert index.rebuild(folder).notices() == list(NOTICES)


def test_a_server_says_the_same_and_is_rebuilt(lite: LiteServer, capsys: pytest.CaptureFixture[str]) -> None:
    uri = lite.uri("read_before")
    engine = index.open_engine(None, uri=uri)
    engine.add([badly_read(n) for n in NOTICES[:2]])
    assert main(["notices", "--uri", uri]) == 0
    assert capsys.readouterr().err.startswith("2 份通报由别的版本的程序解析")
    steps: list[tuple[int, int]] = []
    again = index.rebuild(None, uri=uri, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(2, 2)]
    fresh = index.open_engine(None, uri=lite.uri("read_now"))
    fresh.add(NOTICES[:2])
    assert answers(again) == answers(fresh) == answers(index.open_engine(None, uri=uri))
    assert again.cards() == fresh.cards()


def test_a_server_whose_rebuild_broke_off_says_so_and_has_all_texts(lite: LiteServer) -> None:
    uri = lite.uri("broken_off")
    many = [replace(part(2, length=1200), id=f"n{i:02d}", items=(), parser="") for i in range(20)]
    index.open_engine(None, uri=uri).add(many)

    def broken(done: int, total: int) -> None:
        if done < total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(None, uri=uri, progress=broken)
    with pytest.raises(IndexProblem, match=r"没有重建完.*请运行 tongbao rebuild") as caught:
        index.open_engine(None, uri=uri)
    assert "\n" not in str(caught.value)
    again = index.rebuild(None, uri=uri)
    assert again.ids() == [n.id for n in many]
    assert [len(n.items) for n in again.notices()] == [len(part(2, length=1200).items)] * 20


def test_the_cards_of_a_server_are_kept_and_need_no_text(lite: LiteServer) -> None:
    uri = lite.uri("kept_cards")
    engine = index.open_engine(None, uri=uri)
    engine.add(NOTICES[:3])
    engine.add([replace(NOTICES[1], title="另一个标题")])
    engine.remove([NOTICES[2].id])
    before = engine.cards()
    assert [c.stated.title for c in before] == [NOTICES[0].title, "另一个标题"]
    Server(uri).delete(TEXTS, 'notice != ""')
    assert index.open_engine(None, uri=uri).cards() == before


def test_a_server_filled_by_an_earlier_program_has_its_cards_made_from_the_texts(lite: LiteServer) -> None:
    from index.engines.milvus.schema import STATE

    uri = lite.uri("no_cards")
    engine = index.open_engine(None, uri=uri)
    engine.add(NOTICES[:2])
    before = engine.cards()
    server = Server(uri)
    server.delete(STATE, 'key like "card!%"')
    assert len(list(server.rows(ROWS, "", ["id"], fresh=True))) == 2
    assert index.open_engine(None, uri=uri).cards() == before
