"""Which endpoint, if any: three environment variables, none of them set by default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from data.errors import BadRequest

URL, MODEL, KEY, PATIENCE = "TONGBAO_LLM_URL", "TONGBAO_LLM_MODEL", "TONGBAO_LLM_KEY", "TONGBAO_LLM_TIMEOUT"
ROAD = "/chat/completions"
SECONDS = 20.0  # silence after which an endpoint counts as gone; a loaded local model takes 5 to 10 to begin
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible chat endpoint. `url` is the full address; the key never shows in a repr.

    `patience` is the longest silence in seconds, before the first word or between two.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    patience: float = SECONDS

    @property
    def host(self) -> str:
        """Where passages are sent, as shown to the reader: host, and port where one is written."""
        return urlsplit(self.url).netloc

    @property
    def local(self) -> bool:
        """Whether passages stay on this machine."""
        return urlsplit(self.url).hostname in LOOPBACK


def endpoint(environment: Mapping[str, str] = os.environ) -> Endpoint | None:
    """The endpoint that is set, or None where none is. Raises BadRequest for one that cannot be."""
    url, model = environment.get(URL, "").strip(), environment.get(MODEL, "").strip()
    if not url and not model:
        return None
    if not url or not model:
        raise BadRequest(f"只设置了 {URL if url else MODEL}。语言模型需要 {URL} 与 {MODEL} 两项,或都不设置")
    return Endpoint(_address(url), model, environment.get(KEY, "").strip(), _patience(environment.get(PATIENCE, "")))


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        raise BadRequest(f"{URL} 为“{url[:80]}”,应为 http:// 或 https:// 开头的网址,如 http://127.0.0.1:8000/v1")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise BadRequest(f"{URL} 不应含用户名、密码或参数;密钥请放在 {KEY}")
    path = parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith(ROAD) else path + ROAD}"


def _patience(given: str) -> float:
    if not given.strip():
        return SECONDS
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise BadRequest(f"{PATIENCE} 为“{given}”,应为 0 到 600 之间的秒数")
    return seconds
