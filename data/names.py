"""Names of files as text."""

from __future__ import annotations


def readable(name: str) -> str:
    """A name or path whose bytes are no UTF-8, as Chinese Windows writes them (GB18030); else with a mark for each."""
    return "/".join(map(_part, name.split("/")))


def _part(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape" if any("\udc80" <= c <= "\udcff" for c in name) else "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
