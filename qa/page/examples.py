"""Questions offered on the empty page; each only where the loaded notices speak of its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from data.types import Notice
from qa.page.words import Lang


@dataclass(frozen=True, slots=True)
class Offer:
    """A question in both languages and the word some loaded notice must contain."""

    word: str
    zh: str
    en: str


# General subjects of rectification notices, so that a corpus of another bureau gets the ones that fit it.
OFFERED = (
    Offer("文物", "文物保护做了哪些工作?", "What was done to protect cultural relics?"),
    Offer("剧本", "剧本杀怎么监管?", "How are scripted murder games supervised?"),
    Offer("问责", "追责问责了多少人?", "How many people were held accountable?"),
    Offer("招投标", "招投标方面查出什么问题,怎么改的?", "What went wrong in bidding and how was it fixed?"),
    Offer("采购", "政府采购不规范是怎么整改的?", "How was irregular government procurement corrected?"),
    Offer("医保", "医保基金监管有哪些整改措施?", "What was done about the medical insurance fund?"),
    Offer("校外培训", "校外培训机构怎么监管?", "How are after-school training companies supervised?"),
    Offer("国有资产", "国有资产管理有哪些漏洞?", "What gaps were found in managing state assets?"),
    Offer("形式主义", "形式主义问题是怎么整改的?", "How was formalism corrected?"),
    Offer("监督电话", "对整改情况有意见,怎么反映?", "How can the public comment on the rectification?"),
)
EDGES = re.compile(r"^[\s“”\"]+|[\s“”\"。：:；;，,]+$")  # what surrounds an item's wording
LOOKED_AT = 100  # notices read for it: a general subject stands in one of so many, and a page must not read thousands
SHOWN = 5  # one or two lines at 1280 px, five rows on a phone
SUBJECT = 24  # characters of an item's own wording that still read as a question


def examples(notices: Sequence[Notice], lang: Lang = "zh") -> tuple[str, ...]:
    """Up to SHOWN questions the loaded notices can speak to: general ones first, then items by name."""
    notices = notices[:LOOKED_AT]
    fitting = (o for o in OFFERED if any(o.word in notice.text for notice in notices))
    questions = (o.en if lang == "en" else o.zh for o in fitting)
    found: dict[str, None] = {}
    for question in chain(questions, _named(notices)):
        found.setdefault(question)
        if len(found) == SHOWN:
            break
    return tuple(found)


def _named(notices: Sequence[Notice]) -> Iterator[str]:
    """The first short item of each notice as a question in the notice's own words."""
    for notice in notices:
        subjects = (EDGES.sub("", item.problem.text) for item in notice.items)
        short = next((s for s in subjects if 6 <= len(s) <= SUBJECT and "\n" not in s), "")
        if short:
            yield f"{short},是怎么整改的?"


def hint(notices: Sequence[Notice], lang: Lang) -> str:
    """An example for the empty question box, "" where nothing is loaded."""
    return next(iter(examples(notices, lang)), "")
