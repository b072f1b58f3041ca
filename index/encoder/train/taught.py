"""Train the bundled encoder: the first recipe's pairs, plus a teacher's view of the English side.

usage: python -m index.encoder.train.taught DATA_FOLDER TEACHER_FOLDER OUT_FOLDER [--rows 62000]

TEACHER_FOLDER holds teacher.txt (one English text a line) and teacher.npy (its all-MiniLM-L6-v2 vectors,
Apache-2.0, same order); `index.encoder.train.first` says what DATA_FOLDER holds. Three things are new:
the table starts at the mean teacher vector of the texts a token stands in; both sides of a zh-en pair
learn the teacher's vector of the English one (Reimers & Gurevych, EMNLP 2020); the everyday, formal and
English wordings of an item learn each other. Seeded; about four minutes on one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch.nn.functional import cross_entropy

from index.encoder.train import first
from index.encoder.train.first import BATCH, DIM, SCALE, Pair, Table, tokens

EPOCHS, TAUGHT, DROP, DECAY, TEACHER_WEIGHT = 3, 512, 0.15, 0.5, 2.0
START = 0.1  # root mean square of the starting vectors, that of the random start they are added to
WORDINGS = (("everyday", "formal"), ("everyday", "english"), ("formal", "english"), ("comparable", "everyday"))
Floats = npt.NDArray[np.float32]
log = logging.getLogger("train")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text and the row of the teacher's vector it should come to."""

    text: str
    row: int


def teacher(folder: Path) -> tuple[dict[str, int], Floats]:
    """Rows by text, and the vectors on their first DIM principal axes, scaled to unit length."""
    texts = (folder / "teacher.txt").read_text(encoding="utf-8").split("\n")
    full = np.load(folder / "teacher.npy").astype(np.float32)[: len(texts)]
    sample = full[np.random.RandomState(0).choice(len(full), 20_000, replace=False)]
    axes = np.linalg.svd(sample, full_matrices=False)[2][:DIM]
    low = full @ axes.T
    return {t: i for i, t in enumerate(texts)}, low / (np.linalg.norm(low, axis=1, keepdims=True) + 1e-9)


def lessons(folder: Path, rows: dict[str, int]) -> list[Lesson]:
    """Both sides of the public zh-en pairs, and the wordings of the items (twice)."""
    out: list[Lesson] = []
    with gzip.open(folder / "pairs_zh_en.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            chinese, english, source = line.rstrip("\n").split("\t")
            if "python" not in source and english in rows:
                out += [Lesson(chinese, rows[english]), Lesson(english, rows[english])]
    for item in items(folder):
        if item["english"] in rows:
            out += [Lesson(item[k], rows[item["english"]]) for k in ("english", "formal", "everyday")] * 2
    return out


def items(folder: Path) -> list[dict[str, str]]:
    """The project's items without the held-out tenth."""
    lines = (folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for number, line in enumerate(lines) if number % 10]


def start(table: Table, taught: list[Lesson], vectors: Floats) -> None:
    """Add to each token's random vector the centred mean of the teacher's vectors of its texts."""
    total = np.zeros((len(table.words) + 1, DIM), np.float32)
    count = np.zeros(len(table.words) + 1, np.float32)
    for lesson in taught:
        distinct = np.unique(table.ids[lesson.text])
        if len(distinct):
            total[distinct] += vectors[lesson.row] / np.sqrt(len(distinct))
            count[distinct] += 1 / np.sqrt(len(distinct))
    mean = total.sum(0) / count.sum()
    seen = np.where(count[:, None] > 0, (total + mean) / (count[:, None] + 1), 0) - mean
    seen /= np.sqrt((seen[count > 0] ** 2).mean()) / START
    table.vectors.weight.data += torch.tensor(seen)


def teach(table: Table, batch: list[Lesson], vectors: Floats) -> None:
    """One step towards the teacher: cosine, and telling its vectors apart within the batch."""
    left = table.encode([lesson.text for lesson in batch])
    right = torch.tensor(vectors[[lesson.row for lesson in batch]])
    apart = cross_entropy(SCALE * left @ right.T, torch.arange(len(batch)))
    loss = TEACHER_WEIGHT * ((1 - (left * right).sum(1)).mean() + 0.1 * apart)
    for optimiser in table.optimisers:
        optimiser.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    for optimiser in table.optimisers:
        optimiser.step()  # type: ignore[no-untyped-call]


def epoch(table: Table, groups: list[list[Pair]], taught: list[Lesson], vectors: Floats) -> None:
    """Every pair and lesson once, in random batches of one kind each."""
    batches: list[tuple[list[Pair], list[Lesson]]] = []
    for group in groups:
        mixed = random.sample(group, len(group))
        batches += [(mixed[i : i + BATCH], []) for i in range(0, len(mixed) - BATCH, BATCH)]
    order = random.sample(taught, len(taught))
    batches += [([], order[i : i + TAUGHT]) for i in range(0, len(order) - TAUGHT, TAUGHT)]
    random.shuffle(batches)
    for pairs, learned in batches:
        if learned:
            teach(table, learned, vectors)
        else:
            table.step(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "teacher", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--rows", type=int, default=62_000)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    random.seed(0)
    np.random.seed(0)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    first.DROP = DROP
    groups = first.read(args.data)
    groups.append([Pair(i[a], i[b], 1.0) for i in items(args.data) for a, b in WORDINGS] * 4)
    rows, vectors = teacher(args.teacher)
    taught = lessons(args.data, rows)
    texts = {t for group in groups for p in group for t in (p.left, p.right, p.negative)} | {x.text for x in taught}
    table = Table({t: tokens(t) for t in sorted(texts)})
    start(table, taught, vectors)
    for number in range(EPOCHS):
        for optimiser in table.optimisers:
            optimiser.param_groups[0]["lr"] = first.RATE * (DECAY if number else 1.0)
        epoch(table, groups, taught, vectors)
        log.info("epoch %d done", number + 1)
    table.save(args.out, args.rows)


if __name__ == "__main__":
    main()
