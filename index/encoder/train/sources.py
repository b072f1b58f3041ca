"""Read the training data (see docs/encoder.md for each file's origin and licence)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

ITEM_FIELDS = ("passage", "everyday", "formal", "english", "comparable", "hard_negative")
PAIRS = ("pairs_retrieval", "extra/pairs_retrieval_laws_full", "pairs_similar", "pairs_zh_en", "extra/lexicon_zh_en")
HELD_OUT = 10  # every tenth item is held out


def lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in lines(path)]


def json_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def items(folder: Path, held_out: bool) -> list[dict[str, Any]]:
    """The items to train on, or those held out."""
    return [r for n, r in enumerate(json_rows(folder / "items.jsonl")) if (n % HELD_OUT == 0) == held_out]


def all_texts(folder: Path, item_times: int, lexicon_times: int) -> list[str]:
    """Every training text, to count tokens in."""
    found = lines(folder / "corpus_zh.txt.gz")
    for name in PAIRS:
        for row in rows(folder / f"{name}.tsv.gz"):
            found += row[:2]
    for item in json_rows(folder / "items.jsonl"):
        found += [item[f] for f in ITEM_FIELDS] * item_times
    for group in json_rows(folder / "lexicon.jsonl"):
        found += (group["official"] + group["everyday"] + group["en"]) * lexicon_times
    return found
