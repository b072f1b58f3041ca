"""The addresses that exist. Gradio brings many more (a proxy, run history, a code editor): those do not."""

from __future__ import annotations

import re

LOGIN, LOGOUT, HEALTH, METRICS, API = "/login", "/logout", "/healthz", "/metrics", "/api/"
UPLOAD, JOIN = "/gradio_api/upload", "/gradio_api/queue/join"
OPEN = frozenset({LOGIN, LOGOUT, HEALTH, "/favicon.ico", "/robots.txt"})  # without a login
_OURS = frozenset({*OPEN, METRICS})
# What the page's own script asks for (Gradio 6.31), and nothing else of Gradio.
_PAGE = frozenset(
    {
        "/",
        "/config",
        "/theme.css",
        "/manifest.json",
        "/gradio_api/app_id",
        "/gradio_api/cancel",
        "/gradio_api/queue/data",
        "/gradio_api/reset",
        "/gradio_api/startup-events",
        "/gradio_api/theme.css",
        "/gradio_api/upload_progress",
        UPLOAD,
        JOIN,
    }
)
_BELOW = ("/assets/", "/static/", "/svelte/", "/gradio_api/file=", "/gradio_api/heartbeat/", API)
_FOREIGN = re.compile(r"/gradio_api/file=\s*[a-z][a-z0-9+.-]*:", re.I)  # Gradio would fetch that address itself
_STREAMS = ("/gradio_api/queue/data", "/gradio_api/heartbeat/", "/gradio_api/upload_progress")


def exists(path: str) -> bool:
    """Whether anything answers there."""
    if _FOREIGN.match(path) or "\x00" in path or "\\" in path or ".." in path.split("/"):
        return False
    return path in _OURS or path in _PAGE or path.startswith(_BELOW)


def works(path: str) -> bool:
    """Whether a request there costs work, so that it counts against a visitor's rate."""
    return path.startswith(API) or path in (JOIN, UPLOAD, LOGIN)


def streams(path: str) -> bool:
    """Whether the response lasts as long as somebody looks at the page."""
    return path.startswith(_STREAMS)


def files(path: str) -> bool:
    """Whether it is one of the page's own scripts, styles or pictures, the same for everyone."""
    return path.startswith(("/assets/", "/static/", "/svelte/")) or path.endswith("/theme.css")


def label(path: str) -> str:
    """The route under which a request is counted; one of a fixed set."""
    if path.startswith("/api/v1/"):
        name = path.split("/")[3]
        return f"/api/v1/{name}" if name in _API_NAMES else "/api/other"
    if path in _OURS or path in _PAGE:
        return path
    below = next((prefix for prefix in _BELOW if path.startswith(prefix)), "")
    return below or "other"


_API_NAMES = frozenset(
    {"ask", "similar", "ledger", "matrix", "compare", "facts", "check", "notices", "openapi.json"}
)  # fmt: skip
