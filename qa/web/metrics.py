"""Counts and times of requests, as Prometheus reads them (text format 0.0.4)."""

from __future__ import annotations

import sys
import threading
import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
KIND = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(slots=True)
class Times:
    """A histogram: how many took up to each of BOUNDS, and longer."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds


class Metrics:
    """Requests are written from the event loop only, the page's actions from threads, too. `route` and `action`
    come from fixed lists, so the number of series is bounded."""

    def __init__(self) -> None:
        self._started = time.time()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._times: dict[str, Times] = {}
        self._actions: dict[str, Times] = {}
        self._lock = threading.Lock()
        self.open = 0

    def done(self, method: str, route: str, status: int, seconds: float, streamed: bool) -> None:
        """One request has ended. A stream lasts as long as its page, so its time says nothing and is left out."""
        self._requests[method, route, status] += 1
        if not streamed:
            self._times.setdefault(route, Times()).add(seconds)

    def acted(self, action: str, seconds: float) -> None:
        """The page has carried out an action. Its request says nothing: the answer comes by a stream of its own."""
        with self._lock:
            self._actions.setdefault(action, Times()).add(seconds)

    def text(self, notices: int, passages: int, waiting: int) -> str:
        """Everything, one sample a line."""
        out = ["# HELP tongbao_requests_total Requests answered.", "# TYPE tongbao_requests_total counter"]
        for (method, route, status), count in sorted(self._requests.items()):
            out.append(f'tongbao_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}')
        out += ["# HELP tongbao_request_seconds Time to the end of the response, streams left out."]
        out += ["# TYPE tongbao_request_seconds histogram"]
        for route, times in sorted(self._times.items()):
            out += _histogram("tongbao_request_seconds", "route", route, times)
        out += ["# HELP tongbao_page_seconds Time the page's actions took, from the order to its last change."]
        out += ["# TYPE tongbao_page_seconds histogram"]
        with self._lock:
            for action, times in sorted(self._actions.items()):
                out += _histogram("tongbao_page_seconds", "action", action, times)
        gauges = (
            ("tongbao_requests_open", "Requests being answered, streams included.", self.open),
            ("tongbao_requests_waiting", "API requests waiting for their turn.", waiting),
            ("tongbao_index_notices", "Notices loaded.", notices),
            ("tongbao_index_passages", "Passages that can be found.", passages),
            ("tongbao_memory_peak_bytes", "Largest resident size so far.", _peak()),
            ("tongbao_start_time_seconds", "When this process began serving, Unix time.", round(self._started, 3)),
        )
        for name, text, value in gauges:
            out += [f"# HELP {name} {text}", f"# TYPE {name} gauge", f"{name} {value}"]
        return "\n".join(out) + "\n"


def _histogram(name: str, label: str, value: str, times: Times) -> list[str]:
    out, sofar = [], 0
    for bound, count in zip((*(f"{b:g}" for b in BOUNDS), "+Inf"), times.counts, strict=True):
        sofar += count
        out.append(f'{name}_bucket{{{label}="{value}",le="{bound}"}} {sofar}')
    out.append(f'{name}_sum{{{label}="{value}"}} {times.total:.6f}')
    out.append(f'{name}_count{{{label}="{value}"}} {sofar}')
    return out


def _peak() -> int:
    try:
        import resource
    except ImportError:  # Windows has none
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
