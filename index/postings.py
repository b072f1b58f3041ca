"""Which passages a term stands in and how often: an inverted index in flat arrays.

`keys` (terms,) sorted; the postings of `keys[i]` are `docs[ends[i - 1]:ends[i]]`, ascending, with the
frequency of each in `freqs`. `lengths` (docs,) is the sum of the frequencies of each document. Frequencies
are whole numbers in tenths of an occurrence, because a field may weigh less than one: sums are then
exact, and the same whatever order they are added in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.container import Array

MOST = 1 << 16  # documents in one set of postings: a document number then fits two bytes
TENTHS = 10  # weights of fields are kept as whole tenths, so that sums do not depend on their order

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bags:
    """The terms of some documents in order: document i has `keys[ends[i - 1]:ends[i]]`, each once."""

    keys: npt.NDArray[np.uint64]
    freqs: npt.NDArray[np.uint32]
    ends: Ints


@dataclass(frozen=True, slots=True)
class Postings:
    """See the module; the arrays may be views of a mapped file."""

    keys: Array  # uint64
    ends: Array  # uint32
    docs: Array  # uint16
    freqs: Array  # uint8, or uint32 where a frequency needs it
    lengths: Array  # uint32

    def of(self, key: int) -> tuple[Array, Array]:
        """(documents, frequencies) of a term; empty where no document has it."""
        i = int(self.keys.searchsorted(np.uint64(key)))
        if i >= len(self.keys) or int(self.keys[i]) != key:
            return self.docs[:0], self.freqs[:0]
        start = int(self.ends[i - 1]) if i else 0
        return self.docs[start : int(self.ends[i])], self.freqs[start : int(self.ends[i])]

    def spans(self, keys: npt.NDArray[np.uint64]) -> tuple[list[int], list[int]]:
        """(starts, ends) of each term's postings in `docs`; nothing between them where no document has the term."""
        if not len(self.keys):
            return [0] * len(keys), [0] * len(keys)
        at = self.keys.searchsorted(keys)
        near = np.minimum(at, len(self.keys) - 1)
        ends = self.ends[near].astype(np.int64)
        starts = np.where(near > 0, self.ends[near - 1], 0)
        return np.where(self.keys[near] == keys, starts, ends).tolist(), ends.tolist()

    def arrays(self, name: str) -> dict[str, Array]:
        """The arrays by the names they have in a file."""
        return {f"{name}_{field}": getattr(self, field) for field in _FIELDS}


_FIELDS = ("keys", "ends", "docs", "freqs", "lengths")


def view(name: str, arrays: Mapping[str, Array]) -> Postings:
    """What `Postings.arrays` gave."""
    return Postings(*(arrays[f"{name}_{field}"] for field in _FIELDS))


def counts(ends: Array) -> Ints:
    """How many lie between each end and the one before it."""
    out = ends.astype(np.int64)
    out[1:] -= ends[:-1].astype(np.int64)
    return out


def join(bags: Sequence[Bags]) -> Bags:
    """The documents of all, in order."""
    lengths = [counts(b.ends) for b in bags]
    return Bags(
        np.concatenate([b.keys for b in bags]) if bags else np.zeros(0, np.uint64),
        np.concatenate([b.freqs for b in bags]) if bags else np.zeros(0, np.uint32),
        np.cumsum(np.concatenate(lengths)) if bags else np.zeros(0, np.int64),
    )


def build(bags: Bags) -> Postings:
    """The postings of at most MOST documents."""
    size = len(bags.ends)
    if size > MOST:
        raise ValueError(f"{size} documents, {MOST} at most")
    docs = np.repeat(np.arange(size, dtype=np.uint16), counts(bags.ends))
    order = np.argsort(bags.keys, kind="stable")  # documents stay ascending below each key
    sorted_keys = bags.keys[order]
    lasts = np.flatnonzero(np.append(sorted_keys[1:] != sorted_keys[:-1], np.ones(min(1, len(order)), np.bool_)))
    return Postings(
        sorted_keys[lasts],
        (lasts + 1).astype(np.uint32),
        docs[order],
        _small(bags.freqs[order]),
        _sums(docs, bags.freqs, size),
    )


def merge(parts: Sequence[Postings], kept: Sequence[npt.NDArray[np.bool_]]) -> Postings:
    """The documents of all parts in order, those that are not `kept` left out."""
    if (size := sum(int(keep.sum()) for keep in kept)) > MOST:
        raise ValueError(f"{size} documents, {MOST} at most")
    keys = np.unique(np.concatenate([p.keys for p in parts]))
    shares = np.zeros((len(parts), len(keys)), dtype=np.int64)
    slim = [_without(part, keep) for part, keep in zip(parts, kept, strict=True)]
    for i, (part, (_, _, lengths)) in enumerate(zip(parts, slim, strict=True)):
        shares[i, keys.searchsorted(part.keys)] = lengths
    ends = np.cumsum(shares.sum(axis=0))
    total = int(ends[-1]) if len(ends) else 0
    docs = np.empty(total, dtype=np.uint16)
    freqs = np.empty(total, dtype=np.uint32)
    before = ends - shares.sum(axis=0)  # where the next part's postings of each key go
    base = 0
    for i, (numbers, amounts, _) in enumerate(slim):
        own = shares[i]
        at = np.repeat(before - (np.cumsum(own) - own), own) + np.arange(len(numbers))
        docs[at] = numbers.astype(np.int64) + base
        freqs[at] = amounts
        before = before + own
        base += int(kept[i].sum())
    held = shares.sum(axis=0) > 0
    lengths = np.concatenate([p.lengths[k] for p, k in zip(parts, kept, strict=True)])
    return Postings(keys[held], ends[held].astype(np.uint32), docs, _small(freqs), lengths)


def _without(part: Postings, kept: npt.NDArray[np.bool_]) -> tuple[Array, Array, Ints]:
    """(renumbered documents, frequencies, postings left of each key)."""
    lengths = counts(part.ends)
    if kept.all():
        return part.docs, part.freqs, lengths
    new = np.cumsum(kept, dtype=np.int64) - 1
    held = kept[part.docs]
    ends = np.concatenate([[0], np.cumsum(held)])[part.ends.astype(np.int64)]
    return new[part.docs[held]].astype(np.uint16), part.freqs[held], counts(ends)


def _small(freqs: Array) -> Array:
    """One byte each where that is enough, as it nearly always is."""
    return freqs.astype(np.uint8 if not len(freqs) or int(freqs.max()) < 256 else np.uint32)


def _sums(docs: Array, freqs: Array, size: int) -> Array:
    return np.bincount(docs, weights=freqs, minlength=size).astype(np.uint32)
