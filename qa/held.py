"""What is worked out once for the notices that an engine holds, and anew when they have changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from index.types import Card, Engine

T = TypeVar("T")


class Held(Generic[T]):
    """`build` applied to an engine; kept as long as the engine and the same notices last."""

    def __init__(self, build: Callable[[Engine], T]) -> None:
        self._build = build
        self._kept: WeakKeyDictionary[Engine, tuple[Sequence[Card], T]] = WeakKeyDictionary()

    def __call__(self, engine: Engine) -> T:
        cards = engine.cards()
        kept = self._kept.get(engine)
        if kept is None or (kept[0] is not cards and kept[0] != cards):
            kept = self._kept[engine] = (cards, self._build(engine))
        return kept[1]


def _by_id(engine: Engine) -> dict[str, tuple[int, Card]]:
    return {card.notice_id: (at, card) for at, card in enumerate(engine.cards())}


by_id = Held(_by_id)  # notice id → (its place in loading order, its card)
