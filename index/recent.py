"""What was read last, as long as there is room for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key. Once their sizes add up to more than `room`, those not asked for longest are forgotten.

    A value larger than all the room is kept until the next comes. Methods may be called from several threads.
    """

    def __init__(self, room: int) -> None:
        self._room, self._used = room, 0
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """The value, None where it is not held."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: K, value: V, size: int = 1) -> V:
        """Hold a value; it is handed back."""
        with self._lock:
            self._used += size - (self._held.pop(key)[1] if key in self._held else 0)
            self._held[key] = value, size
            while self._used > self._room and len(self._held) > 1:
                self._used -= self._held.popitem(last=False)[1][1]
            return value

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
            self._used = 0
