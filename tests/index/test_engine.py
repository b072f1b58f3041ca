"""The embedded engine against brute force, and what a folder keeps."""

from __future__ import annotations

import math
import os
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index
from data import corpus
from data.errors import IndexProblem
from data.types import Notice
from index import encoder, words
from index.lexical import K1, B
from index.rows import BODY, PATH, TITLE
from index.store import SEGMENTS
from index.types import Engine, Hit, Scope

QUESTIONS = ("文物保护巡查", "追责问责了多少人", "党费收缴", "How is overtime paid?", "没有这样的内容", "")
NOTICES = corpus.bundled()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made = index.open_engine(tmp_path_factory.mktemp("index"))
    made.add(NOTICES)
    return made


def bags(engine: Engine) -> dict[str, Counter[str]]:
    """Terms of each passage, counted by the weight of their field."""
    out: dict[str, Counter[str]] = {}
    for notice in engine.notices():
        for p in engine.passages_of(notice.id):
            bag: Counter[str] = Counter()
            for weight, text in ((TITLE, notice.title), (PATH, " ".join(p.path)), (BODY, p.text)):
                for term in words.terms(text):
                    bag[term] += weight  # type: ignore[assignment]
            out[p.id] = bag
    return out


def brute_lexical(engine: Engine, question: str) -> list[Hit]:
    """BM25 as in the textbook, one passage and one term at a time."""
    held = bags(engine)
    mean = sum(sum(b.values()) for b in held.values()) / len(held)
    found = []
    for name, bag in held.items():
        score = 0.0
        for term in set(words.terms(question)):
            if term in bag:
                n = sum(term in other for other in held.values())
                idf = math.log(1 + (len(held) - n + 0.5) / (n + 0.5))
                score += idf * bag[term] * (K1 + 1) / (bag[term] + K1 * (1 - B + B * sum(bag.values()) / mean))
        if score > 0:
            found.append(Hit(name, score))
    return sorted(found, key=lambda h: (-h.score, h.passage_id))


def brute_dense(engine: Engine, question: str) -> list[Hit]:
    coder = encoder.load()
    query = coder.queries([question])[0]
    found = []
    for notice in engine.notices():
        unit = notice.metadata.unit.value if notice.metadata.unit else ""
        for p in engine.passages_of(notice.id):
            views = coder.passages([p.text, f"{unit} {' '.join(p.path[-2:])} {p.text}"])
            found.append(Hit(p.id, float(np.max(views @ query))))
    return sorted(found, key=lambda h: (-h.score, h.passage_id))


def assert_same(found: list[Hit], expected: list[Hit]) -> None:
    assert [round(h.score, 4) for h in found] == pytest.approx([h.score for h in expected], abs=1e-3)
    close = {h.passage_id: h.score for h in expected}
    assert all(h.score == pytest.approx(close[h.passage_id], abs=1e-4) for h in found)


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_legs_equal_brute_force(engine: Engine, question: str) -> None:
    assert_same(engine.lexical(question, 1000), brute_lexical(engine, question))
    assert_same(engine.dense(question, 1000), brute_dense(engine, question))


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_come_best_first_with_ties_by_id(engine: Engine, question: str) -> None:
    for leg in (engine.lexical, engine.bigrams, engine.dense):
        hits = leg(question, 1000)
        assert hits == sorted(hits, key=lambda h: (-h.score, h.passage_id))
        assert leg(question, 3) == hits[:3]


def test_a_scope_holds_inside_the_search(engine: Engine) -> None:
    for scope, kept in (
        (Scope(notices=("wuhan",)), {"wuhan"}),
        (Scope(exclude=("wuhan",)), {n.id for n in NOTICES} - {"wuhan"}),
        (Scope(units=("通州",)), {"tongzhou"}),
        (Scope(years=("2020",)), {"kaifeng"}),
        (Scope(units=("没有这个单位",)), set()),
    ):
        hits = engine.dense("文物保护", 10, scope)
        assert {p.notice_id for p in engine.passages([h.passage_id for h in hits])} <= kept
        assert len(hits) == (10 if kept else 0)


def test_a_status_keeps_only_passages_of_such_items(engine: Engine) -> None:
    hits = engine.dense("整改", 100, Scope(statuses=("正在整改",)))
    items = {p.item_id for p in engine.passages([h.passage_id for h in hits])}
    assert len(items) == 2


def test_evidence_is_a_window_inside_its_passage(engine: Engine) -> None:
    ids = [h.passage_id for h in engine.dense("城墙修缮", 20)]
    for found, passage in zip(engine.evidence("城墙修缮", ids), engine.passages(ids), strict=True):
        assert passage.start <= found.start < found.end <= passage.end
        assert -1.001 <= found.score <= 1.001


def test_the_same_notice_again_changes_nothing_and_a_changed_one_replaces(tmp_path: Path) -> None:
    engine = index.open_engine(tmp_path)
    first = next(n for n in NOTICES if n.id == "qinyuan")
    assert engine.add([first])[0].outcome == "added"
    assert engine.add([first])[0].outcome == "unchanged"
    raw = first.text.replace("631处", "632处").encode()
    changed = replace(corpus.parse(raw, first.source.file), id=first.id)
    assert engine.add([changed])[0].outcome == "replaced"
    assert len(engine.notices()) == 1
    assert "632处" in engine.notice(first.id).text


def test_the_same_notice_twice_in_one_call_is_held_once(tmp_path: Path) -> None:
    engine = index.open_engine(tmp_path)
    assert [a.outcome for a in engine.add([NOTICES[3], NOTICES[3]])] == ["added"]
    assert len(engine.notices()) == 1


def test_an_empty_index_finds_nothing_and_forgets_what_is_removed(tmp_path: Path) -> None:
    engine = index.open_engine(tmp_path)
    engine.add(NOTICES[3:4])
    assert engine.remove([NOTICES[3].id, "nowhere"]) == [NOTICES[3].id]
    assert engine.notices() == []
    assert engine.dense("文物", 5) == engine.lexical("文物", 5) == engine.bigrams("文物", 5) == []


def test_an_index_opens_again_as_it_was(engine: Engine, tmp_path: Path) -> None:
    made = index.open_engine(tmp_path)
    made.add(NOTICES[:2])
    before = (made.notices(), made.lexical("文物", 50), made.dense("文物", 50))
    made.close()
    again = index.open_engine(tmp_path)
    assert (again.notices(), again.lexical("文物", 50), again.dense("文物", 50)) == before


def test_a_broken_file_and_another_encoder_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "tongbao.sqlite3").write_bytes(b"not a database" * 500)
    with pytest.raises(IndexProblem, match="无法打开"):
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
    for segment in tmp_path.glob(SEGMENTS):
        segment.write_bytes(bytes(segment.stat().st_size))
    again = index.open_engine(tmp_path, rebuild=True)
    assert (again.notices(), again.dense("文物", 50)) == before


def test_an_unknown_notice_is_told_in_one_line(engine: Engine) -> None:
    with pytest.raises(IndexProblem, match="没有编号为"):
        engine.notice("nowhere")


def _short(notice: Notice, start: int) -> Notice:
    """A notice of a few hundred characters, quick to add; `start` makes another version of it."""
    raw = f"{notice.title}\n{notice.text[start : start + 600]}"
    return replace(corpus.parse(raw.encode(), notice.source.file), id=notice.id)


VERSIONS = tuple(tuple(_short(notice, start) for start in (0, 700)) for notice in NOTICES)
SEQUENCES = 200 if os.environ.get("CI") else 30
Step = tuple[int, int]  # which notice; which version of it to add, or 2 to remove it


@settings(max_examples=SEQUENCES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


def test_more_passages_than_are_remembered_come_back_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.engines.embedded.REMEMBERED", 3)
    engine = index.open_engine(tmp_path)
    engine.add(NOTICES[:1])
    ids = [p.id for p in engine.passages_of(NOTICES[0].id)]
    for some in (ids[:5], ids[3:9], ids):
        assert [p.id for p in engine.passages(some)] == some
        assert [e.passage_id for e in engine.evidence("整改", some)] == some
    engine.close()
