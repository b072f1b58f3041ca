"""Train the first bundled encoder: a static table of words and characters, contrastive, two epochs.

usage: python -m index.encoder.train.first DATA_FOLDER OUT_FOLDER [--rows 25000]

DATA_FOLDER holds pairs_zh_en.tsv.gz, pairs_retrieval.tsv.gz, items.jsonl and lexicon.jsonl. Every tenth
item is held out. Needs torch; about two minutes on one core. Seeded: the same data give the same table
on the same machine. Token weights start at a/(a+f) (Arora, Liang & Ma, ICLR 2017) and are learned.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy, normalize

from data.script import fold
from index import words

DIM, EPOCHS, BATCH, SCALE, RATE, DROP, LONGEST = 256, 2, 256, 20.0, 2e-3, 0.1, 300
A = 1e-3  # Arora et al.
log = logging.getLogger("train")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that mean the same; `negative` is a near miss of `right`, or ""."""

    left: str
    right: str
    weight: float
    negative: str = ""


def tokens(text: str) -> list[str]:
    """Words, and every Han character apart."""
    part = text[:LONGEST]
    return words.cut(part) + ["#" + c for c in fold(part) if "\u4e00" <= c <= "\u9fff"]


def read(folder: Path) -> list[list[Pair]]:
    """Public pairs, the project's items (four times) and its lexicon, each a list to batch apart."""
    public = [Pair(z, e, 0.3) for z, e, s in _rows(folder / "pairs_zh_en.tsv.gz") if "python" not in s]
    retrieval = [Pair(q, p, 0.3) for q, p, *_ in _rows(folder / "pairs_retrieval.tsv.gz")]
    random.shuffle(retrieval)
    items = []
    for number, row in enumerate(_json(folder / "items.jsonl")):
        if number % 10:
            for side in ("everyday", "formal", "english", "comparable"):
                items.append(Pair(row[side], row["passage"], 1.0, row["hard_negative"]))
    lexicon = [
        Pair(term, row["official"][0], 0.3 * float(row["weight"]))
        for row in _json(folder / "lexicon.jsonl")
        for term in (*row["everyday"], *row["en"], *row["official"][1:])
    ]
    return [public + retrieval[:25_000], items * 4, lexicon]


def _rows(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def _json(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Table:
    """Token vectors and the logarithms of their weights, with one optimiser each."""

    def __init__(self, cuts: dict[str, list[str]]) -> None:
        counts = Counter(t for cut in cuts.values() for t in cut)
        self.words = [w for w, c in counts.most_common(90_000) if c >= 2 and "\n" not in w]
        rows = {w: i + 1 for i, w in enumerate(self.words)}
        self.ids = {text: np.array([rows[t] for t in cut if t in rows], np.int64) for text, cut in cuts.items()}
        share = np.array([0.0] + [counts[w] / counts.total() for w in self.words])
        weight = A / (A + share) * np.array([1.0] + [0.3 if w[0] == "#" else 1.0 for w in self.words])
        self.vectors = torch.nn.EmbeddingBag(len(rows) + 1, DIM, mode="sum", sparse=True)
        torch.nn.init.normal_(self.vectors.weight, std=0.1)
        self.weights = torch.nn.Embedding(len(rows) + 1, 1, sparse=True)
        self.weights.weight.data = torch.tensor(np.log(weight), dtype=torch.float32)[:, None]
        parameters = (self.vectors.parameters(), self.weights.parameters())
        self.optimisers = [torch.optim.SparseAdam(list(p), lr=RATE) for p in parameters]

    def encode(self, texts: list[str]) -> torch.Tensor:
        """Unit vectors of the texts, a tenth of the tokens of longer ones dropped."""
        kept = [i[np.random.rand(len(i)) > DROP] if len(i) > 4 else i for i in map(self.ids.__getitem__, texts)]
        kept = [i if len(i) else np.array([0]) for i in kept]
        flat = torch.tensor(np.concatenate(kept))
        starts = torch.tensor(np.cumsum([0] + [len(i) for i in kept[:-1]]))
        return normalize(self.vectors(flat, starts, per_sample_weights=self.weights(flat).squeeze(1).exp()), dim=1)

    def step(self, batch: list[Pair]) -> float:
        """In-batch cross-entropy against the other right sides and up to 128 near misses."""
        near = [p.negative for p in batch if p.negative][:128]
        rights = [p.right for p in batch] + near
        left, right = self.encode([p.left for p in batch]), self.encode(rights)
        labels = torch.arange(len(batch))
        same = torch.tensor([[a == b for b in rights] for a in rights[: len(batch)]])
        same[labels, labels] = False
        loss = batch[0].weight * cross_entropy((SCALE * left @ right.T).masked_fill(same, -1e4), labels)
        if not near:
            loss = loss + batch[0].weight * cross_entropy(SCALE * right @ left.T, labels)
        for optimiser in self.optimisers:
            optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for optimiser in self.optimisers:
            optimiser.step()  # type: ignore[no-untyped-call]
        return float(loss)

    def save(self, folder: Path, rows: int) -> None:
        """The most frequent rows, weights folded in, as int8 with one scale a row."""
        full = (self.vectors.weight.detach() * self.weights.weight.detach().exp()).numpy()[1 : rows + 1]
        scales = np.maximum(np.abs(full).max(axis=1) / 127, 1e-9).astype(np.float32)
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "table.npy", np.round(full / scales[:, None]).astype(np.int8))
        np.save(folder / "scales.npy", scales)
        (folder / "words.txt").write_text("\n".join(self.words[:rows]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=25_000)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    random.seed(0)
    np.random.seed(0)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    groups = read(args.data)
    texts = {t for group in groups for p in group for t in (p.left, p.right, p.negative)}
    table = Table({t: tokens(t) for t in sorted(texts)})
    for epoch in range(EPOCHS):
        batches = []
        for group in groups:
            mixed = random.sample(group, len(group))
            batches += [mixed[i : i + BATCH] for i in range(0, len(mixed) - BATCH, BATCH)]
        random.shuffle(batches)
        losses = [table.step(batch) for batch in batches]
        log.info("epoch %d: mean loss %.3f over %d batches", epoch + 1, sum(losses) / len(losses), len(losses))
    table.save(args.out, args.rows)


if __name__ == "__main__":
    main()
