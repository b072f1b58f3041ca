"""What only large libraries have: short codes, masks beside them, and words added last."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import dense, filing
from index.dense import COARSE, Codes, Exact, write_codes
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


@pytest.fixture(scope="module", params=[COARSE, 1], ids=["two bytes", "one byte"])
def codes(vectors: dense.Vectors, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Codes:
    path = tmp_path_factory.mktemp("codes") / "a.codes"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "COARSE", request.param)
        patch.setattr(dense, "GATE", 0.9)  # these lie closer together than passages do
        beyond = write_codes(path, vectors, vectors[0, ::50])
    assert beyond in dense.BEYOND
    return Codes(path, beyond)


def test_codes_pass_their_gate_and_keep_the_vectors(codes: Codes, vectors: dense.Vectors) -> None:
    asked = vectors[0, 1::50]
    assert dense._recall(codes, vectors, asked, dense._tenths(vectors, asked)) >= 0.88
    assert np.abs(codes.vectors() - vectors).max() < 0.02


def test_what_the_gate_takes_for_the_ten_best_is_what_exact_search_finds(vectors: dense.Vectors) -> None:
    asked = vectors[0, ::25]  # more than are searched at once
    assert len(asked) > dense.AT_ONCE
    found = [dense.search([Exact(vectors)], question, dense.BEST, [None])[0][1] for question in asked]
    tenths = [sorted(scores.tolist(), reverse=True)[dense.BEST - 1] for scores in found]
    assert dense._tenths(vectors, asked) == pytest.approx(tenths, abs=1e-6)


@pytest.mark.parametrize(("rows", "expected"), [(2_048, 200), (20_000, 400), (65_536, 1_000)])
def test_the_gate_asks_a_fiftieth_of_a_files_passages(rows: int, expected: int) -> None:
    assert filing.asked(rows) == expected


@pytest.mark.parametrize("shares", [None, (1, 1), (2, 3), (1, 2), (1, 10), (1, 100)])
def test_with_any_share_allowed_codes_find_what_exact_search_of_the_same_bytes_finds(
    codes: Codes, vectors: dense.Vectors, shares: tuple[int, int] | None
) -> None:
    exact = Exact(codes.vectors())
    mask = None if shares is None else np.arange(ROWS) % shares[1] < shares[0]
    for question in vectors[1, :5]:
        ((rows, scores),) = dense.search([codes], question, 20, [mask])
        ((expected, best),) = dense.search([exact], question, 20, [mask])
        assert mask is None or mask[rows].all()
        assert sorted(scores.tolist()) == pytest.approx(sorted(best.tolist()), abs=1e-3)
        assert len(set(rows.tolist()) & set(expected.tolist())) >= 18


def test_where_all_that_is_allowed_lies_far_from_the_question_it_is_found_all_the_same(
    codes: Codes, vectors: dense.Vectors
) -> None:
    exact = Exact(codes.vectors())
    question = vectors[0, 0]
    far = np.max(exact.vectors @ question, axis=0)
    mask = far < np.quantile(far, 0.4)  # enough for the short codes to be asked, and none of them near
    ((rows, _),) = dense.search([codes], question, 20, [mask])
    ((expected, _),) = dense.search([exact], question, 20, [mask])
    assert set(rows.tolist()) == set(expected.tolist())


def test_where_one_byte_is_too_coarse_two_are_kept(
    vectors: dense.Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "COARSE", 1)
    monkeypatch.setattr(dense, "GATE", 0.999)
    beyond = write_codes(tmp_path / "a.codes", vectors, vectors[0, ::50])
    assert beyond
    assert np.abs(Codes(tmp_path / "a.codes", beyond).vectors() - vectors).max() < 0.001


def test_where_short_codes_do_not_pass_all_bytes_are_compared(
    vectors: dense.Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "BEYOND", ())
    beyond = write_codes(tmp_path / "a.codes", vectors, vectors[0, ::50])
    assert beyond == dense.EVERY
    codes = Codes(tmp_path / "a.codes", beyond)
    exact = Exact(codes.vectors())
    for question in vectors[1, :5]:
        ((rows, _),) = dense.search([codes], question, 20, [None])
        ((expected, _),) = dense.search([exact], question, 20, [None])
        assert set(rows.tolist()) == set(expected.tolist())


@pytest.mark.parametrize("width", [1, 7, 30])
def test_vectors_of_any_width_can_be_kept(width: int, tmp_path: Path) -> None:
    made = np.random.default_rng(2).standard_normal((2, 300, width)).astype(np.float32)
    made /= np.linalg.norm(made, axis=2, keepdims=True)
    beyond = write_codes(tmp_path / "a.codes", made, made[0, ::30])
    assert Codes(tmp_path / "a.codes", beyond).rows == 300


def test_a_gate_that_cannot_be_passed_leaves_no_file(
    vectors: dense.Vectors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "GATE", 1.1)
    assert write_codes(tmp_path / "a.codes", vectors, vectors[0, :3]) == 0
    assert not (tmp_path / "a.codes").exists()


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
