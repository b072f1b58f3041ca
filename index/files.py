"""The files of a folder beside its database: a segment, and the codes of a large one under the same name."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

SEGMENT, CODES = ".segment", ".codes"
_OURS = re.compile(r"[0-9a-f]{32}")  # as `new_name` makes them: what a folder holds besides is never removed


def new_name() -> str:
    """Of a segment; no other has it."""
    return uuid4().hex + SEGMENT


def codes_of(segment: Path) -> Path:
    """Where the codes of a segment lie if it has any."""
    return segment.with_suffix(CODES)


def beside(folder: Path) -> list[tuple[Path, str]]:
    """Every file of a segment, and the name of the segment that it belongs to; other programs' files are not ours."""
    found = (p for suffix in (SEGMENT, CODES) for p in folder.glob("*" + suffix) if _OURS.fullmatch(p.stem))
    return [(p, p.with_suffix(SEGMENT).name) for p in found]
