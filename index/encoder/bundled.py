"""The bundled zh–en encoder: one vector per word and character, a text is their sum scaled to unit length.

Made by `index/encoder/train/`; needs numpy and the segmenter only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np

from data.script import fold
from index import words
from index.types import Vectors

NAME = "tongbao-static"
UNLIMITED = 1_000_000  # tokens: a sum has no window


class Static:
    """See `index.types.Encoder`. A text without a known token is the zero vector: near to nothing."""

    name = NAME
    max_tokens = UNLIMITED

    def __init__(self, vocabulary: Sequence[str], table: np.ndarray, scales: np.ndarray, fingerprint: str) -> None:
        self._rows = {word: i for i, word in enumerate(vocabulary)}
        self._table, self._scales = table, scales
        self.fingerprint = fingerprint
        self.dim = int(table.shape[1])

    def count_tokens(self, text: str) -> int:
        return len(_tokens(text))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dim), rows of unit length."""
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for i, text in enumerate(texts):
            rows = [self._rows[t] for t in _tokens(text) if t in self._rows]
            if rows:
                out[i] = self._scales[rows] @ self._table[rows].astype(np.float32)
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, lengths, out=out, where=lengths > 0)
        return out

    def queries(self, texts: Sequence[str]) -> Vectors:
        """As `passages`: the two sides share one table."""
        return self.passages(texts)


def _tokens(text: str) -> list[str]:
    return words.cut(text) + ["#" + c for c in fold(text) if "\u4e00" <= c <= "\u9fff"]


@cache
def bundled() -> Static:
    """The encoder that comes with the package."""
    folder = resources.files("index.encoder") / "bundled"
    table = (folder / "table.npy").read_bytes()
    with resources.as_file(folder / "table.npy") as path:
        rows = np.load(path, mmap_mode="r")
        with resources.as_file(folder / "scales.npy") as scales:
            weights = np.load(scales)
    vocabulary = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
    return Static(vocabulary, rows, weights, hashlib.sha256(table + weights.tobytes()).hexdigest()[:16])
