"""How well the bundled table finds the passage of held-out items: recall@1, recall@10 and MRR by style.

Questions against the passages of all items; for `comparable`, passages against all comparable measures.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from index.encoder.bundled import bundled
from index.encoder.train import sources
from index.types import Vectors


def figures(queries: Vectors, found: Vectors, right: list[int]) -> str:
    """One line; ties count against us."""
    scores = queries @ found.T
    own = scores[np.arange(len(right)), right]
    ranks = (scores >= own[:, None]).sum(1)
    return f"{(ranks <= 1).mean():.3f}  {(ranks <= 10).mean():.3f}  {(1 / ranks).mean():.3f}"


def xquad(path: Path) -> str:
    rows = sources.rows(path)
    passages = sorted({row[1] for row in rows})
    where = {text: i for i, text in enumerate(passages)}
    encode = bundled().passages
    return figures(encode([row[0] for row in rows]), encode(passages), [where[row[1]] for row in rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, metavar="DATA")
    data = parser.parse_args().data
    items = sources.json_rows(data / "items.jsonl")
    right = list(range(0, len(items), sources.HELD_OUT))
    encode = bundled().passages
    passages, measures = encode([i["passage"] for i in items]), encode([i["comparable"] for i in items])
    lines = ["task  recall@1  recall@10  MRR"]
    for style in ("everyday", "formal", "english"):
        lines.append(f"{style}  {figures(encode([items[i][style] for i in right]), passages, right)}")
    lines.append(f"comparable  {figures(passages[right], measures, right)}")
    for name in ("xquad_zh", "xquad_en_zh", "cmrc_trial"):
        lines.append(f"{name}  {xquad(data / 'eval' / f'eval_{name}.tsv.gz')}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
