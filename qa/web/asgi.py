"""The few ASGI words used here: messages in and out, headers, and a refusal as an exception."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]  # as the ASGI specification has it
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = tuple[tuple[str, str], ...]

PAGE_CALLS = "/gradio_api/"  # what the page's script asks for; it shows the `detail` of an error


class Refused(Exception):
    """A request that goes no further; `line` is what the person reads."""

    def __init__(self, status: int, line: str, headers: Headers = ()) -> None:
        super().__init__(line)
        self.status, self.line, self.headers = status, line, headers


def busy(status: int, line: str, seconds: int) -> Refused:
    """A refusal for now: `seconds` says when to come again."""
    return Refused(status, line, (("retry-after", str(seconds)),))


def header(scope: Scope, name: str) -> str:
    """The first header of that name (lower case), "" without one."""
    wanted = name.encode("latin-1")
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == wanted), "")


def client(scope: Scope) -> str:
    """The address of the other side, "" where the server does not know it."""
    return str(scope["client"][0]) if scope.get("client") else ""


async def reply(send: Send, status: int, body: bytes, kind: str, headers: Iterable[tuple[str, str]] = ()) -> None:
    """A whole response."""
    sent = [("content-type", kind), ("content-length", str(len(body))), *headers]
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in sent]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": body})


async def refuse(scope: Scope, send: Send, refused: Refused) -> None:
    """The refusal in the form that whoever asked can read: the page's script, a program, or a person."""
    path = str(scope["path"])
    if path.startswith(PAGE_CALLS):
        body, kind = json.dumps({"detail": refused.line}, ensure_ascii=False), "application/json"
    elif path.startswith("/api/"):
        body, kind = json.dumps({"error": refused.line}, ensure_ascii=False), "application/json"
    else:
        body, kind = refused.line + "\n", "text/plain; charset=utf-8"
    await reply(send, refused.status, body.encode("utf-8"), kind, refused.headers)
