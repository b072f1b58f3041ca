"""Follow-up questions: what is carried over from the question before, by rules a reader can check.

Three rules, tried in order; whatever matches none of them is a new question:
1. 那武汉呢? / 换成武汉 / 只看2023年的   same topic, one filter changed;
2. 还有吗? / 更多                        same topic, the next passages;
3. 那非遗呢?                             the filters stay, the topic changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.types import Notice
from qa.types import Filters

SWITCH = re.compile(
    r"^(?:那么?|换成|换到|换|改成|改为|只看|再看看?|看看)?(?P<what>.{1,20}?)(?:的(?:情况)?)?(?:呢|怎么样|如何|又如何)?[?？。!！]*$"
)
CUE = re.compile(r"^(?:那么?|换|改|只看|再看|看看)|呢[?？。!！]*$")
TOPIC = re.compile(r"^那么?(?P<what>[^怎如多什哪几吗]{1,8})呢[?？。!！]*$")  # a bare noun; a full question stands alone
MORE = re.compile(r"^(?:还有(?:吗|呢|没有|别的吗?|其他的?吗?)?|更多|继续|下一页|再来几条)[?？。!！]*$")
YEAR = re.compile(r"^((?:19|20)\d{2})年?度?$")
PLACE = re.compile(r".+?(?:自治区|自治州|地区|新区|省|市|区|县|旗|盟)")
SUFFIX = re.compile(r"(?:自治区|自治州|地区|新区|省|市|区|县|旗|盟)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A way to name a notice's unit: `alias` as people say it, `unit` as the filter needs it."""

    alias: str
    unit: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the loaded notices can be narrowed to; sorted, without doubles."""

    places: tuple[Place, ...]
    units: tuple[str, ...]
    regions: tuple[str, ...]
    years: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """What is really asked: `skip` passages already shown are left out; `note` says what was carried
    over, "" for a question that stands alone."""

    question: str
    filters: Filters
    note: str = ""
    skip: int = 0


def _aliases(region: str, unit: str) -> list[str]:
    """北京市通州区 → 通州区, 通州; the innermost place only, because the outer one names many units."""
    source = region or unit
    parts = PLACE.findall(source)
    names = [unit]
    if parts:
        short = SUFFIX.sub("", parts[-1])
        names += [parts[-1]] + ([short] if len(short) >= 2 else [])
    return names


def known(notices: Iterable[Notice]) -> Known:
    """What these notices can be narrowed to."""
    places: dict[str, str] = {}
    units, regions, years, statuses = set[str](), set[str](), set[str](), set[str]()
    for notice in notices:
        meta = notice.metadata
        unit = meta.unit.value if meta.unit else notice.title
        region = meta.region.value if meta.region else ""
        units.add(unit)
        regions.update([region] if region else [])
        dates = (meta.inspected_from, meta.inspected_to, meta.feedback, meta.signed, meta.published)
        years.update(date.value[:4] for date in dates if date is not None)
        statuses.update(item.status.value for item in notice.items)
        for alias in _aliases(region, unit):
            places.setdefault(alias, unit)
    return Known(
        places=tuple(Place(alias, unit) for alias, unit in sorted(places.items(), key=lambda p: (-len(p[0]), p[0]))),
        units=tuple(sorted(units)),
        regions=tuple(sorted(regions)),
        years=tuple(sorted(years, reverse=True)),
        statuses=tuple(sorted(statuses)),
    )


def _named(what: str, facts: Known) -> tuple[str, Filters, str] | None:
    """The field a word narrows, as (label, a filter holding only that field, the value)."""
    if year := YEAR.match(what):
        return "年份", Filters(year=year[1]), year[1]
    for status in facts.statuses:
        if what == status:
            return "整改状态", Filters(status=status), status
    for place in facts.places:
        if what == place.alias:
            return "单位", Filters(unit=place.unit), place.unit
    return None


def _merge(old: Filters, new: Filters) -> Filters:
    changes = {name: value for name in ("unit", "region", "year", "status") if (value := getattr(new, name))}
    if new.unit:
        changes["region"] = ""  # a region of the unit before would leave nothing
    return replace(old, **changes)


def _renamed(question: str, what: str, facts: Known) -> str:
    """The question with the place it names replaced, so that it does not pull the old unit in."""
    for place in facts.places:
        if place.alias in question:
            return question.replace(place.alias, what)
    return question


def follow(question: str, before: Followed | None, filters: Filters, facts: Known, shown: int = 0) -> Followed:
    """What `question` asks after `before`, under the filters now set on the page.

    `shown` is how many passages of `before` have been shown.
    """
    asked = question.strip()
    if before is None:
        return Followed(asked, filters)
    if MORE.match(asked):
        note = f"已沿用上一问:{before.question};接着看后面的段落"
        return Followed(before.question, filters, note, before.skip + shown)
    switch = SWITCH.match(asked) if CUE.search(asked) else None
    if switch is not None and (named := _named(switch["what"], facts)) is not None:
        label, narrowed, value = named
        topic = _renamed(before.question, switch["what"], facts) if narrowed.unit else before.question
        return Followed(topic, _merge(filters, narrowed), f"已沿用上一问:{before.question};{label}改为{value}")
    kept = _merge(filters, _place_of(before.question, facts))
    if (topic_only := TOPIC.match(asked)) is not None and kept != Filters():
        return Followed(topic_only["what"], kept, f"已沿用上一问的范围;主题改为{topic_only['what']}")
    return Followed(asked, filters)


def _place_of(question: str, facts: Known) -> Filters:
    """The unit a question names, as a filter; an empty filter when it names none."""
    unit = next((place.unit for place in facts.places if place.alias in question), "")
    return Filters(unit=unit)
