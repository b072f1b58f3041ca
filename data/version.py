"""Which rules read a notice: a print of the modules that decide what is read from a clean text.

Nobody has to remember to raise a number: whoever changes a rule changes the print. A change of their comments does,
too, and asks for a rebuild that alters nothing.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources

_FIRST = ("clean.py", "outline.py", "metadata.py", "items.py", "passages.py")
_NEXT = re.compile(
    r"^from data\.(\w+) import|^from data import (\w+)|files\(\"data\"\)\.joinpath\(\"([\w.]+)\"\)", re.M
)


@cache
def parser() -> str:
    """The print of this program's rules."""
    return hashlib.sha256("\n".join(modules().values()).encode()).hexdigest()[:12]


def modules() -> dict[str, str]:
    """Files in this room and what they say: those that read a clean text, and whatever they import or open."""
    room = resources.files("data")
    found: dict[str, str] = {}
    left = list(_FIRST)
    while left:
        name = left.pop()
        if name not in found:
            found[name] = room.joinpath(name).read_text(encoding="utf-8")
            left += [table or f"{one or other}.py" for one, other, table in _NEXT.findall(found[name])]
    return dict(sorted(found.items()))
