"""One file per format: bytes → text. Which suffix goes to which reader is this one table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from data.errors import UnreadableNotice
from data.readers.text import read_markdown, read_text

READERS: dict[str, Callable[[bytes], str]] = {
    "": read_text,
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


def read(raw: bytes, file: str) -> str:
    """The text of a file, by its suffix. Raises UnreadableNotice for a type that is not read."""
    suffix = PurePath(file).suffix.lower()
    if suffix not in READERS:
        kinds = "、".join(sorted(name for name in READERS if name))
        raise UnreadableNotice(f"不支持的类型 {suffix}。可读取:{kinds}")
    return READERS[suffix](raw)
