"""Who may come in: names with scrypt hashes, one a line, as `tongbao password` writes them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from data.errors import BadRequest

VARIABLE = "TONGBAO_AUTH"  # the lines themselves, where a file is inconvenient (containers)
COST, BLOCK, PARALLEL = 2**14, 8, 5  # 16 MiB and about 0.2 s a try; OWASP's equal of N=2^17 with less memory
SALT, HASH = 16, 32  # bytes
SHORTEST = 8  # characters of a password
NAME = re.compile(r"[^\s:;\x00-\x1f]{1,64}")
HOW = "应为 tongbao password 用户名 写出的一行"


@dataclass(frozen=True, slots=True)
class User:
    """A name and what its password hashes to."""

    name: str
    salt: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Users:
    """Everyone who may come in; none means that no one needs to log in."""

    known: tuple[User, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.known)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(user.name for user in self.known)

    def right(self, name: str, password: str) -> bool:
        """Whether the password is that user's. Takes as long for a name that nobody has."""
        user = next((u for u in self.known if u.name == name), _NOBODY)
        return hmac.compare_digest(_hash(password, user.salt), user.digest) and user is not _NOBODY


_NOBODY = User("", bytes(SALT), bytes(HASH))


def line(name: str, password: str) -> str:
    """The line of the password file for a new user. Raises BadRequest for a name or password that cannot be one."""
    if not NAME.fullmatch(name):
        raise BadRequest(f"用户名为“{name}”,应为 1 到 64 个字符,不含空白、冒号与分号")
    if len(password) < SHORTEST:
        raise BadRequest(f"密码只有 {len(password)} 个字符,至少要 {SHORTEST} 个")
    salt = secrets.token_bytes(SALT)
    return f"{name}:scrypt${_text(salt)}${_text(_hash(password, salt))}"


def users(file: Path | None) -> Users:
    """The users of a password file, or of the environment variable where no file is named."""
    if file is not None:
        try:
            return parse(file.read_text(encoding="utf-8"), str(file))
        except (OSError, UnicodeDecodeError) as error:
            raise BadRequest(f"无法读取密码文件 {file};每行{HOW}") from error
    return parse(os.environ.get(VARIABLE, ""), f"环境变量 {VARIABLE}", needed=False)


def parse(text: str, source: str, needed: bool = True) -> Users:
    """Users, one a line (or between semicolons); `source` names the text in messages."""
    rows = [row.strip() for row in re.split(r"[\n;]", text)]
    found = [_user(row, number, source) for number, row in enumerate(rows, 1) if row and not row.startswith("#")]
    names = [user.name for user in found]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise BadRequest(f"{source} 中用户 {twice} 出现了两次;请只留一行")
    if needed and not found:
        raise BadRequest(f"{source} 中没有用户;每行{HOW}")
    return Users(tuple(found))


def _user(row: str, number: int, source: str) -> User:
    name, _, stored = row.partition(":")
    scheme, _, rest = stored.partition("$")
    salt, _, digest = rest.partition("$")
    try:
        user = User(name, base64.urlsafe_b64decode(salt), base64.urlsafe_b64decode(digest))
    except ValueError:
        user = _NOBODY
    if scheme != "scrypt" or not NAME.fullmatch(name) or (len(user.salt), len(user.digest)) != (SALT, HASH):
        raise BadRequest(f"{source} 第 {number} 行不能用作密码;{HOW}")  # never quoted: it may be a plain password
    return user


def _hash(password: str, salt: bytes) -> bytes:
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=COST, r=BLOCK, p=PARALLEL, dklen=HASH)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode("ascii")
