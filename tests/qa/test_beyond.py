"""Who asks for more passages than a ranking looks at gets as many as there are, behind the same best ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from memory import MemoryEngine

from data import corpus
from qa import near, retrieve
from qa.answer import ask
from qa.similar import similar
from qa.types import Filters

QUESTION = "文物保护做了哪些工作？"
MEASURE = "建立文物安全巡查制度，聘请文物保护员"


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    held = corpus.bundled()
    copy = replace(held[0], id="copy", items=tuple(replace(i, notice_id="copy") for i in held[0].items))
    return MemoryEngine([*held, copy])


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a library that is much larger than a ranking's candidates."""
    for room, name in ((retrieve, "POOL"), (retrieve, "KEPT"), (near, "POOL")):
        monkeypatch.setattr(room, name, 30)
    monkeypatch.setattr(retrieve, "READ", 8)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("filters", [Filters(), Filters(unit="武汉")])
def test_an_answer_shows_as_many_passages_as_asked_for_or_all_there_are(engine: MemoryEngine, filters: Filters) -> None:
    first = ask(engine, QUESTION, 8, filters)
    inside = [p for n in engine.notices() for p in engine.passages_of(n.id) if not filters.unit or n.id == "wuhan"]
    for top in (100, len(inside) + 100):
        found = ask(engine, QUESTION, top, filters)
        shown = [c.passage.id for c in found.citations]
        also = sum(len(c.also) for c in found.citations)
        assert len(shown) == len(set(shown)) == min(top, len(inside) - also)
        assert found.citations[:8] == first.citations
        assert found.confidence == first.confidence
        assert found.quotes[:1] == first.quotes[:1]
        scores = [c.score for c in found.citations[90:]]
        assert scores == sorted(scores, reverse=True)
        assert [c.rank for c in found.citations] == list(range(1, len(shown) + 1))


@pytest.mark.usefixtures("few")
def test_comparable_measures_are_as_many_as_asked_for_or_all_there_are_without_copies(engine: MemoryEngine) -> None:
    first = similar(engine, MEASURE, "wuhan", 8)
    every = [p for n in engine.notices() if n.id not in ("wuhan", "copy") for p in engine.passages_of(n.id)]
    for top in (150, 5000):
        found = similar(engine, MEASURE, "wuhan", top)
        shown = [m.passage.id for m in found]
        assert len(shown) == len(set(shown)) == min(top, len(every))
        assert found[:8] == first
        assert {"copy", "binhai"} & {m.passage.notice_id for m in found} in ({"copy"}, {"binhai"})
