"""What a folder keeps, and changes in any order; what every engine promises is in test_contract."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index
from data import corpus
from data.errors import IndexProblem
from data.types import Notice, Status
from index.files import SEGMENT
from index.types import Engine, Scope

NOTICES = corpus.bundled()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made = index.open_engine(tmp_path_factory.mktemp("index"))
    made.add(NOTICES)
    return made


def test_a_scope_holds_inside_the_search(engine: Engine) -> None:
    for scope, kept in (
        (Scope(notices=("wuhan",)), {"wuhan"}),
        (Scope(exclude=("wuhan",)), {n.id for n in NOTICES} - {"wuhan"}),
        (Scope(units=("通州",)), {"tongzhou"}),
        (Scope(years=("2020",)), {"kaifeng"}),
        (Scope(units=("没有这个单位",)), set()),
    ):
        hits = engine.dense("文物保护", 10, scope)
        found = {p.notice_id for p in engine.passages([h.passage_id for h in hits])}
        assert found <= kept
        assert bool(found) == bool(kept)
        assert len(hits) == (10 if kept else 0)


def test_a_status_keeps_only_passages_of_such_items(engine: Engine) -> None:
    hits = engine.dense("整改", 100, Scope(statuses=("正在整改",)))
    items = {p.item_id for p in engine.passages([h.passage_id for h in hits])}
    assert items == {i.id for n in NOTICES for i in n.items if i.status is Status.ONGOING}


def test_a_broken_file_and_another_encoder_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "tongbao.sqlite3").write_bytes(b"not a database" * 500)
    with pytest.raises(IndexProblem, match="已损坏或不是索引的数据库"):
        index.open_engine(tmp_path)
    other = tmp_path / "other"
    index.open_engine(other).add(NOTICES[:1])
    with sqlite3.connect(other / "tongbao.sqlite3") as db:
        db.execute('UPDATE manifest SET value = replace(value, \'"encoder_hash": "\', \'"encoder_hash": "x\')')
    with pytest.raises(IndexProblem, match="编码器"):
        index.open_engine(other)


def test_an_index_of_another_encoder_is_rebuilt_from_its_own_notices(tmp_path: Path) -> None:
    made = index.open_engine(tmp_path)
    made.add(NOTICES[:2])
    before = (made.notices(), made.dense("文物", 50))
    made.close()
    with sqlite3.connect(tmp_path / "tongbao.sqlite3") as db:
        db.execute('UPDATE manifest SET value = replace(value, \'"encoder_hash": "\', \'"encoder_hash": "x\')')
    with pytest.raises(IndexProblem, match="tongbao rebuild"):
        index.open_engine(tmp_path)
    for segment in tmp_path.glob("*" + SEGMENT):
        segment.write_bytes(bytes(segment.stat().st_size))
    again = index.rebuild(tmp_path)
    assert (again.notices(), again.dense("文物", 50)) == before


def _short(notice: Notice, start: int) -> Notice:
    """A notice of a few hundred characters, quick to add; `start` makes another version of it."""
    raw = f"{notice.title}\n{notice.text[start : start + 600]}"
    return replace(corpus.parse(raw.encode(), notice.source.file), id=notice.id)


VERSIONS = tuple(tuple(_short(notice, start) for start in (0, 700)) for notice in NOTICES)
SEQUENCES = 200 if os.environ.get("CI") else 30
Step = tuple[int, int]  # which notice; which version of it to add, or 2 to remove it


@settings(max_examples=SEQUENCES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, len(NOTICES) - 1), st.integers(0, 2)), max_size=10))
def test_any_sequence_of_changes_equals_a_fresh_build(
    steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    changed = index.open_engine(tmp_path_factory.mktemp("changed"))
    held: dict[str, Notice] = {}
    for number, version in steps:
        if version < 2:
            changed.add([VERSIONS[number][version]])
            held[NOTICES[number].id] = VERSIONS[number][version]
        else:
            changed.remove([NOTICES[number].id])
            held.pop(NOTICES[number].id, None)
    fresh = index.open_engine(tmp_path_factory.mktemp("fresh"))
    fresh.add(list(held.values()))
    assert changed.notices() == fresh.notices() == list(held.values())
    for scope in (Scope(), Scope(exclude=("wuhan",)), Scope(statuses=("已整改",))):
        for leg in ("lexical", "bigrams", "dense"):
            for k in (2, 100):
                assert getattr(changed, leg)("巡察整改文物", k, scope) == getattr(fresh, leg)("巡察整改文物", k, scope)
    ids = [hit.passage_id for hit in fresh.dense("巡察", 100)]
    assert changed.evidence("巡察", ids) == fresh.evidence("巡察", ids)
    changed.close()
    fresh.close()


def test_a_text_with_a_nul_character_is_kept_whole(tmp_path: Path) -> None:
    engine = index.open_engine(tmp_path)
    odd = replace(NOTICES[0], text=NOTICES[0].text.replace("整改。", "整改\0"))
    engine.add([odd])
    held = engine.passages_of(odd.id)
    assert any("\0" in p.text for p in held)
    assert all(p.text == odd.text[p.start : p.end] for p in held)
    assert engine.passages([p.id for p in held]) == held
    engine.close()
    again = index.open_engine(tmp_path)
    last = next(p for p in reversed(held) if "\0" in p.text)
    assert again.passages([last.id]) == [last]  # one alone is cut out by the database, which stops at a NUL
    again.close()


def test_cards_are_read_from_beside_the_texts_and_made_where_an_earlier_program_left_none(tmp_path: Path) -> None:
    engine = index.open_engine(tmp_path)
    engine.add(NOTICES)
    held = engine.cards()
    engine.close()
    with sqlite3.connect(tmp_path / "tongbao.sqlite3") as db:
        db.execute("CREATE TABLE other AS SELECT number, value FROM notice")
        db.execute("UPDATE notice SET value = x'00' WHERE id <> ?", (NOTICES[0].id,))  # read from there they would fail
        db.execute("DELETE FROM card WHERE notice = (SELECT number FROM notice WHERE id = ?)", (NOTICES[0].id,))
        db.execute("UPDATE card SET value = json_remove(value, '$[8]') WHERE notice = 2")  # an earlier program's
        db.execute("UPDATE notice SET value = (SELECT value FROM other WHERE number = 2) WHERE number = 2")
    engine = index.open_engine(tmp_path)
    assert engine.cards() == held
    engine.close()
    with sqlite3.connect(tmp_path / "tongbao.sqlite3") as db:
        db.execute("UPDATE notice SET value = x'00'")
    engine = index.open_engine(tmp_path)
    assert engine.cards() == held  # those that were made are written down
    engine.close()


def test_more_passages_than_are_remembered_come_back_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("PASSAGES", "HEADS", "WINDOWS"):
        monkeypatch.setattr(f"index.engines.embedded.{room}", 3)
    engine = index.open_engine(tmp_path)
    engine.add(NOTICES[:1])
    ids = [p.id for p in engine.passages_of(NOTICES[0].id)]
    for some in (ids[:5], ids[3:9], ids):
        assert [p.id for p in engine.passages(some)] == some
        assert [h.kind for h in engine.heads(some)] == [p.kind for p in engine.passages(some)]
        assert [e.passage_id for e in engine.evidence("整改", some)] == some
    engine.close()
