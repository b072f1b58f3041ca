"""Who is logged in, and how often someone has tried in vain."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

LIFE = 12 * 3600.0  # seconds without a request after which one logs in again: a working day
MOST = 10_000  # sessions kept; the oldest goes first


@dataclass(slots=True)
class _Session:
    user: str
    until: float


class Sessions:
    """Tokens given out at login, in memory: a restart logs everyone out."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._held: OrderedDict[str, _Session] = OrderedDict()

    def open(self, user: str) -> str:
        """A new token for a user."""
        token = secrets.token_urlsafe(32)
        self._held[token] = _Session(user, self._now() + LIFE)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
        return token

    def user(self, token: str) -> str:
        """Whose token it is, "" when it is nobody's (any more). Looking it up prolongs it."""
        session = self._held.get(token)
        if session is None or session.until < self._now():
            self._held.pop(token, None)
            return ""
        session.until = self._now() + LIFE
        return session.user

    def close(self, token: str) -> None:
        """Log out; an unknown token is no error."""
        self._held.pop(token, None)


class Failures:
    """Failed logins by key over the last `window` seconds."""

    def __init__(self, most: int, window: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._window, self._now = most, window, now
        self._at: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Seconds until that key may try again, 0 for at once."""
        times = self._at.get(key)
        while times and times[0] <= self._now() - self._window:
            times.popleft()
        if not times or len(times) < self._most:
            return 0.0
        return times[0] + self._window - self._now()

    def add(self, key: str) -> None:
        """One more failure."""
        self._at.setdefault(key, deque(maxlen=self._most)).append(self._now())
        self._at.move_to_end(key)
        if len(self._at) > MOST:
            self._at.popitem(last=False)
