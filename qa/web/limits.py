"""Rate and concurrency: a bucket per visitor, and a gate with a waiting room."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from qa.web.asgi import busy

VISITORS = 10_000  # buckets kept; the one unused longest goes first


class Buckets:
    """Token buckets: `burst` at once, then `rate` a second, for each key."""

    def __init__(self, rate: float, burst: int, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._now = rate, burst, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # key → (tokens, when)

    def take(self, key: str) -> float:
        """Take one token: 0, or the seconds until there is one."""
        now = self._now()
        tokens, when = self._left.get(key, (float(self._burst), now))
        tokens = min(float(self._burst), tokens + (now - when) * self._rate)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / self._rate
        self._left[key] = (tokens - 1 if tokens >= 1 else tokens, now)
        self._left.move_to_end(key)
        if len(self._left) > VISITORS:
            self._left.popitem(last=False)
        return wait


class Gate:
    """Lets `working` through at a time, `waiting` wait, and tells the rest to come again."""

    def __init__(self, working: int, waiting: int) -> None:
        self._free = asyncio.Semaphore(working)
        self._waiting = waiting
        self.queued = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Raises Refused (503) at once when the waiting room is full."""
        if self.queued >= self._waiting:
            raise busy(503, f"服务正忙,已有 {self.queued} 个请求在等候;请稍后再试", 2)
        self.queued += 1
        try:
            await self._free.acquire()
        finally:
            self.queued -= 1
        try:
            yield
        finally:
            self._free.release()
