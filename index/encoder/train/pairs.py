"""The text pairs to learn from, by group, each with its weight in the loss and its batches an epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.encoder.train import sources


@dataclass(frozen=True)
class Pair:
    """Two texts of one meaning; `negative` looks like `right` and is not it ("" for none)."""

    left: str
    right: str
    negative: str = ""


@dataclass(frozen=True)
class Group:
    pairs: Sequence[Pair]
    weight: float
    batches: int


@cache
def groups(data: Path) -> tuple[Group, ...]:
    """Held-out items are left out; the weights say how near a group is to the product's own questions."""
    retrieval = [
        Pair(row[0], row[1])
        for name in ("pairs_retrieval", "extra/pairs_retrieval_laws_full")
        for row in sources.rows(data / f"{name}.tsv.gz")
    ]
    similar = [Pair(r[0], r[1]) for r in sources.rows(data / "pairs_similar.tsv.gz") if r[2] == "1"]
    parallel = [Pair(r[0], r[1]) for r in sources.rows(data / "pairs_zh_en.tsv.gz") if r[2] != "python-docs"]
    synonyms = [Pair(r[0], r[1]) for r in sources.rows(data / "synonyms.tsv.gz")]
    return (
        Group(_items(data), 1.0, 99),
        Group(retrieval, 0.3, 50),
        Group(_lexicon(data), 0.3, 25),
        Group(similar, 0.2, 15),
        Group(parallel, 0.15, 70),
        Group(synonyms, 0.05, 10),
    )


def _items(data: Path) -> list[Pair]:
    found = []
    for item in sources.items(data, held_out=False):
        wrong = item["hard_negative"]
        found += [Pair(item[f], item["passage"], wrong) for f in ("everyday", "formal", "english", "comparable")]
        found += [Pair(item["everyday"], item["english"]), Pair(item["everyday"], item["comparable"], wrong)]
    return found


def _lexicon(data: Path) -> list[Pair]:
    found = []
    for group in sources.json_rows(data / "lexicon.jsonl"):
        if group["weight"] >= 0.5:
            first, *others = group["official"]
            found += [Pair(wording, first) for wording in (*group["everyday"], *group["en"], *others)]
    return found
