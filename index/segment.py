"""Some notices' passages with their terms and vectors in one file, never changed once written.

Rows are passages; those of a notice lie together, in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from index import container, files, postings
from index.container import Array, Container
from index.dense import Codes, Exact, Leg, write_codes
from index.lexical import Mask
from index.postings import Ints, Postings
from index.prepare import STATUSES, Prepared
from index.types import Vectors

LARGE = 1 << 11  # rows from which codes are made: exact float32 takes 2 kB a row and 0.1 ms


@dataclass(frozen=True)
class Segment:
    """An open segment; its arrays are views of the mapped file.

    `numbers` (notices,) and `ends` (notices,): whose rows they are, and where each notice's rows end.
    `starts`, `stops` (rows,): offsets into the notice's text. `statuses` (rows,): see `index.prepare`.
    """

    held: Container

    @property
    def name(self) -> str:
        return self.held.path.name

    @property
    def numbers(self) -> Array:
        return self.held.arrays["numbers"]

    @property
    def ends(self) -> Array:
        return self.held.arrays["ends"]

    @property
    def starts(self) -> Array:
        return self.held.arrays["starts"]

    @property
    def stops(self) -> Array:
        return self.held.arrays["stops"]

    @property
    def statuses(self) -> Array:
        return self.held.arrays["statuses"]

    @property
    def vectors(self) -> Vectors:
        """float32 (2, rows, dim), as exactly as they are kept."""
        dense = self.dense
        return dense.vectors() if isinstance(dense, Codes) else dense.vectors

    @property
    def rows(self) -> int:
        return len(self.starts)

    @cached_property
    def words(self) -> Postings:
        return postings.view("words", self.held.arrays)

    @cached_property
    def pairs(self) -> Postings:
        return postings.view("pairs", self.held.arrays)

    @cached_property
    def dense(self) -> Leg:
        if "vectors" in self.held.arrays:
            return Exact(self.held.arrays["vectors"])
        return Codes(files.codes_of(self.held.path), self.beyond)

    @property
    def beyond(self) -> int:
        """See `dense.write_codes`; 0 where vectors are searched as they are."""
        return int(self.held.facts["beyond"])

    @property
    def owners(self) -> Ints:
        """(rows,) the place of each row's notice in `numbers`."""
        return np.repeat(np.arange(len(self.numbers)), postings.counts(self.ends))

    @property
    def keeps_windows(self) -> bool:
        return "windows" in self.held.arrays

    def windows(self, row: int) -> tuple[Array, Vectors]:
        """(spans, vectors) of a row's windows; only where windows are kept."""
        arrays = self.held.arrays
        start, end = int(arrays["window_ends"][row - 1]) if row else 0, int(arrays["window_ends"][row])
        return arrays["spans"][start:end], arrays["windows"][start:end]


def read(path: Path) -> Segment:
    """Map a segment; OSError or ValueError as `container.read`."""
    opened = Segment(container.read(path))
    if opened.dense.rows != opened.rows:
        raise ValueError(f"{path.name} has {opened.rows} rows and vectors of {opened.dense.rows}")
    return opened


def damaged(path: Path) -> list[str]:
    """Files, and arrays in them, whose bytes are not those written; errors as `read`. Reads all of them."""
    held = container.read(path)
    found = [f"{path.name} 的 {array}" for array in held.damaged()]
    codes, written = files.codes_of(path), held.facts.get("codes")  # none before files of codes had a checksum
    return found + ([codes.name] if written is not None and container.checksum(codes) != written else [])


def write(path: Path, prepared: Sequence[Prepared], numbers: Sequence[int], questions: Vectors) -> None:
    """The segment of notices under the numbers given, with codes as `merge` makes them. Raises OSError."""
    arrays = {
        "numbers": np.array(numbers, dtype=np.uint32),
        "ends": np.cumsum([len(p.passages) for p in prepared]).astype(np.uint32),
        "starts": np.array([x.start for p in prepared for x in p.passages], dtype=np.uint32),
        "stops": np.array([x.end for p in prepared for x in p.passages], dtype=np.uint32),
        "statuses": np.concatenate([p.statuses for p in prepared]),
    }
    arrays |= postings.build(postings.join([p.words for p in prepared])).arrays("words")
    arrays |= postings.build(postings.join([p.pairs for p in prepared])).arrays("pairs")
    if all(len(p.window_ends) == len(p.passages) for p in prepared):
        arrays |= _windows([(p.spans, p.windows, p.window_ends) for p in prepared])
    _write(path, arrays, np.concatenate([p.vectors for p in prepared], axis=1), questions)


def merge(path: Path, parts: Sequence[Segment], alive: Sequence[Mask], keep_windows: bool, questions: Vectors) -> None:
    """One segment of the rows alive in `parts`. Raises OSError.

    Many rows get codes for their vectors, in a file of their own, if those pass the gate on `questions`.
    """
    kept = [_alive_notices(part, mask) for part, mask in zip(parts, alive, strict=True)]
    arrays = {
        "numbers": np.concatenate([numbers for numbers, _ in kept]),
        "ends": np.cumsum(np.concatenate([counts for _, counts in kept])).astype(np.uint32),
    }
    for name in ("starts", "stops", "statuses"):
        arrays[name] = np.concatenate([getattr(part, name)[mask] for part, mask in zip(parts, alive, strict=True)])
    arrays |= postings.merge([part.words for part in parts], alive).arrays("words")
    arrays |= postings.merge([part.pairs for part in parts], alive).arrays("pairs")
    if keep_windows and all(part.keeps_windows for part in parts):
        arrays |= _windows([_alive_windows(part, mask) for part, mask in zip(parts, alive, strict=True)])
    vectors = np.concatenate([part.vectors[:, mask] for part, mask in zip(parts, alive, strict=True)], axis=1)
    _write(path, arrays, vectors, questions)


def _write(path: Path, arrays: dict[str, Array], vectors: Vectors, questions: Vectors) -> None:
    codes = files.codes_of(path)
    beyond = write_codes(codes, vectors, questions) if vectors.shape[1] >= LARGE else 0
    facts: dict[str, int | str] = {"statuses": ",".join(STATUSES), "beyond": beyond}
    if beyond:
        facts["codes"] = container.checksum(codes)
    else:
        arrays["vectors"] = vectors
    container.write(path, arrays, facts)


def _windows(parts: Sequence[tuple[Array, Vectors, Ints]]) -> dict[str, Array]:
    ends, base = [], 0
    for spans, _, own in parts:
        ends.append(own + base)
        base += len(spans)
    return {
        "spans": np.concatenate([spans for spans, _, _ in parts]),
        "windows": np.concatenate([vectors for _, vectors, _ in parts]),
        "window_ends": np.concatenate(ends),
    }


def _alive_notices(part: Segment, alive: Mask) -> tuple[Array, Ints]:
    """(numbers, rows of each) of the notices alive: a notice is alive with all its rows or with none."""
    counts = postings.counts(part.ends)
    held = np.bincount(part.owners[alive], minlength=len(counts)) > 0
    return part.numbers[held], counts[held]


def _alive_windows(part: Segment, alive: Mask) -> tuple[Array, Vectors, Ints]:
    counts = postings.counts(part.held.arrays["window_ends"])
    kept = np.repeat(alive, counts)
    return part.held.arrays["spans"][kept], part.held.arrays["windows"][kept], np.cumsum(counts[alive])
