"""A notice → everything that is worked out from it alone, ready to be put into a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data import passages as cutting
from data.types import Notice, Passage, Status, value_of
from index import words
from index.container import Array
from index.keys import keys
from index.postings import TENTHS, Bags, Ints
from index.types import Encoder, Vectors
from index.windows import windows

STATUSES = tuple(s.value for s in Status)
NO_STATUS = 255  # of a passage outside items
TITLE, PATH, BODY = 0.3, 1.0, 1.0  # what a term in each field counts: all passages of a notice share its title

Weighted = tuple[float, Sequence[int]]  # how much each occurrence counts, and the terms


@dataclass(frozen=True, slots=True)
class Prepared:
    """A notice's passages in reading order and their terms and vectors.

    `vectors` (2, passages, dim): each passage alone, and with its context. `statuses` (passages,) index
    STATUSES. `spans` (windows, 2) are offsets into the passage, `windows` (windows, dim) their vectors and
    `window_ends` (passages,) where those of each passage end; all three are empty where windows are not kept.
    """

    notice: Notice
    passages: tuple[Passage, ...]
    words: Bags
    pairs: Bags
    vectors: Vectors
    statuses: Array
    spans: Array
    windows: Vectors
    window_ends: Ints


def prepare(notice: Notice, encoder: Encoder, max_chars: int, keep_windows: bool) -> Prepared:
    """Cut, encode and count one notice."""
    limit = encoder.max_tokens
    # A token is at least a quarter of a character, so an encoder with room to spare need not be asked.
    fits = None if limit >= 4 * max_chars else lambda text: encoder.count_tokens(text) <= limit
    cut = tuple(cutting.passages(notice, max_chars, fits))
    alone = [p.text for p in cut]
    vectors = encoder.in_context(alone, [f"{value_of(notice.metadata.unit)} {' '.join(p.path[-2:])}" for p in cut])
    spans = [windows(p.text) for p in cut] if keep_windows else []
    near = encoder.within(alone if keep_windows else [], spans)
    return Prepared(
        notice,
        cut,
        _words(notice, cut),
        _pairs(cut),
        vectors,
        _statuses(notice, cut),
        np.array([s for own in spans for s in own], dtype=np.uint32).reshape(-1, 2),
        near,
        np.cumsum([len(s) for s in spans], dtype=np.int64),
    )


def _words(notice: Notice, cut: Sequence[Passage]) -> Bags:
    title = keys(words.many_terms(notice.title))
    paths = {path: keys(words.many_terms(" ".join(path))) for path in {p.path for p in cut}}
    return bags([[(TITLE, title), (PATH, paths[p.path]), (BODY, keys(words.many_terms(p.text)))] for p in cut])


def _pairs(cut: Sequence[Passage]) -> Bags:
    paths = {path: keys(words.bigrams(" ".join(path))) for path in {p.path for p in cut}}
    return bags([[(PATH, paths[p.path]), (BODY, keys(words.bigrams(p.text)))] for p in cut])


def bags(documents: Sequence[Sequence[Weighted]]) -> Bags:
    """Count the terms of each document, as BM25F does for fields of one length norm."""
    found: list[int] = []
    counts: list[int] = []
    ends: list[int] = []
    for fields in documents:
        bag: dict[int, int] = {}
        for weight, terms in fields:
            tenths = round(weight * TENTHS)
            for term in terms:
                bag[term] = bag.get(term, 0) + tenths
        found.extend(bag.keys())
        counts.extend(bag.values())
        ends.append(len(found))
    return Bags(np.array(found, dtype=np.uint64), np.array(counts, dtype=np.uint32), np.array(ends, dtype=np.int64))


def _statuses(notice: Notice, cut: Sequence[Passage]) -> Array:
    of = {item.id: STATUSES.index(item.status.value) for item in notice.items}
    return np.array([of.get(p.item_id, NO_STATUS) for p in cut], dtype=np.uint8)
