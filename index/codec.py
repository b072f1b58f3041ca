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
    """A notice as one line of JSON; what is a slice of its text is left out."""
    return json.dumps({**_plain(value, value.text), "text": value.text}, ensure_ascii=False, separators=(",", ":"))


def bare(value: Notice) -> str:
    """As `dump`, without the text, which is kept beside."""
    return json.dumps(_plain(value, value.text), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any, text: str) -> Any:
    """As `dataclasses.asdict`, which spends three quarters of its time on copies that nobody needs."""
    if isinstance(value, tuple):
        return [_plain(v, text) for v in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    names = _names(value.__class__)
    if "text" in names and ("start" not in names or value.text == text[value.start : value.end]):
        names = tuple(name for name in names if name != "text")
    return {name: _plain(getattr(value, name), text) for name in names}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def digest(dumped: str) -> str:
    """Of what `dump` wrote; equal for equal notices."""
    return hashlib.sha256(dumped.encode("utf-8", "surrogatepass")).hexdigest()


def notice(dumped: str, text: str = "") -> Notice:
    """The notice that `dump` wrote, or `bare` with its text given."""
    value = json.loads(dumped)
    built = _build(Notice, value, value.get("text", text))
    assert isinstance(built, Notice)
    return built


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, vars(_MODULE))


def _build(kind: Any, value: Any, text: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = next(a for a in typing.get_args(kind) if a is not type(None))
        return None if value is None else _build(inner, value, text)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        return tuple(_build(inner, v, text) for v in value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        fields = {name: _build(hints[name], v, text) for name, v in value.items()}
        if "text" in hints and "text" not in fields:
            fields["text"] = text[fields["start"] : fields["end"]] if "start" in fields else text
        return kind(**fields)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value
