"""What only large libraries have: inverted files, masks inside them, and words added last."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import dense, merging
from index.dense import Cells, Exact, write_cells
from index.lexical import Bm25, Part
from index.postings import Bags, build, join, merge

ROWS, DIM = 3_000, 128


@pytest.fixture(scope="module")
def vectors() -> dense.Vectors:
    """Two views of rows in some forty clusters, unit length."""
    dice = np.random.default_rng(5)
    middle = dice.standard_normal((40, DIM))[dice.integers(0, 40, ROWS)]
    made = (middle + 0.5 * dice.standard_normal((2, ROWS, DIM))).astype(np.float32)
    return made / np.linalg.norm(made, axis=2, keepdims=True)


@pytest.fixture(scope="module")
def cells(vectors: dense.Vectors, tmp_path_factory: pytest.TempPathFactory) -> Cells:
    path = tmp_path_factory.mktemp("cells") / "a.cells"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "GATE", 0.9)  # these lie closer together than passages do
        probes = write_cells(path, vectors, vectors[0, ::50])
    assert probes
    return Cells(path, probes)


def test_an_inverted_file_passes_its_gate(cells: Cells, vectors: dense.Vectors) -> None:
    assert dense._recall(cells, Exact(vectors), vectors[0, 1::50]) >= 0.88
    assert np.abs(cells.vectors() - vectors).max() < 0.02


def test_read_thoroughly_it_finds_what_exact_search_finds(cells: Cells, vectors: dense.Vectors) -> None:
    exact = Exact(cells.vectors())
    for question in vectors[1, :5]:
        for mask in (None, np.arange(ROWS) % 2 == 0, np.arange(ROWS) % 100 == 7):
            ((rows, scores),) = dense.search([cells], question, 20, [mask])
            ((expected, best),) = dense.search([exact], question, 20, [mask])
            assert mask is None or mask[rows].all()
            assert sorted(scores.tolist()) == pytest.approx(sorted(best.tolist()), abs=1e-3)
            assert len(set(rows.tolist()) & set(expected.tolist())) >= 18


def test_the_gate_of_all_files_together_keeps_what_reading_every_cell_finds(
    cells: Cells, vectors: dense.Vectors
) -> None:
    legs, questions = [cells, Exact(vectors[:, :500])], vectors[1, ::100]
    probes = dense.gate(legs, questions)
    assert probes in dense.PROBES
    every = [set_of(dense.search(legs, q, 10, [None, None])) for q in questions]
    found = [set_of(dense.search(legs, q, 10, [None, None], probes)) for q in questions]
    assert sum(len(a & b) for a, b in zip(every, found, strict=True)) >= 0.97 * sum(map(len, every))


def set_of(found: list[tuple[dense.Rows, dense.Floats]]) -> set[tuple[int, int]]:
    return {(i, int(row)) for i, (rows, _) in enumerate(found) for row in rows}


def test_a_gate_that_cannot_be_passed_leaves_no_file(
    vectors: dense.Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "GATE", 1.1)
    assert write_cells(tmp_path / "a.cells", vectors, vectors[0, :3]) == 0
    assert not (tmp_path / "a.cells").exists()


def bags(size: int, seed: int) -> Bags:
    """Documents over a thousand terms, the first ones in most documents, as in a language."""
    dice = np.random.default_rng(seed)
    documents = [np.unique((1_000 * dice.random(40) ** 4).astype(np.uint64)) for _ in range(size)]
    lengths = [len(d) for d in documents]
    freqs = dice.integers(1, 40, sum(lengths)).astype(np.uint32)
    return Bags(np.concatenate(documents), freqs, np.cumsum(lengths))


@pytest.mark.parametrize("k", [1, 10, 300])
def test_terms_left_out_of_the_scan_change_neither_documents_nor_scores(
    k: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = [Part(build(bags(2_000, seed)), None) for seed in range(4)]
    parts[1] = Part(parts[1].postings, np.arange(2_000) % 3 > 0)
    dice = np.random.default_rng(1)
    for masks in ([p.alive for p in parts], [np.arange(2_000) % 7 == 0] * 4):
        for _ in range(10):
            asked = [*range(dice.integers(0, 3)), *dice.integers(0, 1_000, 4).tolist()]
            monkeypatch.setattr("index.lexical.WORTH", 0)
            pruned = best(Bm25(parts), asked, k, masks)
            monkeypatch.setattr("index.lexical.WORTH", 10**9)
            assert pruned == best(Bm25(parts), asked, k, masks)


def best(leg: Bm25, asked: list[int], k: int, masks: list[np.ndarray | None]) -> list[tuple[float, int, int]]:
    found = leg.search(asked, k, masks)
    every = [
        (-float(s), i, int(r)) for i, (rows, scores) in enumerate(found) for r, s in zip(rows, scores, strict=True)
    ]
    return sorted(every)[:k]


def test_merged_postings_are_those_of_the_documents_kept() -> None:
    several = [bags(300, seed) for seed in (1, 2, 3)]
    kept = [np.arange(300) % 2 == 0, np.zeros(300, np.bool_), np.ones(300, np.bool_)]
    merged = merge([build(b) for b in several], kept)
    expected = build(join([pick(b, keep) for b, keep in zip(several, kept, strict=True)]))
    for name, array in expected.arrays("x").items():
        assert np.array_equal(merged.arrays("x")[name], array), name


def pick(of: Bags, kept: np.ndarray) -> Bags:
    documents = np.split(np.arange(len(of.keys)), of.ends[:-1])
    chosen = [d for d, keep in zip(documents, kept, strict=True) if keep]
    at = np.concatenate(chosen) if chosen else np.zeros(0, np.int64)
    return Bags(of.keys[at], of.freqs[at], np.cumsum([len(d) for d in chosen], dtype=np.int64))


def test_the_gate_over_all_files_is_asked_again_only_where_they_have_grown_by_a_quarter() -> None:
    assert merging.grown([5_000, 16_383], 16_384) == 0
    steps = [merging.grown([65_536] * files, 16_384) for files in range(1, 17)]
    assert steps[0] > 0
    assert steps == sorted(steps)
    asked = sum(a != b for a, b in zip([0, *steps], steps, strict=False))
    assert asked < 13  # of 16 merges; a library of ten times the size asks ten times more, not a hundred
