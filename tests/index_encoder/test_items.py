"""The items written by hand to train on: whole, each once, and nothing of what the evaluation asks."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from data import corpus
from data.script import fold

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "index" / "encoder" / "train" / "items").glob("*.jsonl"))
FIELDS = {"id", "sector", "passage", "everyday", "formal", "english", "comparable", "hard_negative"}
ALIKE = 0.5  # share of character pairs in common from which a question is one of the evaluation's in other words
COPIED = 20  # characters in a row: set phrases (欢迎广大干部群众对…提出意见) run to 18


@cache
def items(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def pairs(text: str) -> set[str]:
    letters = [c for c in fold(text).lower() if c.isalnum()]
    return {a + b for a, b in pairwise(letters)}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_item_is_whole_and_its_comparable_measure_is_worded_otherwise(file: Path) -> None:
    for item in items(file):
        assert set(item) == FIELDS, item["id"]
        assert all(item[field] for field in FIELDS), item["id"]
        own, other = pairs(item["passage"]), pairs(item["comparable"])
        assert len(own & other) / len(own | other) < 0.15, item["id"]


def test_no_item_comes_twice() -> None:
    every = [item for file in FILES for item in items(file)]
    assert every
    for field in ("id", "passage", "comparable"):
        assert len({item[field] for item in every}) == len(every), field


def test_no_item_asks_what_the_evaluation_asks() -> None:
    rows = (ROOT / "eval" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    judged = [pairs(json.loads(row)["question"]) for row in rows]
    for item in (item for file in FILES for item in items(file)):
        for asked in (*item["everyday"], item["formal"], item["english"]):
            mine = pairs(asked)
            for other in judged:
                assert len(mine & other) < ALIKE * len(mine | other), asked


def test_no_item_is_taken_from_the_bundled_notices() -> None:
    text = "\n".join(fold(notice.text) for notice in corpus.bundled())
    held = {text[i : i + COPIED] for i in range(len(text) - COPIED)}
    for item in (item for file in FILES for item in items(file)):
        for field in ("passage", "comparable", "hard_negative"):
            said = fold(item[field])
            assert not any(said[i : i + COPIED] in held for i in range(len(said) - COPIED)), item["id"]
