"""A notice → its passages with all that is worked out from them: the one rule for every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data import passages as cutting
from data.types import Notice, Passage
from index import words
from index.types import Encoder, Vectors
from index.windows import windows

TITLE, PATH, BODY = 0.3, 1.0, 1.0  # a title is shared by all passages of its notice and tells little


@dataclass(frozen=True, slots=True)
class Row:
    """A passage with all that is worked out from it.

    `words`, `pairs`: bags of terms. `vectors` (2, dim): the passage alone and with its context.
    `spans`: windows as offsets into the passage; `windows` (len(spans), dim): their vectors.
    """

    passage: Passage
    words: dict[str, float]
    pairs: dict[str, float]
    vectors: Vectors
    spans: tuple[tuple[int, int], ...]
    windows: Vectors


def rows_of(notice: Notice, encoder: Encoder, max_chars: int = cutting.DEFAULT) -> list[Row]:
    """Cut a notice into passages of at most `max_chars` characters that the encoder reads whole, and encode them."""
    limit = encoder.max_tokens
    cut = cutting.passages(notice, max_chars, lambda text: encoder.count_tokens(text) <= limit)
    unit = notice.metadata.unit.value if notice.metadata.unit else ""
    alone, context = encoder.in_context([p.text for p in cut], [f"{unit} {' '.join(p.path[-2:])}" for p in cut])
    spans = [tuple(windows(p.text)) for p in cut]
    near = encoder.within([p.text for p in cut], spans)
    out, at = [], 0
    for i, (p, s) in enumerate(zip(cut, spans, strict=True)):
        words_, pairs = bags(notice.title, p)
        out.append(Row(p, words_, pairs, np.stack([alone[i], context[i]]), s, near[at : at + len(s)]))
        at += len(s)
    return out


def bags(title: str, passage: Passage) -> tuple[dict[str, float], dict[str, float]]:
    """The words and the character pairs of a passage and its headings, counted by the weight of their field."""
    path = " ".join(passage.path)
    fields = [(TITLE, words.terms(title)), (PATH, words.terms(path)), (BODY, words.terms(passage.text))]
    return bag(fields), bag([(PATH, words.bigrams(path)), (BODY, words.bigrams(passage.text))])


def bag(fields: Sequence[tuple[float, Sequence[str]]]) -> dict[str, float]:
    """The terms of a document's (weight, terms) fields in one bag, as BM25F does for fields of one length norm."""
    out: dict[str, float] = {}
    for weight, terms in fields:
        for term, count in Counter(terms).items():
            out[term] = out.get(term, 0.0) + weight * count
    return out
