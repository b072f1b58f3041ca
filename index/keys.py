"""Terms as 64-bit numbers, the same in every run and on every machine.

Two of a million different terms share a number with a chance of 3 in 100 million; they would then be
counted as one term, nothing worse.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

_MOST = 500_000  # remembered; the frequent terms come back at once when it is cleared
_known: dict[str, int] = {}


def key(term: str) -> int:
    """The number of a term."""
    found = _known.get(term)
    if found is None:
        if len(_known) >= _MOST:
            _known.clear()
        found = int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
        _known[term] = found
    return found


def keys(terms: Iterable[str]) -> list[int]:
    """The numbers of terms, in order."""
    return [key(term) for term in terms]
