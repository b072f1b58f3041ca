"""A passage as one string, and back."""

from __future__ import annotations

import json

from data.types import Kind, Passage


def pack(passage: Passage) -> str:
    """Everything but the notice's id, which has a column of its own."""
    p = passage
    return json.dumps([p.kind.value, p.path, p.start, p.end, p.text, p.item_id], ensure_ascii=False)


def unpack(notice_id: str, packed: str) -> Passage:
    """The passage that `pack` took."""
    kind, path, start, end, text, item = json.loads(packed)
    return Passage(f"{notice_id}:{start}-{end}", notice_id, Kind(kind), tuple(path), start, end, text, item)
