"""How many files a library is in: few, and no change writes much more than it brought."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import index
from data import corpus
from index import merging
from index.engines.embedded import EmbeddedEngine
from index.merging import MOST, SMALL, settle
from index.types import Engine

NOTICES = corpus.bundled()


@given(st.lists(st.integers(0, MOST)), st.integers(0, 10 * MOST))
def test_what_is_put_together_is_no_more_than_came_and_fits_one_file(rows: list[int], brought: int) -> None:
    for group in settle([(r, r) for r in rows], brought):
        assert len(group) > 1
        assert sum(rows[i] for i in group) <= min(brought, MOST // 2)
        assert max(rows[i] for i in group) <= min([rows[i] for i in range(len(rows)) if i not in group], default=MOST)


def test_a_few_passages_more_put_nothing_together() -> None:
    assert settle([(9, 9), (9, 9)], SMALL) == []
    assert settle([(9, 9), (30_000, 30_000), (20, 9)], SMALL + 1) == [[0, 2]]


def test_where_nothing_is_to_be_put_together_nobody_is_waited_for(tmp_path: Path) -> None:
    engine = index.open_engine(tmp_path)
    engine.add(NOTICES)
    assert isinstance(engine, EmbeddedEngine)
    with closing(sqlite3.connect(tmp_path / "tongbao.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        engine.settle(10 * SMALL)  # a transaction would end with IndexBusy
    engine.close()


def files(engine: Engine) -> int:
    assert isinstance(engine, EmbeddedEngine)
    return len(engine._view().segments)


def test_a_library_brought_in_or_rebuilt_in_batches_ends_in_one_file_and_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = index.open_engine(tmp_path / "whole")
    whole.add(NOTICES)
    monkeypatch.setattr("index.bulk.BATCH", 1)  # a batch for each notice
    monkeypatch.setattr(merging, "SMALL", 0)
    parts = index.open_engine(tmp_path / "parts")
    parts.add(NOTICES)
    assert files(parts) == 1
    parts.close()
    rebuilt = index.rebuild(tmp_path / "parts")
    assert files(rebuilt) == 1
    for search in ("dense", "lexical", "bigrams"):
        assert getattr(rebuilt, search)("专项资金滞留", 20) == getattr(whole, search)("专项资金滞留", 20)
    assert index.verify(tmp_path / "parts", full=True) == []
