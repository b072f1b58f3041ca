"""What is worked out once for the notices that an engine holds, and anew when they have changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from data.types import Notice
from index.types import Engine

T = TypeVar("T")


class Held(Generic[T]):
    """`build` applied to an engine's notices; kept as long as the engine and the same notices last."""

    def __init__(self, build: Callable[[Sequence[Notice]], T]) -> None:
        self._build = build
        self._kept: WeakKeyDictionary[Engine, tuple[tuple[tuple[str, str], ...], T]] = WeakKeyDictionary()

    def __call__(self, engine: Engine) -> T:
        notices = engine.notices()
        key = tuple((n.id, n.source.sha256) for n in notices)
        kept = self._kept.get(engine)
        if kept is None or kept[0] != key:
            kept = self._kept[engine] = (key, self._build(notices))
        return kept[1]
