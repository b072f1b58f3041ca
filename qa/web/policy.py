"""Security headers: what a browser may do with our responses."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence

from qa.web.asgi import App, Headers, Message, Receive, Scope, Send

_INLINE = re.compile(rb"<script(?:\s[^>]*)?>(.*?)</script>", re.S | re.I)

# Everything comes from this server. Gradio needs 'unsafe-eval' (it compiles `js_on_load`) and inline styles;
# inline scripts run only where their hash was sent along, so injected markup runs nothing.
_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
    "connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
FIXED: Headers = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),  # "no-referrer" would make a browser send its own login as from nowhere
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
)
_OURS = {name.encode() for name, _ in FIXED} | {b"content-security-policy", b"server", b"access-control-allow-origin"}


def csp(page: bytes = b"") -> str:
    """The content security policy for a response; `page` is the HTML whose own inline scripts may run."""
    return _CSP.format(hashes="".join(f" '{h}'" for h in _hashes(page)))


def _hashes(page: bytes) -> Sequence[str]:
    scripts = [s for s in _INLINE.findall(page) if s.strip()]
    return ["sha256-" + base64.b64encode(hashlib.sha256(s).digest()).decode("ascii") for s in scripts]


class Headed:
    """Adds the headers to every response. An HTML page is held back until whole, to hash its inline scripts."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        held: list[Message] = []  # the start of an HTML page, until its body is here
        body = bytearray()

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                if _is_page(message):
                    held.append(message)
                    return
                await send(_with(message, csp()))
            elif held:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    await send(_with(held.pop(), csp(bytes(body))))
                    await send({"type": "http.response.body", "body": bytes(body)})
            else:
                await send(message)

        await self._app(scope, receive, headed)


def _is_page(start: Message) -> bool:
    headers = dict(start["headers"])
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


def _with(start: Message, policy: str) -> Message:
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in _OURS]
    ours = [*FIXED, ("content-security-policy", policy)]
    return {**start, "headers": [*kept, *((name.encode(), value.encode()) for name, value in ours)]}
