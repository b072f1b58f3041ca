"""Train the bundled table from two teachers' vectors and text pairs.

usage: python -m index.encoder.train.train DATA_FOLDER WORK_FOLDER OUT_FOLDER

WORK_FOLDER is what `vocabulary` and `teachers` wrote. Each token starts at the first teacher's vector of the
token alone, on the 256 principal axes of its text vectors, with weight a/(a+f) (Arora, Liang & Ma 2017).
Then, in random order, batches that pull texts towards the teachers (Reimers & Gurevych 2020) and in-batch
cross-entropy on pairs. The tables of RUNS runs from the same start, each with its own order of batches, are
averaged: a single run moves the product's figures by two hundredths. Seeded; a minute a run on one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy, normalize

from index.encoder.train import sources
from index.encoder.train.pairs import Group, Pair, groups

DIM, EPOCHS, RUNS, SEED = 256, 3, 4, 0
SCALE = 20.0  # of cosines in cross-entropy, the usual value for unit vectors
A = 1e-3  # of a/(a+f)
LONGEST = 160  # characters read in training
DROP = 0.2  # share of tokens left out of texts of more than four
DISTIL, PAIRS = 512, 256  # texts, pairs in a batch
UNIVERSAL_BATCHES = MINILM_BATCHES = 170  # an epoch
WHITEN = 0.1  # power of the spread along each axis that is divided out at the end: see `whitened`
RATES = (2e-3, 2e-3, 1e-3)  # table, weights, map to MiniLM; falling linearly to a tenth
Floats = npt.NDArray[np.float32]
log = logging.getLogger("train")


@dataclass(frozen=True)
class Taught:
    """Texts and the vectors a teacher gave them, row by row."""

    texts: Sequence[str]
    vectors: torch.Tensor


@dataclass(frozen=True)
class Batch:
    """Rows of a teacher's texts, or pairs with their group's weight."""

    kind: str
    rows: tuple[int, ...] = ()
    pairs: tuple[Pair, ...] = ()
    weight: float = 1.0


class Table(torch.nn.Module):
    """Token vectors and log weights; a text is the normalised weighted sum of its tokens."""

    def __init__(self, start: Floats, share: Floats, ids: dict[str, npt.NDArray[np.int64]]) -> None:
        super().__init__()
        self._ids = ids
        self.vectors = torch.nn.EmbeddingBag(len(start), DIM, mode="sum", sparse=True)
        self.vectors.weight.data = torch.tensor(start)
        self.weights = torch.nn.Embedding(len(start), 1, sparse=True)
        self.weights.weight.data = torch.tensor(np.log(A / (A + share)), dtype=torch.float32)[:, None]
        self.to_minilm = torch.nn.Linear(DIM, 384, bias=False)

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        kept = [self._dropped(self._ids[t]) for t in texts]
        flat = torch.tensor(np.concatenate(kept))
        starts = torch.tensor(np.cumsum([0] + [len(k) for k in kept[:-1]]))
        return normalize(self.vectors(flat, starts, per_sample_weights=self.weights(flat).squeeze(1).exp()), dim=1)

    @staticmethod
    def _dropped(ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        kept = ids[np.random.rand(len(ids)) > DROP] if len(ids) > 4 else ids
        return kept if len(kept) else ids

    def folded(self) -> Floats:
        """Weights multiplied into the vectors; row 0, the unknown, is zero."""
        with torch.no_grad():
            table = (self.vectors.weight * self.weights.weight.exp()).numpy().copy()
        table[0] = 0
        return np.asarray(table, dtype=np.float32)


def taught(work: Path, name: str, axes: Floats | None = None) -> Taught:
    """A teacher's cached texts and vectors, on `axes` where given."""
    texts = json.loads((work / f"{name}.json").read_text(encoding="utf-8"))
    vectors = np.load(work / f"{name}.npy").astype(np.float32)
    if axes is not None:
        vectors = vectors @ axes
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Taught(texts, torch.tensor(vectors))


def principal_axes(work: Path) -> Floats:
    """(512, DIM): the directions in which the first teacher's text vectors vary most."""
    vectors = np.load(work / "universal.npy")
    sample = vectors[np.random.choice(len(vectors), min(60_000, len(vectors)), replace=False)].astype(np.float32)
    return np.asarray(np.linalg.svd(sample.T @ sample)[2][:DIM].T, dtype=np.float32)


def start_of(work: Path, axes: Floats, share: Floats) -> Floats:
    """Token vectors to begin with: what all tokens have in common is halved."""
    table = np.load(work / "universal_tokens.npy").astype(np.float32) @ axes
    table -= 0.5 * (share[:, None] * table).sum(0) / share.sum()
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
    table[0] = 0
    return np.asarray(table, dtype=np.float32)


def plan(universal: Sequence[int], minilm: int, data: Path) -> list[Batch]:
    """One epoch's batches in random order: the first so many of each kind."""
    rows = list(universal)
    random.shuffle(rows)
    found = [Batch("universal", tuple(rows[i * DISTIL : (i + 1) * DISTIL])) for i in range(UNIVERSAL_BATCHES)]
    rows = list(range(minilm))
    random.shuffle(rows)
    found += [Batch("minilm", tuple(rows[i * DISTIL : (i + 1) * DISTIL])) for i in range(MINILM_BATCHES)]
    for group in groups(data):
        found += [Batch("pairs", pairs=pairs, weight=group.weight) for pairs in _drawn(group)]
    random.shuffle(found)
    return found


def _drawn(group: Group) -> list[tuple[Pair, ...]]:
    """A group's batches: its pairs in random order, over and over; some batches of one sector only."""
    sectors: dict[str, list[Pair]] = {}
    for pair in group.pairs:
        sectors.setdefault(pair.sector, []).append(pair)
    mixed: list[Pair] = []
    while len(mixed) < group.batches * PAIRS:
        again = list(group.pairs)
        random.shuffle(again)
        mixed += again
    found = []
    for i in range(0, group.batches * PAIRS, PAIRS):
        one = sectors[random.choice(sorted(sectors))] if random.random() < group.together else mixed[i : i + PAIRS]
        found.append(tuple(random.sample(one, min(PAIRS, len(one)))))
    return found


def contrast(scores: torch.Tensor, right: Sequence[object]) -> torch.Tensor:
    """Cross-entropy of each row against all columns; other columns holding the same text are left out."""
    number = {t: i for i, t in enumerate(dict.fromkeys(right))}
    which = torch.tensor([number[t] for t in right])
    same = which[: len(scores), None] == which[None]
    own = torch.arange(len(scores))
    same[own, own] = False
    found: torch.Tensor = cross_entropy(scores.masked_fill(same, -1e4), own)
    return found


def near(x: torch.Tensor, y: torch.Tensor, rows: Sequence[int]) -> torch.Tensor:
    """One minus the cosine to the teacher's vector, and a tenth of picking it out of the batch."""
    found: torch.Tensor = (1 - (x * y).sum(1)).mean() + 0.1 * contrast(SCALE * x @ y.T, rows)
    return found


def loss_of(batch: Batch, model: Table, universal: Taught, minilm: Taught) -> torch.Tensor:
    if batch.kind == "universal":
        x, y = model([universal.texts[i] for i in batch.rows]), universal.vectors[list(batch.rows)]
        return near(x, y, batch.rows)
    if batch.kind == "minilm":
        x = normalize(model.to_minilm(model([minilm.texts[i] for i in batch.rows])), dim=1)
        y = minilm.vectors[list(batch.rows)]
        return 0.7 * near(x, y, batch.rows)
    negatives = [p.negative for p in batch.pairs if p.negative]
    right = [p.right for p in batch.pairs]
    x, y = model([p.left for p in batch.pairs]), model([*right, *negatives])
    scores = SCALE * x @ y.T
    back = contrast(scores[:, : len(right)].T, [p.left for p in batch.pairs])
    both: torch.Tensor = contrast(scores, [*right, *negatives]) + back
    return batch.weight * both


def learn(model: Table, epochs: Sequence[Sequence[Batch]], universal: Taught, minilm: Taught) -> None:
    steps = [
        torch.optim.SparseAdam(model.vectors.parameters(), lr=RATES[0]),
        torch.optim.SparseAdam(model.weights.parameters(), lr=RATES[1]),
        torch.optim.Adam(model.to_minilm.parameters(), lr=RATES[2]),
    ]
    total = sum(map(len, epochs))
    for done, batch in enumerate(b for epoch in epochs for b in epoch):
        for step, rate in zip(steps, RATES, strict=True):
            step.param_groups[0]["lr"] = rate * (1 - 0.9 * done / total)
            step.zero_grad()
        loss_of(batch, model, universal, minilm).backward()  # type: ignore[no-untyped-call]
        for step in steps:
            step.step()
        if done % 100 == 0:
            log.info("%d of %d batches", done, total)


def whitened(table: Floats, texts: Sequence[npt.NDArray[np.int64]]) -> Floats:
    """The table with its strongest common directions weakened, as measured on domain texts (their token ids).

    A power of a half would give every direction the same spread (Su et al. 2021), and lose what was learned;
    a little of it was better for every style of held-out question.
    """
    vectors = np.stack([table[ids].sum(0) for ids in texts])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    spread, axes = np.linalg.eigh(np.cov(vectors.T))
    turn = axes @ np.diag((np.maximum(spread, 1e-6) / spread.mean()) ** -WHITEN) @ axes.T
    return np.asarray(table @ turn, dtype=np.float32)


def export(table: Floats, tokenizer: Path, out: Path) -> None:
    """int8 with one scale a row, and the packed tokenizer (without a time stamp: the same bytes every time)."""
    out.mkdir(parents=True, exist_ok=True)
    scales = np.maximum(np.abs(table).max(1) / 127, 1e-12).astype(np.float32)
    np.save(out / "table.npy", np.round(table / scales[:, None]).astype(np.int8))
    np.save(out / "scales.npy", scales)
    with tokenizer.open("rb") as source, gzip.GzipFile(out / "tokenizer.json.gz", "wb", mtime=0) as packed:
        shutil.copyfileobj(source, packed)


def seed(number: int) -> None:
    random.seed(number)
    np.random.seed(number)
    torch.manual_seed(number)


def train(data: Path, work: Path, out: Path) -> None:
    torch.set_num_threads(1)  # the same sums in the same order; two gain little
    seed(SEED)
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    axes = principal_axes(work)
    universal, minilm = taught(work, "universal", axes), taught(work, "minilm")
    held = {text for item in sources.items(data, held_out=True) for text in sources.texts_of(item)}
    rows = [i for i, t in enumerate(universal.texts) if t not in held]
    used = {t for g in groups(data) for p in g.pairs for t in (p.left, p.right, p.negative)}
    texts = sorted((used | set(minilm.texts) | {universal.texts[i] for i in rows}) - {""})
    log.info("%d texts", len(texts))
    found = tokenizer.encode_batch_fast([t[:LONGEST] for t in texts], add_special_tokens=False)
    ids = {t: np.array([i for i in e.ids if i] or [0], dtype=np.int64) for t, e in zip(texts, found, strict=True)}
    counts = np.bincount(np.concatenate(list(ids.values())), minlength=tokenizer.get_vocab_size())
    share = (counts / counts.sum()).astype(np.float32)
    start = start_of(work, axes, share)
    total = np.zeros_like(start)
    for run in range(RUNS):
        seed(SEED + run)
        model = Table(start, share, ids)
        epochs = [plan(rows, len(minilm.texts), data) for _ in range(EPOCHS)]
        learn(model, epochs, universal, minilm)
        log.info("run %d of %d", run + 1, RUNS)
        total += model.folded()
    learned = sources.items(data, held_out=False)
    domain = [ids[item[f]] for item in learned for f in ("passage", "comparable", "hard_negative")]
    export(whitened(np.asarray(total / RUNS, dtype=np.float32), domain), work / "tokenizer.json", out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "work", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    train(args.data, args.work, args.out)


if __name__ == "__main__":
    main()
