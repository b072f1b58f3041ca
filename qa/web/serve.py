"""Everything put together and listened to: the only door to uvicorn."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable

from index.types import Engine
from qa.web.asgi import App, Receive, Refused, Scope, Send
from qa.web.auth import Auth
from qa.web.guard import Guard, Watched
from qa.web.limits import Gate
from qa.web.metrics import Metrics
from qa.web.policy import Headed
from qa.web.routes import API, UPLOAD
from qa.web.settings import Settings

Mount = Callable[[App], App]  # adds the page to the API's application


def application(
    engine: Engine, settings: Settings, mount: Mount = lambda app: app, metrics: Metrics | None = None
) -> App:
    """Outermost first: add headers, log and count, refuse, ask who it is, wait for a turn, answer.

    `metrics` is where the page counts, too."""
    from qa.web.api import make

    metrics = metrics or Metrics()
    gate = Gate(settings.limits.working, settings.limits.waiting)
    inner = _Editors(_Turns(mount(make(engine, metrics, gate)), gate), settings)
    return Headed(Watched(Guard(Auth(inner, settings.users), settings), metrics))


class _Editors:
    """Files only from those who may change the library: what the others send would just fill the disk."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sends = scope["type"] == "http" and scope["path"] == UPLOAD
        if sends and not self._settings.may_change(scope.get("user", "")):
            raise Refused(403, "这里只供查阅;只有管理员能加入通报")
        await self._app(scope, receive, send)


class _Turns:
    """API calls take turns; the page has a queue of its own."""

    def __init__(self, app: App, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(API):
            return await self._app(scope, receive, send)
        async with self._gate.turn():
            await self._app(scope, receive, send)


def serve(app: App, settings: Settings, ready: Callable[[], None]) -> None:
    """Listen until interrupted; `ready` is called when requests are answered."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    _log(settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=settings.behind_proxy,  # believes 127.0.0.1 only
        limit_concurrency=settings.limits.connections,
        timeout_keep_alive=75,  # outlives a reader's pause: a question sent just as the connection closes is lost
        timeout_graceful_shutdown=3,  # open pages hold a stream; nobody waits for them
        ws="none",
        lifespan="on",  # a failing start must not pass for a page without one
    )
    Server(config).run()


def _log(settings: Settings) -> None:
    """One line a request on stderr; questions only where asked for."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
    log = logging.getLogger("tongbao")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    logging.getLogger("tongbao.questions").disabled = not settings.log_questions
