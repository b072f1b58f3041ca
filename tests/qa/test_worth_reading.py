"""Only texts that can still make a difference are fetched, and none that would have."""

import json
from pathlib import Path

import pytest

from data import corpus
from index.types import Scope
from qa import fuse, query, retrieve
from qa.features import bonus, features
from qa.fold import fold
from qa.known import known
from tests.qa.memory import MemoryEngine

QUESTIONS = Path(__file__).parents[2] / "eval" / "questions.jsonl"


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine(corpus.bundled())


def test_the_best_by_what_they_print_are_fetched_however_few_texts_are(engine, monkeypatch):
    monkeypatch.setattr(retrieve, "READ", 20)
    monkeypatch.setattr(retrieve, "KEPT", 40)
    loaded, fewer = known(engine), 0
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[::6]:
        asked = query.analyse(fold(json.loads(line)["question"]), loaded)
        legs = retrieve._legs(engine, asked, [asked.text], Scope())
        ids = sorted({i for _, leg in legs for i in leg})
        whole = fuse.weighted(legs, ids)
        kept = retrieve._worth_reading(whole, asked)
        first = {p.id: whole[p.id] + bonus(features(asked, p)) for p in engine.passages(ids)}
        assert set(fuse.ordered(first)[:20]) <= set(kept)
        fewer += len(kept) < len(ids)
    assert fewer > 8


def test_in_a_library_like_the_bundled_one_every_candidate_comes_back(engine):
    asked = query.analyse("文物保护做了哪些工作?", known(engine))
    found = retrieve.retrieve(engine, asked, Scope())
    assert len(found) == len({f.passage.id for f in found}) >= min(retrieve.KEPT, 400)
