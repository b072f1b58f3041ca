"""Which rules read a notice: a print of the modules that decide what is read from a clean text.

Nobody has to remember to raise a number: whoever changes a rule changes the print. What is said about a rule is no
part of it: a rebuild is asked for where it may alter something.
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
_LONG = r'"""(?:[^"\\]|\\.|"(?!""))*"""'
_SHORT = r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
# A docstring opens a file or follows a colon; any other string is kept, and no # within it begins a comment. Python's
# own parser would take half a second, and its tree differs from version to version.
_SAID_ABOUT = re.compile(rf"(?:\A|(?<=:)\n)[ ]*{_LONG}(?=\n)|({_LONG}|{_SHORT})|\s*#[^\n]*|\n\s*(?=\n)", re.DOTALL)


@cache
def parser() -> str:
    """The print of this program's rules."""
    said = [code(text) if name.endswith(".py") else text for name, text in modules().items()]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def code(text: str) -> str:
    """Python without its comments, docstrings and blank lines: what it does stands in the rest."""
    return _SAID_ABOUT.sub(lambda found: found[1] or "", text)


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
