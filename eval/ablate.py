"""The product with one leg of the index silent, to see what that leg is worth inside the whole.

The leg is silenced below the ranker, so what is measured is the very code that users run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.types import Notice, Passage
from eval.systems import PRODUCT, Product, System
from index.types import Added, Engine, Evidence, Hit, Manifest, Scope

PARTS = {"lexical": "无词语", "bigrams": "无字对", "dense": "无向量", "evidence": "无句窗"}


@dataclass(frozen=True, eq=False)  # qa remembers engines by identity, through weak references
class Muted:
    """An engine whose `part` finds nothing; everything else is passed on."""

    engine: Engine
    part: str

    def __post_init__(self) -> None:
        if self.part not in PARTS:
            raise ValueError(f"unknown part {self.part}")

    @property
    def manifest(self) -> Manifest:
        return self.engine.manifest

    def add(self, notices: Sequence[Notice], progress: Callable[[int, int], None] | None = None) -> list[Added]:
        return self.engine.add(notices, progress)

    def remove(self, notice_ids: Sequence[str]) -> list[str]:
        return self.engine.remove(notice_ids)

    def notices(self) -> list[Notice]:
        return self.engine.notices()

    def notice(self, notice_id: str) -> Notice:
        return self.engine.notice(notice_id)

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        return self.engine.passages(passage_ids)

    def passages_of(self, notice_id: str) -> list[Passage]:
        return self.engine.passages_of(notice_id)

    def dense(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return [] if self.part == "dense" else self.engine.dense(text, k, scope)

    def lexical(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return [] if self.part == "lexical" else self.engine.lexical(text, k, scope)

    def bigrams(self, text: str, k: int, scope: Scope = Scope()) -> list[Hit]:
        return [] if self.part == "bigrams" else self.engine.bigrams(text, k, scope)

    def evidence(self, text: str, passage_ids: Sequence[str]) -> list[Evidence]:
        return [] if self.part == "evidence" else self.engine.evidence(text, passage_ids)

    def close(self) -> None:
        self.engine.close()


def ablations(engine: Engine) -> list[System]:
    """The product without each leg in turn."""
    return [Product(f"{PRODUCT}-{part}", label, Muted(engine, part)) for part, label in PARTS.items()]
