"""Frozen dataclasses ↔ JSON, driven by their type hints, so a new field needs no code here."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache, partial
from typing import Any

from data import types as room
from data.types import Notice


def dump(value: Notice) -> str:
    """What a notice says, as one line of JSON; what is a slice of its text is left out, and which rules read it."""
    plain = {name: of for name, of in _plain(value, value.text).items() if name != "parser"}
    return json.dumps({**plain, "text": value.text}, ensure_ascii=False, separators=(",", ":"))


def bare(value: Notice) -> str:
    """A notice as one line of JSON without its text, which is kept beside."""
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
    built = _built(Notice, value, value.get("text", text))
    assert isinstance(built, Notice)
    return built


Read = Callable[[Any, str], Any]  # a JSON value and the text it is of → the value it was


def _built(kind: type, value: dict[str, Any], text: str) -> Any:
    reads, cut = _fields(kind)
    fields = dict(value)
    for name, read in reads:
        if name in fields:
            fields[name] = read(fields[name], text)
    if cut and "text" not in fields:
        fields["text"] = text[fields["start"] : fields["end"]] if "start" in fields else text
    return kind(**fields)


@cache
def _fields(kind: type) -> tuple[tuple[tuple[str, Read], ...], bool]:
    """The fields that JSON does not give as they were, with what makes them so; and whether one is `text`.

    Worked out once a type: reading a library spends nearly all its time in `_built`.
    """
    hints = typing.get_type_hints(kind, vars(room))
    reads = ((name, _read(hint)) for name, hint in hints.items())
    return tuple((name, read) for name, read in reads if read is not None), "text" in hints


def _read(kind: Any) -> Read | None:
    """What reads a value of a type; None where JSON gives it as it was."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = _read(next(a for a in typing.get_args(kind) if a is not type(None)))
        return inner and partial(_optional, inner)
    if origin is tuple:
        inner = _read(typing.get_args(kind)[0])
        return partial(_tuple, inner) if inner else lambda value, text: tuple(value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return partial(_built, kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, text: kind(value)
    return None


def _optional(read: Read, value: Any, text: str) -> Any:
    return None if value is None else read(value, text)


def _tuple(read: Read, value: list[Any], text: str) -> tuple[Any, ...]:
    return tuple([read(v, text) for v in value])
