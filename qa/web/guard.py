"""What every request passes before anything of ours or Gradio's sees it."""

from __future__ import annotations

import asyncio
import logging
import math
import time
import uuid
from urllib.parse import urlsplit

from qa.web import routes
from qa.web.asgi import App, Message, Receive, Refused, Scope, Send, busy, client, header, refuse
from qa.web.limits import Buckets
from qa.web.metrics import Metrics
from qa.web.settings import Settings, local

access = logging.getLogger("tongbao.access")
asked = logging.getLogger("tongbao.questions")
broken = logging.getLogger("tongbao.web")

FORWARDED = (b"forwarded", b"x-forwarded-")  # believed only behind a proxy, or anyone could write them
LOGGED = 4000  # bytes of a request body in the log, where questions are logged


class Watched:
    """Access log, metrics, and one place where what nobody foresaw becomes a 500 with a number."""

    def __init__(self, app: App, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        began, status = time.perf_counter(), 0

        async def seen(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        self._metrics.open += 1
        try:
            await self._app(scope, receive, seen)
        except Refused as refused:
            await refuse(scope, seen, refused)
        except Exception:  # noqa: BLE001 - logged with its traceback and a number; the server must live on
            number = uuid.uuid4().hex[:12]
            broken.exception("error %s at %s %s", number, scope["method"], scope["path"])
            if not status:
                line = f"内部错误,编号 {number};请把编号告诉管理员,日志中有详情"
                await refuse(scope, seen, Refused(500, line))
        finally:
            self._metrics.open -= 1
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        """Paths are logged without what follows "?": a shared link holds the question. The page's own files,
        dozens for each visit, are only counted."""
        path, method = str(scope["path"]), str(scope["method"])
        shown = method if method in ("GET", "HEAD", "POST", "OPTIONS") else "other"
        self._metrics.done(shown, routes.label(path), status, seconds, routes.streams(path))
        if status == 200 and routes.files(path):
            return
        who = scope.get("user") or "-"
        quoted = path.encode("unicode_escape").decode("ascii")[:200]
        access.info("%s %s %s %s %d %.0fms", client(scope) or "-", who, shown, quoted, status, seconds * 1000)


class Guard:
    """Refuses foreign hosts and origins, addresses that do not exist, and whatever is too much or too slow."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._app, self._settings, self._limits = app, settings, settings.limits
        self._buckets = Buckets(settings.limits.rate, settings.limits.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # nothing here uses them
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        self._check(scope)
        bounded = _Bounded(scope, receive, self._limit(scope), self._settings)

        async def answer(message: Message) -> None:
            if bounded.refused is not None:  # a framework in between took our refusal for a broken body
                raise bounded.refused
            if message.get("status") == 503 and scope["path"] == routes.JOIN:
                # Gradio's queue is full. Its script shows a fixed English line for 503, ours for any other.
                raise busy(429, "现在提问的人太多,排队已满;请过几秒再试", 5)
            await send(message)

        await self._app(scope, bounded, answer)

    def _check(self, scope: Scope) -> None:
        host, path = header(scope, "host"), str(scope["path"])
        if not self._settings.answers_to(host):
            raise Refused(421, f"不在名称“{host[:80]}”下提供服务;如确需要,请在启动时加 --allow-host")
        origin = header(scope, "origin")
        if origin and urlsplit(origin).netloc.lower() != host.lower():
            raise Refused(403, "请求来自别的网站,已拒绝")
        if not routes.exists(path):
            raise Refused(404, "没有这个地址")
        self._rate(scope, path)
        if not self._settings.behind_proxy:
            kept = [(name, value) for name, value in scope["headers"] if not name.startswith(FORWARDED)]
            scope["headers"] = kept

    def _rate(self, scope: Scope, path: str) -> None:
        """Whoever sits at this machine is not counted: he could only slow down himself."""
        place = client(scope)
        if not routes.works(path) or (local(place) and not self._settings.behind_proxy):
            return
        wait = self._buckets.take(place)
        if wait > 0:
            raise busy(429, f"请求过于频繁;请 {math.ceil(wait)} 秒后再试", math.ceil(wait))

    def _limit(self, scope: Scope) -> int:
        most = self._limits.upload if scope["path"] == routes.UPLOAD else self._limits.body
        length = header(scope, "content-length")
        if length.isdigit() and int(length) > most:
            raise _large(most)
        return most


class _Bounded:
    """`receive` that counts bytes and loses patience."""

    def __init__(self, scope: Scope, receive: Receive, most: int, settings: Settings) -> None:
        self._scope, self._receive, self._most, self._settings = scope, receive, most, settings
        self._got = bytearray() if settings.log_questions and routes.works(scope["path"]) else None
        self._count, self._whole = 0, False
        self.refused: Refused | None = None

    async def __call__(self) -> Message:
        if self._whole:  # then only the end of the connection is waited for, however long that takes
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), self._settings.limits.patience)
        except TimeoutError as error:
            self.refused = Refused(408, "请求没有发完;请检查网络后重试")
            raise self.refused from error
        self._count += len(message.get("body", b""))
        self._whole = not message.get("more_body")
        if self._count > self._most:
            self.refused = _large(self._most)
            raise self.refused
        self._log(message)
        return message

    def _log(self, message: Message) -> None:
        if self._got is None or self._scope["path"] in (routes.LOGIN, routes.UPLOAD):
            return
        self._got.extend(message.get("body", b"")[: LOGGED - len(self._got)])
        if self._whole:
            query = self._scope.get("query_string", b"").decode("latin-1")
            asked.info("%s ?%s %s", self._scope["path"], query, bytes(self._got).decode("utf-8", "replace"))


def _large(most: int) -> Refused:
    return Refused(413, f"请求过大,最多 {most // 1000} KB")
