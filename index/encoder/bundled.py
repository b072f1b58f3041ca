"""The bundled zh–en encoder: one vector per token, a text is their sum scaled to unit length.

Made by `index/encoder/train/`; see docs/encoder.md. Needs numpy and tokenizers only. The tokenizer holds
the folding too (NFKC, lower case, traditional to simplified, digits to 0, punctuation to space), so the
same two files are a sentence-transformers StaticEmbedding.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.encoder import BUNDLED
from index.types import Vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

UNLIMITED = 1_000_000  # tokens: a sum has no window
BATCH = 256  # texts summed at once: their token rows stay within the processor's cache


class Static:
    """See `index.types.Encoder`. A text without a known token is the zero vector: near to nothing."""

    name = BUNDLED
    max_tokens = UNLIMITED

    def __init__(
        self,
        tokenizer: Tokenizer,
        table: npt.NDArray[np.int8],
        scales: npt.NDArray[np.float32],
        fingerprint: str,
    ) -> None:
        """`table` (tokens, dim) times `scales` (tokens,) are the weighted vectors; row 0, the unknown, is zero."""
        self.tokenizer = tokenizer
        self._table, self._scales = table, scales
        self.fingerprint = fingerprint
        self.dim = int(table.shape[1])

    @property
    def weights(self) -> npt.NDArray[np.float32]:
        """float32 (tokens, dim), the table as it is summed."""
        return self._table.astype(np.float32) * self._scales[:, None]

    def count_tokens(self, text: str) -> int:
        return len(self.tokenizer.encode(text, add_special_tokens=False).ids)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dim), rows of unit length; the zero row for a text without a known token."""
        return _unit(self._sums(texts))

    def queries(self, texts: Sequence[str]) -> Vectors:
        """As `passages`: the two sides share one table."""
        return self.passages(texts)

    def in_context(self, texts: Sequence[str], contexts: Sequence[str]) -> Vectors:
        """See `index.types.Encoder`. No token reaches over a space, so a context met again is summed once."""
        distinct = {context: i for i, context in enumerate(dict.fromkeys(contexts))}
        around = self._sums(list(distinct))[[distinct[context] for context in contexts]]
        alone = self._sums(texts)
        return _unit(np.stack([alone, alone + around]))

    def within(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        """See `index.types.Encoder`. No token reaches over punctuation, so stretches that overlap are read once."""
        pieces: list[str] = []
        bounds: list[int] = []
        for text, own in zip(texts, spans, strict=True):
            cuts = sorted({at for span in own for at in span})
            number = {at: len(pieces) + i for i, at in enumerate(cuts)}
            bounds += [number[at] for span in own for at in span]
            pieces += [text[a:b] for a, b in zip(cuts, [*cuts[1:], cuts[-1]], strict=True)] if cuts else []
        if not bounds:
            return np.zeros((0, self.dim), dtype=np.float32)
        sums, firsts, counts = self._sums(pieces), np.array(bounds[::2]), np.subtract(bounds[1::2], bounds[::2])
        out = np.where(counts[:, None] > 0, sums[firsts], np.float32(0.0))
        for n in range(1, int(counts.max())):  # few pieces to a stretch: a tenth of what `reduceat` takes
            more = np.flatnonzero(counts > n)
            out[more] += sums[firsts[more] + n]
        return _unit(out)

    def _sums(self, texts: Sequence[str]) -> Vectors:
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            part = list(texts[start : start + BATCH])
            self._sum(part, out[start : start + len(part)])
        return out

    def _sum(self, texts: list[str], out: Vectors) -> None:
        found = [e.ids for e in self.tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
        filled = [i for i, ids in enumerate(found) if ids]
        if not filled:
            return
        counts = np.array([len(found[i]) for i in filled])
        ids = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=int(counts.sum()))
        rows = self._table[ids] * self._scales[ids, None]
        out[filled] = np.add.reduceat(rows, np.cumsum(counts) - counts, axis=0)


def _unit(vectors: Vectors) -> Vectors:
    """Scaled in place to unit length; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    np.divide(vectors, lengths, out=vectors, where=lengths > 0)
    return vectors


@cache
def bundled() -> Static:
    """The encoder that comes with the package."""
    from tokenizers import Tokenizer

    folder = resources.files("index.encoder") / "bundled"
    digest = hashlib.sha256()
    for name in ("tokenizer.json.gz", "table.npy", "scales.npy"):
        digest.update((folder / name).read_bytes())
    tokenizer = Tokenizer.from_str(gzip.decompress((folder / "tokenizer.json.gz").read_bytes()).decode())
    with resources.as_file(folder / "table.npy") as path:
        table = np.asarray(np.load(path, mmap_mode="r"))  # a plain array over the mapped file: rows are quicker to take
    with resources.as_file(folder / "scales.npy") as path:
        scales = np.load(path)
    return Static(tokenizer, table, scales, digest.hexdigest()[:16])
