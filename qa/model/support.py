"""Every sentence of a model held against the passages it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.model.figures import unstated
from qa.model.types import Fault, Sentence
from qa.types import Citation

CITES = re.compile(r"[\[［【]\s*(\d{1,3}(?:\s*[,，、;；\-–~]\s*\d{1,3})*)\s*[\]］】]")
_END = re.compile(
    rf"(?:[。！？!?；;]+|(?<![\d.])\.(?=\s|$|\[)|(?<=\d)\.(?=\s+[A-Z]|\s*$|\s*\[)|\n)[”’」』）)\"]*(?:\s*{CITES.pattern})*[。.]?"
)
_WORD = re.compile(r"\w")
_UNSURE = re.compile(r"\s*(?:[\[［【][\d\s,，、;；\-–~]*)?")  # nothing yet, or the beginning of a citation mark
WIDEST = 20  # ranks in one range "[1-8]"; more than are ever shown is a slip of the model


def split(text: str, whole: bool) -> tuple[tuple[str, ...], str]:
    """(finished sentences, the rest). Citation marks after the full stop belong to the sentence before.

    Joined they give the text again, but for white space at the ends. While more is to come (`whole` false)
    the last sentence waits, because its marks may follow.
    """
    ends = [m.end() for m in _END.finditer(text)]
    if not whole and ends and _UNSURE.fullmatch(text[ends[-1] :]):
        ends.pop()
    starts = [0, *ends]
    parts = [text[a:b] for a, b in zip(starts, ends, strict=False)]
    rest = text[starts[-1] :]
    if whole and rest.strip():
        parts, rest = [*parts, rest], ""
    return tuple(p.strip() for p in parts if _WORD.search(p)), rest.strip()


def cites(sentence: str) -> tuple[int, ...]:
    """The numbers a sentence cites, in order, each once; "[1-3]" is 1, 2, 3."""
    found: list[int] = []
    for inside in CITES.findall(sentence):
        for part in re.split(r"[,，、;；]", inside):
            ends = [int(n) for n in re.split(r"[-–~]", part)]
            left, right = ends[0], ends[-1]
            found += range(left, right + 1) if left <= right < left + WIDEST else ends
    return tuple(dict.fromkeys(found))


def check(sentence: str, shown: Sequence[Citation]) -> Sentence:
    """The sentence with its faults."""
    by_rank = {c.rank: c for c in shown}
    named = cites(sentence)
    known = tuple(n for n in named if n in by_rank)
    faults = [Fault.UNCITED] if not named else [Fault.UNKNOWN] if len(known) < len(named) else []
    missing: tuple[str, ...] = ()
    if known:
        held = [" ".join((*by_rank[n].passage.path, by_rank[n].passage.text)) for n in known]
        missing = unstated(CITES.sub(" ", sentence), held)
        faults += [Fault.UNSTATED] if missing else []
    return Sentence(sentence, known, tuple(faults), missing)
