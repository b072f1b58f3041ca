"""The values of the evaluation: what was judged, what a system showed, and how that scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qa.types import Filters

UNANSWERABLE = "unanswerable"
TYPES = {
    "measure": "措施",
    "number": "数字",
    "cross": "多单位",
    "colloquial": "口语",
    "date_entity": "日期与名称",
    "status": "状态",
    "short": "短词",
    "english": "英文",
    "typo": "错字",
    "hant": "繁体",
    UNANSWERABLE: "无答案",
}
LANGUAGES = {"zh": "简体中文", "zh-Hant": "繁体中文", "en": "英文"}

NO_FILTERS = Filters()
HAS_ANSWER = 2  # a reader who sees a quote of this grade has the answer; 1 is related or partial
QUESTION_GRADES = (1, 2)
SIMILAR_GRADES = (1, 2, 3)  # 3 same action for the same kind of problem, 2 one of the two, 1 loosely related


@dataclass(frozen=True, slots=True)
class Judgement:
    """A quote somebody judged. `start:end` are offsets into the notice's clean text."""

    notice: str
    quote: str
    grade: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """A judged question. `evidence` is empty exactly when `type` is "unanswerable"."""

    id: str
    question: str
    type: str
    lang: str
    evidence: tuple[Judgement, ...]
    answer: str = ""
    filters: Filters = NO_FILTERS

    @property
    def answerable(self) -> bool:
        return self.type != UNANSWERABLE


@dataclass(frozen=True, slots=True)
class Comparable:
    """A measure (`query`, grade 0) with the judged measures of other notices."""

    id: str
    query: Judgement
    similar: tuple[Judgement, ...]
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as a system showed it; `start:end` are offsets into the notice's clean text."""

    notice: str
    start: int
    end: int
    score: float

    @property
    def id(self) -> str:
        return f"{self.notice}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a system returned for one query, best first, in an order that never depends on ties.

    `confidence` is None where the system has none; its best score then stands in for it.
    `answered` is None where the system never refuses.
    """

    hits: tuple[Shown, ...]
    confidence: float | None = None
    answered: bool | None = None

    @property
    def certainty(self) -> float:
        """Orders questions from likely unanswerable to likely answerable; -1e9 where nothing was found."""
        if self.confidence is not None:
            return self.confidence
        return self.hits[0].score if self.hits else -1e9


NOTHING = Ranking(())  # a missing result counts as this: zero, never skipped


@dataclass(frozen=True, slots=True)
class Outcome:
    """One query under one system.

    `values` maps metric name to score in [0, 1] and is empty for an unanswerable question. `rank` is
    that of the first passage with the answer, counted in slots from 1, 0 when it was not found.
    `covers[i]` holds the indices of the judged quotes that hit i was the first to show.
    """

    id: str
    group: str
    lang: str
    values: Mapping[str, float]
    rank: int
    certainty: float
    answered: bool | None
    hits: tuple[Shown, ...] = ()
    covers: tuple[tuple[int, ...], ...] = ()

    @property
    def answerable(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True, slots=True)
class SystemResult:
    """All queries under one system; outcomes in the order of the judgement file, seconds of wall time."""

    name: str
    label: str
    questions: tuple[Outcome, ...]
    comparables: tuple[Outcome, ...]
    seconds: float = 0.0
    index: str = ""  # hash of the manifest of the index searched


@dataclass(frozen=True, slots=True)
class Setup:
    """What a report was made from, enough to make it again."""

    command: str
    commit: str
    made: str  # ISO date and time
    encoder: str
    encoder_hash: str
    index: str
    corpus: str  # hash of the clean texts
    judgements: str  # hash of questions and comparables
    notices: int
    passages: int
    seed: int


@dataclass(frozen=True, slots=True)
class Record:
    """A whole evaluation."""

    setup: Setup
    systems: tuple[SystemResult, ...]
    seconds: float = 0.0
    passages: Mapping[str, str] = field(default_factory=dict)  # passage id → text of what was shown
