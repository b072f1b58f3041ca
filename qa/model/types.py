"""What a language model wrote, sentence by sentence, with what our check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why a sentence is not borne out by the passages it names."""

    UNCITED = "没有注明依据"
    UNKNOWN = "注明的段落不存在"
    UNSTATED = "所引段落中没有"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, its citation marks included.

    `cites` are ranks of shown passages, in order. `unstated` are the figures, dates and document names
    none of them holds. A sentence without faults is cited, not proven: the wording is still the model's.
    """

    text: str
    cites: tuple[int, ...]
    faults: tuple[Fault, ...] = ()
    unstated: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Written:
    """The text so far. `pending` is the sentence still being written, not checked yet.

    With a `problem` (one line for the reader) there are no sentences: half an answer is not shown,
    the quoted one is. `host` is where the passages went.
    """

    host: str
    model: str
    sentences: tuple[Sentence, ...] = ()
    pending: str = ""
    problem: str = ""
    done: bool = False
