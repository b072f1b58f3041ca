"""How the page is served; checked before anything listens."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field

from data.errors import BadRequest
from qa.web.passwords import VARIABLE, Users

PORT = 7860  # Gradio's own, which its users know


@dataclass(frozen=True, slots=True)
class Limits:
    """What one visitor, and all together, may ask of this process."""

    body: int = 1_000_000  # bytes of a request; a pasted draft has 20,000
    upload: int = 64_000_000  # bytes of an upload; the page says its own, smaller limit first
    patience: float = 30.0  # seconds until the next piece of a request must have come
    rate: float = 5.0  # requests a second for work, per visitor, on average; a reader stays below 1
    burst: int = 60  # at once
    working: int = 4  # API calls worked on at a time; more would only take turns on the interpreter
    waiting: int = 100  # API calls that may wait for their turn, a few seconds' worth
    queue: int = 200  # questions from the page that may wait for their turn
    sessions: int = 300  # pages whose conversation is kept, 0.3 MB each; the one unused longest starts anew
    connections: int = 2000  # open at once; a visitor has two or three


@dataclass(frozen=True, slots=True)
class Settings:
    """`names` are host names under which the page may be asked for, besides addresses and localhost.

    `admins` are the users who may change the library, everyone where none is named; nobody where `read_only`.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    users: Users = field(default_factory=Users)
    names: tuple[str, ...] = ()
    behind_proxy: bool = False
    log_questions: bool = False
    admins: frozenset[str] = frozenset()
    read_only: bool = False
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Raises BadRequest for what must not be served or could not."""
        if not 0 < self.port < 65536:
            raise BadRequest(f"--port 为 {self.port},应在 1 到 65535 之间")
        if not (local(self.host) or self.users):
            raise BadRequest(
                f"--host 为 {self.host},其他机器将能访问,必须先设登录:"
                f"tongbao password 用户名 >> 密码文件,再加 --auth 密码文件(或环境变量 {VARIABLE})"
            )

        if self.read_only and self.admins:
            raise BadRequest("--read-only 与 --admin 只能用一个:前者谁都不能改资料库,后者只让所列的人改")
        unknown = sorted(self.admins - set(self.users.names))
        if unknown:
            line = f"--admin 的 {'、'.join(unknown)} 不在用户之中;请先用 tongbao password 加入,并用 --auth 给出"
            raise BadRequest(line)

    def may_change(self, user: str) -> bool:
        """Whether that user ("" where nobody logs in) may bring notices in, rename or remove them."""
        return not self.read_only and (not self.admins or user in self.admins)

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this server: a foreign name that resolves here is an attack (DNS rebinding).

        An address cannot be rebound, so any address will do once other machines may come in.
        """
        name = _name(host)
        if local(name) or name in self.names:
            return True
        return not local(self.host) and (name == self.host.lower() or _is_address(name))

    def reserve(self) -> None:
        """Raises BadRequest where the port cannot be listened on."""
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                other = self.port + 1 if self.port < 65535 else PORT
                line = f"{self.host} 的端口 {self.port} 无法使用(已被占用或无权限);请换一个:tongbao app --port {other}"
                raise BadRequest(line) from error


def local(host: str) -> bool:
    """Whether only this machine reaches that address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _name(host: str) -> str:
    """The host of a Host header, lower case, without port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return (host.rpartition(":")[0] if host.count(":") == 1 else host).lower().rstrip(".")
