"""The windows of one to three clauses of a passage, in which its evidence is looked for."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[^。！？；;!?，,：:\n]*[。！？；;!?，,：:\n]+[”’」』）)]*|[^。！？；;!?，,：:\n]+$")
MOST = 3  # clauses in a window; wider ones did not help in first tries


def windows(text: str) -> list[tuple[int, int]]:
    """Half-open offsets into `text`, in reading order; the whole text where it has no clause."""
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(text) if m.group().strip()]
    found = [
        (clauses[i][0], clauses[i + n - 1][1])
        for i in range(len(clauses))
        for n in range(1, MOST + 1)
        if i + n <= len(clauses)
    ]
    return found or [(0, len(text))]
