"""What speaks for a passage beyond the legs, each in [0, 1]: named features, no learned black box."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data.types import Kind, Passage
from qa import amounts, wants
from qa.fold import fold
from qa.parts import ALL, Parts
from qa.query import Query
from qa.wants import Want

# what an opening tells: the inspection, its findings as they were handed over, and how many they were
_INSPECTED = re.compile(r"巡[察视]|反馈|\d{4}|inspect|feedback|findings|problems|问题")
# the words of a question that asks when the inspection itself was, and nothing else
_OF_INSPECTION = re.compile(
    r"巡[察视].*|.*巡[察视]组?|反馈.*|意见|[省市县区]?委|[省市县区]|党[组委]|.*局|进驻|哪.*|何时|时[候间]|日期|开始|结束|开展|进行|几[月号]"
    r"|inspect\w*|feedback|findings|team|bureau|period|date|dates|start\w*|begin\w*|end\w*|conduct\w*|held|place|give|given"
)


@dataclass(frozen=True, slots=True)
class Features:
    """Named evidence about one passage for one question.

    `place`: 1 in a notice the question names, 0 elsewhere (and when it names none). `year`, `number`:
    share of the question's years, and of its figures with their unit, printed in the passage. `kind`: share
    of the asked-for kinds of answer it offers; `unit`: a figure with the asked-for measure word; `contact`: a number or
    address to write to, where one is asked for; `closing`: an invitation to write or call, `opening`: who inspected
    whom and when, each where the question does not ask for it; `dated`: the opening where it asks for nothing else.
    `said`: share of the words that are only looked up, standing in the passage.
    """

    place: float = 0.0
    year: float = 0.0
    number: float = 0.0
    kind: float = 0.0
    contact: float = 0.0
    closing: float = 0.0
    opening: float = 0.0
    unit: float = 0.0
    dated: float = 0.0
    said: float = 0.0


# added to the weighted sum of the legs, so in standard deviations of a leg; a year stands in half of all passages
# and tells little, a figure of the asked unit in hardly any
WEIGHTS = Features(
    place=8.0, year=0.5, number=3.0, kind=1.0, unit=1.5, contact=4.0, closing=-2.0, opening=-2.0, dated=2.0, said=8.0
)


def features(query: Query, passage: Passage) -> Features:
    """The features of one passage; the text of its path counts for years and figures too.

    Most questions ask for nothing that must be looked for in a text, so it is folded for the others only.
    """
    printed = query.years or query.numbers
    text = fold(passage.text) if printed or query.wants or query.amounts or query.looked_up else ""
    around = _heading(passage.path) + text if printed else ""
    # how often stands in every other measure: it tells a sentence from its neighbours, no passage from the rest
    kinds = [k for k in query.wants - {Want.FREQUENCY} if k is not Want.NUMBER or Want.MONEY not in query.wants]
    return Features(
        place=float(passage.notice_id in query.named),
        year=_share([_printed(y, around) for y in query.years]),
        number=_share([amounts.printed(f, around) for f in query.numbers]),
        kind=_share([wants.offered(k, text) for k in kinds]),
        contact=float(Want.CONTACT in query.wants and wants.offered(Want.CONTACT, text)),
        closing=float(passage.kind is Kind.CLOSING and Want.CONTACT not in query.wants),
        opening=float(
            passage.kind is Kind.OPENING and Want.DATE not in query.wants and not _INSPECTED.search(query.text)
        ),
        unit=float(amounts.given(query.amounts, text)),
        dated=float(passage.kind is Kind.OPENING and asks_when_inspected(query)),
        said=_share([word in text for word in query.looked_up]),
    )


def asks_when_inspected(query: Query) -> bool:
    """Whether a question asks for the date of the inspection or of its feedback, of nothing decided afterwards."""
    about = Want.DATE in query.wants and _INSPECTED.search(query.text)
    return bool(about) and all(map(_OF_INSPECTION.fullmatch, query.terms))


@lru_cache(maxsize=4096)  # passages under one heading have one path
def _heading(path: tuple[str, ...]) -> str:
    return fold("".join(path))


def at_once(query: Query, passage_id: str) -> float:
    """What can be said for a passage before its text is read."""
    return WEIGHTS.place * (bool(query.named) and passage_id.rpartition(":")[0] in query.named)


def most(query: Query) -> float:
    """The most that the text of a passage can add, but for words looked up: where they stand, the word legs lead."""
    return (
        WEIGHTS.year * bool(query.years)
        + WEIGHTS.number * bool(query.numbers)
        + WEIGHTS.kind * bool(query.wants)
        + WEIGHTS.contact * (Want.CONTACT in query.wants)
        + WEIGHTS.unit * bool(query.amounts)
        + WEIGHTS.dated * (Want.DATE in query.wants)
    )


def bonus(f: Features, parts: Parts = ALL) -> float:
    """The features' share of the final score."""
    figures = WEIGHTS.year * f.year + WEIGHTS.number * f.number
    kinds = WEIGHTS.kind * f.kind + WEIGHTS.contact * f.contact + WEIGHTS.unit * f.unit
    return (
        parts.places * WEIGHTS.place * f.place
        + parts.figures * figures
        + parts.kinds * kinds
        + parts.closing * (WEIGHTS.closing * f.closing + WEIGHTS.opening * f.opening + WEIGHTS.dated * f.dated)
    )


def standing(f: Features) -> float:
    """What a word that is only looked up adds where it stands; the passages beside it have no share in that."""
    return WEIGHTS.said * f.said


def _share(values: list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _printed(digits: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d])", text))
