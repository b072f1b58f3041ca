"""Which addresses may be fetched: the public web only, decided on the very IP that is then connected to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from data.errors import UnreadableNotice

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_KEPT = "/?%:@!$&'()*+,;=~-._"  # what stands for itself in a path or query
_MAX_ADDRESS = 2000  # characters, as browsers of the time of these sites allowed


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: where to connect, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str
    ips: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port only where it is not the usual one."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{f'[{self.host}]' if ':' in self.host else self.host}{port}"

    @property
    def url(self) -> str:
        return self.origin + self.path


def look_up(host: str, port: int) -> list[str]:
    """The IPs of a host by the system's resolver."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets public addresses through, and those `trusted` (IPs; a test's own server is one)."""

    look_up: Callable[[str, int], Sequence[str]] = look_up
    trusted: frozenset[str] = frozenset()

    def admit(self, address: str) -> Target:
        """The target of an address. Raises UnreadableNotice where it is none or leads to a private network.

        A host with one private IP among several is refused: which one would be used is not ours to say.
        """
        parts, host, port = _split(address)
        try:
            ips = list(self.look_up(host, port))
        except OSError as error:
            raise UnreadableNotice(f"找不到主机 {host}。请核对地址,或检查网络") from error
        inner = [ip for ip in ips if ip not in self.trusted and not is_public(ip)]
        if inner or not ips:
            raise UnreadableNotice(f"{host} 是本机或内部网络的地址,不抓取。请在浏览器里打开后另存,再加入文件")
        path = quote(parts[1] or "/", safe=_KEPT) + (f"?{quote(parts[2], safe=_KEPT)}" if parts[2] else "")
        return Target(parts[0], host, port, path, tuple(ips))


def _split(address: str) -> tuple[tuple[str, str, str], str, int]:
    """(scheme, path, query), host, port."""
    wrong = UnreadableNotice("不是网页地址(要以 http:// 或 https:// 开头)。请核对")
    if len(address) > _MAX_ADDRESS or any(ord(char) < 33 for char in address):
        raise wrong
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = host if ":" in host or host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in _PORTS or not host:
        raise wrong
    if parts.username is not None or parts.password is not None:
        raise UnreadableNotice("地址里带有用户名或密码,不抓取。请去掉后再试")
    return (parts.scheme, parts.path, parts.query), host, port


def is_public(ip: str) -> bool:
    """Whether an IP belongs to the public internet, the IPv4 address inside an IPv6 one included."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if address.sixtofour or address.teredo:
            return False  # tunnels, which no government site is behind
    return address.is_global and not address.is_multicast and not address.is_reserved
