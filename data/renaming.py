"""A notice under another id: the texts stay, the ids made from the old one follow."""

from __future__ import annotations

import re
from dataclasses import replace

from data.errors import BadRequest
from data.types import Notice

LONGEST = 60  # characters of an id; it stands in every passage id and in file names
_ALLOWED = re.compile(r"[^\s:/\\\x00-\x1f\x7f]+")  # what an id made from a file's name may hold


def checked(wanted: str) -> str:
    """An id as typed, trimmed. Raises BadRequest where it cannot be one."""
    name = wanted.strip()
    if not name or len(name) > LONGEST or not _ALLOWED.fullmatch(name) or name.startswith("."):
        found = f"“{name[:20]}”" if name else "空"
        raise BadRequest(f"名称为{found};应为 1 至 {LONGEST} 个字,不含空格、冒号和斜线,不以点开头")
    return name


def renamed(notice: Notice, wanted: str) -> Notice:
    """The same notice with the id `wanted`; a notice without a title of its own is titled by it, as when read."""
    from data.items import items  # the parser's rules: a page starts without them

    name = checked(wanted)
    meta = notice.metadata
    found = items(notice.text, notice.body_start, notice.body_end, notice.sections, meta, name)
    return replace(notice, id=name, title=meta.title.value if meta.title else name, items=found)
