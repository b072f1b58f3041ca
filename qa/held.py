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
        self._kept: WeakKeyDictionary[Engine, tuple[list[Notice], T]] = WeakKeyDictionary()

    def __call__(self, engine: Engine) -> T:
        notices = engine.notices()
        kept = self._kept.get(engine)
        if kept is None or kept[0] != notices:  # the same objects unless something changed: a glance at each
            kept = self._kept[engine] = (notices, self._build(notices))
        return kept[1]
