"""Frozen dataclasses ↔ JSON, driven by their type hints, so a new field needs no code here."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from enum import Enum
from functools import cache
from typing import Any

from data.types import Notice

_MODULE = __import__("data.types", fromlist=["types"])


def dump(value: Notice) -> str:
    """The value as one line of JSON."""
    return json.dumps(dataclasses.asdict(value), ensure_ascii=False, separators=(",", ":"))


def digest(dumped: str) -> str:
    """Of what `dump` wrote; equal for equal values."""
    return hashlib.sha256(dumped.encode("utf-8", "surrogatepass")).hexdigest()


def notice(text: str) -> Notice:
    """The notice that `dump` wrote."""
    built = _build(Notice, json.loads(text))
    assert isinstance(built, Notice)
    return built


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, vars(_MODULE))


def _build(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = next(a for a in typing.get_args(kind) if a is not type(None))
        return None if value is None else _build(inner, value)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        return tuple(_build(inner, v) for v in value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], v) for name, v in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value
