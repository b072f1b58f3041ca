"""Passages beyond the candidates of a ranking, for those who ask for more than it looks at."""

from __future__ import annotations

from collections.abc import Collection

from data.types import Passage
from index.types import Engine, Scope


def beyond(engine: Engine, text: str, scope: Scope, ranked: Collection[str], count: int) -> list[tuple[Passage, float]]:
    """The `count` next passages by meaning alone, each with how far behind the first of them it is (a cosine, ≤ 0).

    `ranked` are the ids of the candidates. So what a ranking says of the best is the same however many are asked for.
    """
    hits = [hit for hit in engine.dense(text, len(ranked) + count, scope) if hit.passage_id not in ranked][:count]
    passages = engine.passages([hit.passage_id for hit in hits])
    return [(passage, hit.score - hits[0].score) for passage, hit in zip(passages, hits, strict=True)]
