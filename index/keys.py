"""Terms as 64-bit numbers, the same in every run and on every machine.

Two of a million different terms share a number with a chance of 3 in 100 million; they would then be
counted as one term, nothing worse.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

_MOST = 500_000  # remembered; the frequent terms come back at once when it is cleared


class _Numbers(dict[str, int]):
    """Term → number, worked out once while it is remembered: an ingest looks up a hundred million."""

    def __missing__(self, term: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        digest = blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        found = self[term] = int.from_bytes(digest, "little")
        return found


_numbers = _Numbers()


def key(term: str) -> int:
    """The number of a term."""
    return _numbers[term]


def keys(terms: Iterable[str]) -> list[int]:
    """The numbers of terms, in order."""
    return list(map(_numbers.__getitem__, terms))
