"""The same notice found twice, on another site or under another name: linked, never counted as copying."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from data.types import Notice
from qa.phrases import windows
from qa.verbatim import Fold, fold

# Share of the shorter notice's windows that the other holds. Mirrors differ by navigation and dates only
# (above 0.95); unrelated notices share 0.05. Only notices of one issuer are compared, so that a bureau
# that copied another's notice is never taken for a mirror of it.
SAME = 0.85
SAMPLE = 8  # every eighth window by its checksum: enough of some thousand to tell 0.85 from 0.05


def groups(notices: Sequence[Notice], folding: Fold = fold) -> tuple[tuple[str, ...], ...]:
    """Ids of notices that are one and the same, two or more to a group; groups and ids in the order given."""
    prints = [_print(notice.text, folding) for notice in notices]
    parent = list(range(len(notices)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for (a, b), common in _meetings(prints).items():
        shorter = min(len(prints[a]), len(prints[b]))
        if common >= SAME * shorter and _one_issuer(notices[a], notices[b]):
            first, second = sorted((root(a), root(b)))
            parent[second] = first
    found: dict[int, list[str]] = defaultdict(list)
    for i, notice in enumerate(notices):
        found[root(i)].append(notice.id)
    return tuple(tuple(ids) for ids in found.values() if len(ids) > 1)


def mirror(notice: Notice, held: Sequence[Notice]) -> str:
    """The id of the notice at hand that `notice` is a copy of, "" where there is none."""
    wanted = _print(notice.text)
    for other in held:
        if _one_issuer(notice, other):
            there = _print(other.text)
            if len(wanted & there) >= SAME * max(1, min(len(wanted), len(there))):
                return other.id
    return ""


def _print(text: str, folding: Fold = fold) -> frozenset[int]:
    """Checksums of the sampled windows; stable from run to run, unlike `hash`."""
    sums = (zlib.crc32(window.encode()) for window in windows(text, folding))
    return frozenset(value for value in sums if value % SAMPLE == 0)


def _meetings(prints: Sequence[frozenset[int]]) -> Counter[tuple[int, int]]:
    """How many checksums each pair of notices shares, pairs that share none left out."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, checksums in enumerate(prints):
        for value in checksums:
            holders[value].append(number)
    return Counter((a, b) for held in holders.values() for k, a in enumerate(held) for b in held[k + 1 :])


def _one_issuer(a: Notice, b: Notice) -> bool:
    """Whether two notices may be of one issuer: the same unit, or one that does not say."""
    first, second = a.metadata.unit, b.metadata.unit
    return first is None or second is None or first.value == second.value
