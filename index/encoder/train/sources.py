"""Read the training data (see docs/encoder.md for each file's origin and licence)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

ITEM_FIELDS = ("passage", "everyday", "formal", "english", "comparable", "hard_negative")
OWN = Path(__file__).with_name("items")  # items written later than those of the training folder, in the same format
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
    """The items to train on, or those held out: every tenth of each file."""
    files = [folder / "items.jsonl", *sorted(OWN.glob("*.jsonl"))]
    return [r for f in files for n, r in enumerate(json_rows(f)) if (n % HELD_OUT == 0) == held_out]


def everyday(item: dict[str, Any]) -> list[str]:
    """An item's everyday questions: one, or a list of them."""
    found = item["everyday"]
    return found if isinstance(found, list) else [found]


def texts_of(item: dict[str, Any]) -> list[str]:
    """All texts of an item."""
    return [*everyday(item), *(item[f] for f in ITEM_FIELDS if f != "everyday")]


def all_texts(folder: Path, item_times: int, lexicon_times: int) -> list[str]:
    """Every training text, to count tokens in."""
    found = lines(folder / "corpus_zh.txt.gz")
    for name in PAIRS:
        for row in rows(folder / f"{name}.tsv.gz"):
            found += row[:2]
    for item in [*items(folder, held_out=False), *items(folder, held_out=True)]:
        found += texts_of(item) * item_times
    for group in json_rows(folder / "lexicon.jsonl"):
        found += (group["official"] + group["everyday"] + group["en"]) * lexicon_times
    return found
