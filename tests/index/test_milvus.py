"""A Milvus server that is away, slow, killed, or holds something else: one line, and nothing is lost."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

import index
from data.errors import IndexProblem, ServerProblem
from data.types import Notice
from index import encoder
from index.engines.milvus.engine import MilvusEngine
from index.engines.milvus.schema import NOTICES, PASSAGES, STATE
from index.engines.milvus.server import Server
from index.types import Engine
from tests.index.milvus_server import LiteServer
from tests.index.test_contract import LEGS, SMALL, part
from tests.index.test_contract import NOTICES as BUNDLED

QUESTION = "巡察整改文物"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[LiteServer]:
    """A server that this test may kill."""
    pytest.importorskip("pymilvus")
    pytest.importorskip("milvus_lite")
    server = LiteServer(tmp_path / "data")
    server.start()
    yield server
    server.kill()


def answers(engine: Engine) -> list[object]:
    return [engine.notices(), engine.manifest, *(getattr(engine, leg)(QUESTION, 1000) for leg in LEGS)]


def opened(server: LiteServer, name: str, timeout: float = 30.0) -> MilvusEngine:
    return MilvusEngine(Server(server.uri(name), timeout), encoder.load())


@contextmanager
def hurried(engine: MilvusEngine, timeout: float) -> Iterator[None]:
    """With a short time limit while no answer is expected: one that is takes longer on a busy machine."""
    before, engine._server._timeout = engine._server._timeout, timeout
    try:
        yield
    finally:
        engine._server._timeout = before


def test_a_server_that_goes_away_is_one_line_and_comes_back_with_everything(own: LiteServer) -> None:
    engine = opened(own, "away")
    engine.add(SMALL[:2])
    before = answers(engine)
    own.kill()
    with hurried(engine, 2.0):
        with pytest.raises(ServerProblem, match=r"连不上|没有答复") as caught:
            engine.dense(QUESTION, 5)
        assert "\n" not in str(caught.value)
        with pytest.raises(ServerProblem):
            engine.add(SMALL[2:3])
    with pytest.raises(ServerProblem, match="连不上"):
        opened(own, "away", timeout=2.0)
    own.start()
    again = opened(own, "away")
    assert answers(again) == before
    assert [a.outcome for a in again.add(SMALL[:3])] == ["unchanged", "unchanged", "added"]
    assert answers(engine) == answers(again)  # whoever was there before goes on too


def test_a_server_that_does_not_answer_is_given_up_after_the_time_limit(own: LiteServer) -> None:
    engine = opened(own, "slow")
    engine.add(SMALL[:1])
    own.stop()
    try:
        with hurried(engine, 1.0), pytest.raises(ServerProblem, match="在 1 秒内没有答复"):
            engine.dense(QUESTION, 5)
    finally:
        own.go_on()
    assert engine.dense(QUESTION, 5)


def _ingest(uri: str, notices: list[Notice], may_end: Event) -> None:
    engine = index.open_engine(None, uri=uri)
    for notice in notices:
        engine.add([notice])
    may_end.wait()  # so that it is there to be killed, however late that comes


@pytest.mark.parametrize("moment", range(6 if os.environ.get("CI") else 3))
def test_server_and_writer_killed_in_the_middle_the_run_resumes_and_equals_an_undisturbed_one(
    own: LiteServer, moment: int
) -> None:
    notices = [replace(part(i % 5, 500 * (i // 5)), id=f"n{i}", items=()) for i in range(25)]
    spawn = multiprocessing.get_context("spawn")
    may_end = spawn.Event()
    writer = spawn.Process(target=_ingest, args=(own.uri("cut"), notices, may_end))
    writer.start()
    opened(own, "cut").close()
    watcher = Server(own.uri("cut"))
    while not list(watcher.rows(NOTICES, "", ["id"], fresh=True)):
        assert writer.is_alive()
        time.sleep(0.02)
    time.sleep(0.04 * moment)
    own.kill()
    if moment % 3 == 1:
        writer.kill()
        writer.join()
    may_end.set()
    own.start()
    writer.join()  # one that was not killed goes on by itself once the server is back
    assert (writer.exitcode == 0) is (moment % 3 != 1)
    resumed = opened(own, "cut")
    kept = {n.id for n in resumed.notices()}
    assert kept  # what was acknowledged is there, whole
    for n in resumed.notices():
        assert "".join(p.text for p in resumed.passages_of(n.id)) == n.text[n.body_start : n.body_end]
    resumed.add(notices)
    undisturbed = opened(own, "whole")
    undisturbed.add(notices)
    assert answers(resumed) == answers(undisturbed)
    assert [n.id for n in resumed.notices()] == [n.id for n in notices]


def test_what_a_killed_writer_left_half_written_is_not_seen_and_goes_when_it_is_written_again(
    lite: LiteServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = opened(lite, "half")
    engine.add(SMALL[:3])
    before = answers(engine)
    put = Server.put

    def dies(self: Server, collection: object, rows: list[object]) -> None:
        if collection is NOTICES:
            raise KeyboardInterrupt  # after the passages, before the row that makes them count
        put(self, collection, rows)  # type: ignore[arg-type]

    changed = part(1, 700)
    with monkeypatch.context() as patch:
        writer = opened(lite, "half")
        patch.setattr(Server, "put", dies)
        with pytest.raises(KeyboardInterrupt):
            writer.add([changed, SMALL[4]])
    assert answers(opened(lite, "half")) == before
    engine.add([changed, SMALL[4]])
    fresh = opened(lite, "half-fresh")
    fresh.add([SMALL[0], changed, SMALL[2], SMALL[4]])
    assert answers(engine) == answers(fresh)
    server = Server(lite.uri("half"))
    assert len(list(server.rows(PASSAGES, "", ["key"]))) == engine.manifest.passages


def test_statistics_that_do_not_fit_the_notices_are_worked_out_again(lite: LiteServer) -> None:
    engine = opened(lite, "sums")
    engine.add(SMALL)
    before = answers(engine)
    Server(lite.uri("sums")).delete(STATE, 'key == "statistics"')
    assert answers(opened(lite, "sums")) == before


def test_a_reader_sees_what_another_process_wrote(lite: LiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.engines.milvus.library.PATIENCE", 0.0)
    reader, writer = opened(lite, "two"), opened(lite, "two")
    writer.add(SMALL[:2])
    assert answers(reader) == answers(writer)
    reader.add(SMALL[2:3])
    writer.remove([SMALL[0].id])
    assert answers(reader) == answers(writer) == answers(opened(lite, "two"))


def test_a_library_of_another_encoder_or_format_is_told_in_one_line_and_rebuilt_from_its_own_notices(
    lite: LiteServer,
) -> None:
    engine = opened(lite, "older")
    engine.add(SMALL[:2])
    before = answers(engine)
    server = Server(lite.uri("older"))
    held = server.get(STATE, ["manifest"], ["value"])["manifest"]["value"]
    for old, new, told in (('hash": "', 'hash": "x', "编码器"), ('"format": 1', '"format": 0', "格式为 0")):
        server.put(STATE, [{"key": "manifest", "value": held.replace(old, new), "frequencies": {0: 1.0}}])
        with pytest.raises(IndexProblem, match=told) as caught:
            opened(lite, "older")
        assert "tongbao rebuild" in str(caught.value)
        assert "\n" not in str(caught.value)
    again = index.rebuild(None, uri=lite.uri("older"))
    assert answers(again) == before
    assert answers(opened(lite, "older")) == before


def test_vectors_of_another_dimension_are_told_in_one_line(lite: LiteServer) -> None:
    Server(lite.uri("narrow")).open(PASSAGES, 8)
    with pytest.raises(IndexProblem, match=r"8 维.*256 维"):
        opened(lite, "narrow")


def test_the_index_of_a_large_library_proposes_the_same(lite: LiteServer) -> None:
    large = MilvusEngine(Server(lite.uri("large"), expected=1_000_000), encoder.load())
    large.add(BUNDLED)
    large.finish()  # sealed, so that the index is built and used
    flat = opened(lite, "flat")
    flat.add(BUNDLED)
    for question in ("文物保护巡查", "党费收缴"):
        assert large.dense(question, 20) == flat.dense(question, 20)


def test_the_five_notices_are_answered_with_the_same_ids_in_the_same_order_as_in_a_folder(
    lite: LiteServer, tmp_path: Path
) -> None:
    engine, folder = opened(lite, "flat"), index.open_engine(tmp_path)
    engine.add(BUNDLED)
    folder.add(BUNDLED)
    for question in ("教画画跳舞的校外班怎么监管?", "安全检查怎么做到查出问题有据可查", "党费收缴", "overtime"):
        for leg in LEGS:
            found, right = getattr(engine, leg)(question, 400), getattr(folder, leg)(question, 400)
            assert [h.passage_id for h in found] == [h.passage_id for h in right]
