"""The text pairs to learn from, by group, each with its weight in the loss and its batches an epoch."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.encoder.train import sources

MOST_REPLACED = 3  # wordings in one text, so that it stays readable
NEAR = 0.5  # weight of a lexicon group from which its wordings may stand for each other


@dataclass(frozen=True)
class Pair:
    """Two texts of one meaning; `negative` looks like `right` and is not it ("" for none).

    Pairs of one `sector` are about like things, so that they are hard to tell apart.
    """

    left: str
    right: str
    negative: str = ""
    sector: str = ""


@dataclass(frozen=True)
class Group:
    """`together`: the share of its batches that are of one sector."""

    pairs: Sequence[Pair]
    weight: float
    batches: int
    together: float = 0.0


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
        Group(_items(data), 1.0, 165, 0.3),
        Group(_reworded(data), 0.5, 20),
        Group(retrieval, 0.3, 50),
        Group(_lexicon(data), 0.3, 25),
        Group(similar, 0.2, 15),
        Group(parallel, 0.15, 70),
        Group(synonyms, 0.05, 10),
    )


def _items(data: Path) -> list[Pair]:
    """An item's questions with its passage, and the measure of another bureau, twice, for it is the rarest."""
    found = []
    for item in sources.items(data, held_out=False):
        passage, other, wrong, sector = (item[f] for f in ("passage", "comparable", "hard_negative", "sector"))
        asked = sources.everyday(item)
        lefts = [*asked, item["formal"], item["english"], other, other]
        found += [Pair(left, passage, wrong, sector) for left in lefts]
        found += [Pair(left, item["english"], "", sector) for left in asked]
        found += [Pair(left, other, wrong, sector) for left in asked]
    return found


def _reworded(data: Path) -> list[Pair]:
    """Items' texts with official wordings replaced by other ones of the lexicon, each with the item's passage."""
    chance = random.Random(1)
    wordings: dict[str, list[str]] = {}
    for group in sources.json_rows(data / "lexicon.jsonl"):
        if group["weight"] >= NEAR and group["everyday"]:
            for official in group["official"]:
                wordings.setdefault(official, []).extend((*group["everyday"], *group["official"]))
    longest = sorted((w for w in wordings if len(w) > 1), key=lambda w: (-len(w), w))
    found = []
    for item in sources.items(data, held_out=False):
        for text in (item["formal"], item["passage"], item["comparable"], *sources.everyday(item)):
            said = text
            for official in [w for w in longest if w in text][:MOST_REPLACED]:
                said = said.replace(official, chance.choice(wordings[official]))
            if said != text:
                found.append(Pair(said, item["passage"], item["hard_negative"]))
    return found


def _lexicon(data: Path) -> list[Pair]:
    found = []
    for group in sources.json_rows(data / "lexicon.jsonl"):
        if group["weight"] >= NEAR:
            first, *others = group["official"]
            found += [Pair(wording, first) for wording in (*group["everyday"], *group["en"], *others)]
    return found
