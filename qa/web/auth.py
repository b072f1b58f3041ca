"""The door: a session cookie from the login page, or HTTP Basic for programs."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import math
import secrets
from html import escape
from http.cookies import CookieError, SimpleCookie
from importlib import resources
from urllib.parse import parse_qs, quote

from qa.web.asgi import App, Receive, Refused, Scope, Send, busy, client, header, reply
from qa.web.passwords import Users
from qa.web.routes import API, LOGIN, LOGOUT, METRICS, OPEN
from qa.web.sessions import Failures, Sessions

COOKIE = "tongbao"
WINDOW = 300.0  # seconds a failed login counts
FROM_ONE_PLACE, FOR_ONE_NAME = 10, 50  # failures in WINDOW; the second is for tries spread over many addresses
AT_ONCE = 2  # passwords hashed at a time: 16 MiB and a core each
PROGRAM = (("www-authenticate", 'Basic realm="tongbao", charset="UTF-8"'),)
WRONG = "用户名或密码不对"


class Auth:
    """Lets in who is known and answers /login and /logout; without users everyone is let in."""

    def __init__(self, app: App, users: Users) -> None:
        self._app, self._users = app, users
        self._sessions = Sessions()
        self._places, self._names = Failures(FROM_ONE_PLACE, WINDOW), Failures(FOR_ONE_NAME, WINDOW)
        self._hashing = asyncio.Semaphore(AT_ONCE)
        self._key = secrets.token_bytes(32)
        self._seen: dict[bytes, str] = {}  # keyed hash of a Basic header that was right → user

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # the server's start and stop
            return await self._app(scope, receive, send)
        path = scope["path"]
        if not self._users:
            if path in (LOGIN, LOGOUT):
                return await _to(send, "/")
        elif path == LOGIN:
            return await self._login(scope, receive, send)
        elif path == LOGOUT:
            self._sessions.close(_token(scope))
            return await _to(send, LOGIN, _cookie("", scope, age=0))
        elif path not in OPEN:
            scope["user"] = await self._user(scope)
            if not scope["user"]:
                return await _turn_away(scope, send)
        return await self._app(scope, receive, send)

    async def _user(self, scope: Scope) -> str:
        scheme, _, given = header(scope, "authorization").partition(" ")
        if scheme.lower() != "basic":
            return self._sessions.user(_token(scope))
        key = hmac.digest(self._key, given.encode("latin-1"), hashlib.sha256)
        if key not in self._seen:
            name, password = _basic(given)
            if not await self._right(name, password, client(scope)):
                raise Refused(401, WRONG, PROGRAM)
            self._seen[key] = name
        return self._seen[key]

    async def _right(self, name: str, password: str, place: str) -> bool:
        """Whether the password is right. Raises Refused (429) after too many that were not."""
        wait = max(self._places.wait(place), self._names.wait(name))
        if wait > 0:
            raise busy(429, f"登录失败次数过多;请 {math.ceil(wait)} 秒后再试", math.ceil(wait))
        async with self._hashing:
            right = await asyncio.to_thread(self._users.right, name, password)
        if not right:
            self._places.add(place)
            self._names.add(name)
        return right

    async def _login(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
            return await _page(send, 200, _inside(query.get("next", [""])[0]))
        form = parse_qs((await _read(receive)).decode("utf-8", "replace"), keep_blank_values=True)
        name, password, after = (form.get(field, [""])[0] for field in ("name", "password", "next"))
        try:
            right = await self._right(name, password, client(scope))
        except Refused as refused:
            return await _page(send, refused.status, _inside(after), refused.line, refused.headers)
        if not right:
            return await _page(send, 401, _inside(after), WRONG)
        return await _to(send, _inside(after), _cookie(self._sessions.open(name), scope))


async def _turn_away(scope: Scope, send: Send) -> None:
    """A person is taken to the login page and back afterwards; a program is told how to ask."""
    path = scope["path"]
    if path == "/" and scope["method"] in ("GET", "HEAD"):
        query = scope.get("query_string", b"").decode("latin-1")
        after = path + (f"?{query}" if query else "")
        return await _to(send, f"{LOGIN}?next={quote(after, safe='')}")
    raise Refused(401, "需要登录;登录可能已过期,请刷新页面", PROGRAM if path.startswith(API) or path == METRICS else ())


async def _page(send: Send, status: int, after: str, said: str = "", headers: tuple[tuple[str, str], ...] = ()) -> None:
    page = (resources.files("qa.web") / "login.html").read_text(encoding="utf-8")
    filled = page.replace("@next@", escape(after)).replace("@said@", escape(said))
    kept = (*headers, ("cache-control", "no-store"))
    await reply(send, status, filled.encode("utf-8"), "text/html; charset=utf-8", kept)


async def _to(send: Send, address: str, *headers: tuple[str, str]) -> None:
    await reply(send, 303, b"", "text/plain", (("location", address), ("cache-control", "no-store"), *headers))


def _inside(after: str) -> str:
    """Where to go after the login: only the page itself, with its question; never another site."""
    safe = after.startswith("/?") and all(" " < c <= "~" for c in after)
    return after if safe else "/"


def _cookie(token: str, scope: Scope, age: int | None = None) -> tuple[str, str]:
    """Lax, so that a shared link opens logged in; what changes something checks its origin besides."""
    life = "" if age is None else f"; Max-Age={age}"
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    return "set-cookie", f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{life}"


def _token(scope: Scope) -> str:
    try:
        cookies = SimpleCookie(header(scope, "cookie"))
    except CookieError:
        return ""
    return cookies[COOKIE].value if COOKIE in cookies else ""


def _basic(given: str) -> tuple[str, str]:
    """Name and password of a Basic header; two empty texts, which nobody has, where it is none."""
    try:
        name, _, password = base64.b64decode(given, validate=True).decode("utf-8").partition(":")
    except ValueError:
        return "", ""
    return name, password


async def _read(receive: Receive) -> bytes:
    """The whole body; the guard in front has bounded it."""
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body.extend(message.get("body", b""))
        more = bool(message.get("more_body"))
    return bytes(body)
