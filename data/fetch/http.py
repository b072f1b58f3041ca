"""One request to one checked IP, bounded in time and size. Knows nothing of redirects or robots."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from email.message import Message

from data.errors import UnreadableNotice
from data.fetch.gate import Target
from data.fetch.robots import AGENT
from data.limits import megabytes

_STEP = 15.0  # seconds without a byte, after which a server counts as gone
_CHUNK = 65_536  # bytes between two looks at how much has come


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers (names in any case) and body."""

    status: int
    headers: Message
    body: bytes


class _Plain(http.client.HTTPConnection):
    """A connection to one of the IPs that were checked, whatever the name leads to by now (DNS rebinding)."""

    ips: tuple[str, ...] = ()
    tls = False

    def connect(self) -> None:
        for number, ip in enumerate(self.ips, start=1):
            try:
                self.sock = socket.create_connection((ip, self.port), self.timeout)
                break
            except OSError:
                if number == len(self.ips):
                    raise
        if self.tls:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def get(target: Target, limit: int, seconds: float) -> Reply:
    """Raises UnreadableNotice where the server cannot be reached, is too slow, or sends more than `limit` bytes."""
    deadline = time.monotonic() + seconds
    connection = _Plain(target.host, target.port, timeout=min(_STEP, seconds))
    connection.ips, connection.tls = target.ips, target.scheme == "https"
    watch = threading.Timer(seconds, _hang_up, (connection,))  # a server may send a header a byte at a time
    watch.start()
    try:
        connection.request("GET", target.path, headers=_headers())
        reply = connection.getresponse()
        raw = _body(reply, limit)
        if time.monotonic() >= deadline:  # hung up on in the middle of the headers, it looks like an empty page
            raise TimeoutError
        return Reply(reply.status, reply.msg, _unpacked(raw, reply.getheader("Content-Encoding") or "", limit))
    except ssl.SSLError as error:
        raise UnreadableNotice("网站的证书有问题,不能安全地连接。请在浏览器里打开核对后另存") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
            raise UnreadableNotice("网站太慢,没有按时传完。请稍后再试,或在浏览器里另存") from error
        raise UnreadableNotice("连接不上,或连接中断。请检查网络和地址") from error
    finally:
        watch.cancel()
        connection.close()


def _body(reply: http.client.HTTPResponse, limit: int) -> bytes:
    """All of the body; one that ends before its stated length counts as broken off."""
    stated = reply.getheader("Content-Length") or ""
    length = int(stated) if stated.isdecimal() else 0
    if length > limit:
        raise too_much(limit)
    raw = bytearray()
    while chunk := reply.read1(_CHUNK):
        raw += chunk
        if len(raw) > limit:
            raise too_much(limit)
    if len(raw) < length:
        raise http.client.IncompleteRead(bytes(raw), length - len(raw))
    return bytes(raw)


def _hang_up(connection: http.client.HTTPConnection) -> None:
    if connection.sock:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _headers() -> dict[str, str]:
    return {"User-Agent": f"{AGENT}/0.1", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}


def too_much(limit: int) -> UnreadableNotice:
    """The refusal of a reply beyond the limit."""
    return UnreadableNotice(f"网页超过 {megabytes(limit)},不抓取。请在浏览器里另存通报本身")


def _unpacked(raw: bytes, encoding: str, limit: int) -> bytes:
    """The body of a server that packs although it was asked not to."""
    if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
        return raw
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        body = unpacker.decompress(raw, limit + 1)
    except zlib.error as error:
        raise UnreadableNotice("网页传输损坏。请稍后再试") from error
    if len(body) > limit:
        raise too_much(limit)
    return body
