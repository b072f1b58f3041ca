"""The few ASGI words used here: messages in and out, headers, and a refusal as an exception."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from html import escape
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


_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>通报问答</title><style>:root {{ color-scheme: light dark }} body {{ font: 1.0625rem/1.7 system-ui, "
    "sans-serif; max-width: 36em; margin: 20vh auto; padding: 0 20px }}</style>"
    '<h1>通报问答</h1><p>{line}</p><p><a href="/">回到首页 · Home</a></p></html>'
)


async def refuse(scope: Scope, send: Send, refused: Refused) -> None:
    """The refusal in the form that whoever asked can read: the page's script, a program, or a person."""
    path = str(scope["path"])
    if path.startswith(PAGE_CALLS):
        body, kind = json.dumps({"detail": refused.line}, ensure_ascii=False), "application/json"
    elif path.startswith("/api/"):
        body, kind = json.dumps({"error": refused.line}, ensure_ascii=False), "application/json"
    elif "text/html" in header(scope, "accept"):
        body, kind = _PAGE.format(line=escape(refused.line)), "text/html; charset=utf-8"
    else:
        body, kind = refused.line + "\n", "text/plain; charset=utf-8"
    await reply(send, refused.status, body.encode("utf-8"), kind, refused.headers)
