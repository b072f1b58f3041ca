"""One-line messages of the rooms below, which write Chinese, in the reader's language."""

from __future__ import annotations

import re
from functools import cache

from qa import table
from qa.page.words import ENGLISH, Lang
from qa.page.words_files import FILES
from qa.tell import Tell, chinese

_CLAUSE = re.compile(r"[^。;]*[。;]|[^。;]+$")
_MARKS = {"。": ". ", ";": "; "}
_HOLE = re.compile(r"\\\{(\w)\\\}")  # "{a}" after re.escape


@cache
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = (line.split("\t") for line in table.lines("lines_english.tsv"))
    return tuple((re.compile(_HOLE.sub(r"(?P<\1>.+?)", re.escape(said)), re.S), english) for said, english in rows)


def told(said: str, lang: Lang) -> str:
    """`said` in `lang`. What `qa/tables/lines_english.tsv` does not know stays in Chinese and is not hidden."""
    if lang == "zh":
        return said
    return _clauses(said) or _english(said) or said


def _clauses(said: str) -> str:
    """Clause by clause, as counts are written; "" unless each of them is known."""
    parts = [part for part in _CLAUSE.findall(said) if part]
    words = [_english(part.rstrip("。;")) + _MARKS.get(part[-1], "") for part in parts]
    return "".join(words).strip() if all(word.strip(" .;") for word in words) else ""


def _english(said: str) -> str:
    for shape, english in _known():
        if found := shape.fullmatch(said):
            return english.format(**{name: _piece(value) for name, value in found.groupdict().items()})
    return ""


def _piece(value: str) -> str:
    """What is filled in: words of ours in English, piece by piece; a notice's words, names and figures as they are."""
    parts = [part if part.isascii() else _english(part) for part in value.split("、")]
    return ", ".join(parts) if all(parts) else value


def teller(lang: Lang) -> Tell:
    """What the files that a reader takes away are told with."""
    return _in_files if lang == "en" else chinese


def _in_files(said: str, /, **values: str | int) -> str:
    wording = FILES.get(said) or ENGLISH.get(said) or told(said, "en")
    return wording.format(**values) if values else wording
