"""Follow-up questions: what is carried over from the question before, by rules a reader can check.

Five rules, tried in order; whatever matches none of them is a new question:
1. 第二条详细点                          one passage of the list above, whole;
2. 还有吗? / 更多                        same topic, the next passages;
3. 那结果呢? / 是哪个单位的?             same topic, what is asked about it changes;
4. 那武汉呢? / 换成武汉 / 只看2023年的   same topic, one filter changed; 其他单位呢? takes the unit away again;
5. 那非遗呢?                             the filters stay, the topic changes.

English ones (what about Kaifeng? and the result?) are put in these words first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from data.numerals import integer
from index.types import Card
from qa import pinyin
from qa.followup_bare import bare, joined
from qa.followup_english import chinese
from qa.types import Filters

SWITCH = re.compile(
    r"^(?:那么?|换成|换到|换|改成|改为|只看|再看看?|看看)?(?P<what>.{1,40}?)(?:的(?:情况)?)?(?:呢|怎么样|如何|又如何)?[?？。!！]*$"
)
CUE = re.compile(r"^(?:那么?|换|改|只看|再看|看看)|呢[?？。!！]*$")
TOPIC = re.compile(  # a bare noun; a full question stands alone
    r"^那么?(?P<what>[^怎如多什哪几吗]{1,8}|[A-Za-z][A-Za-z' -]{1,40})呢[?？。!！]*$"
)
ASPECT = re.compile(
    r"^(?:那么?)?(?P<what>(?:整改)?(?:结果|措施|问题|原因|进展|成效))(?:呢|如何|怎么样|是什么)[?？。!！]*$"
)
MORE = re.compile(
    r"^(?:那么?)?(?:还有(?:没有)?(?:别的|其他的?|更多的?)?(?:单位|段落|内容)?(?:的?吗|呢|么)?|更多|继续|接着看|下一页|再来几[条段])[?？。!！]*$"
)
OTHERS = re.compile(
    r"^(?:那么?)?(?:还有(?:没有)?)?(?:别的|其[他它余]的?|另外的?)(?:单位|部门|局|地方|地区)(?:的(?:情况)?)?"
    r"(?:呢|吗|么|怎么样|如何|怎么做的?)?[?？。!！]*$"
)
ORDINAL = re.compile(r"第([一二三四五六七八九十百\d]{1,3})[条段]")
CLOSER = re.compile(  # nothing but the ordinal and words that ask to see it: a question about it stands alone
    r"^(?:请|把|看看?|展开|讲讲|说说|打开)*第[一二三四五六七八九十百\d]{1,3}[条段](?:的|再|多|详细|具体|仔细|展开|全文|内容|情况"
    r"|说|讲|看|一|下|点|些|是什么|怎么说|呢|吗|吧)*[?？。!！]*$"
)
YEAR = re.compile(r"^((?:19|20)\d{2})年?度?$")
PLACE = re.compile(r".+?(?:自治区|自治州|地区|新区|省|市|区|县|旗|盟)")
ALL_UNITS = "全部单位"
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


Rule = Literal["passage", "more", "filter", "aspect", "topic"]
NOTES: dict[Rule, str] = {
    "passage": "已沿用上一问“{question}”;展开第{value}段",
    "more": "已沿用上一问“{question}”;接着看后面的段落",
    "filter": "已沿用上一问“{question}”;{label}改为{value}",
    "aspect": "已沿用上一问“{question}”;改问{value}",
    "topic": "已沿用上一问的范围;主题改为{value}",
}


@dataclass(frozen=True, slots=True)
class Carried:
    """What a follow-up took over from `question`, and by which rule; `label` (单位, 年份, …) and `value`
    say what is new."""

    rule: Rule
    question: str
    value: str = ""
    label: str = ""

    @property
    def note(self) -> str:
        """The explanation in one Chinese line."""
        return NOTES[self.rule].format(question=self.question, value=self.value, label=self.label)


@dataclass(frozen=True, slots=True)
class Followed:
    """What is really asked. `carried` is None for a question that stands alone; `said` is the part of
    `filters` that came from the conversation, not from the lists on the page; `skip` passages already shown
    are left out; `passage` is the one (counted as on the page) to show whole, 0 for all."""

    question: str
    filters: Filters
    carried: Carried | None = None
    said: Filters = field(default_factory=Filters)
    skip: int = 0
    passage: int = 0

    @property
    def note(self) -> str:
        """What was carried over in one Chinese line, "" for nothing."""
        return self.carried.note if self.carried else ""


def _aliases(region: str, unit: str) -> list[str]:
    """北京市通州区 → 通州区, 通州, tongzhou; the innermost place only, because the outer one names many units."""
    source = region or unit
    parts = PLACE.findall(source)
    names = [unit]
    if parts:
        short = SUFFIX.sub("", parts[-1])
        names += [parts[-1]] + ([short] if len(short) >= 2 else [])
        names += [pinyin.romanise(short)] if len(short) >= 2 else []
    return [name for name in names if name]


def known(cards: Iterable[Card]) -> Known:
    """What the notices of these cards can be narrowed to."""
    places: dict[str, str] = {}
    units, regions, years, statuses = set[str](), set[str](), set[str](), set[str]()
    for card in cards:
        unit, region = card.label, card.stated.region
        units.add(unit)
        regions.update([region] if region else [])
        years.update(card.dated)
        statuses.update(tally.status.value for tally in card.tallies)
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
        if what.lower() == place.alias:
            return "单位", Filters(unit=place.unit), place.unit
    for region in facts.regions:
        if len(what) >= 2 and what in region:
            return "地区", Filters(region=what), what
    return None


def _merge(old: Filters, new: Filters) -> Filters:
    changes = {name: value for name in ("unit", "region", "year", "status") if (value := getattr(new, name))}
    if new.unit:
        changes["region"] = ""  # a region of the unit before would leave nothing
    return replace(old, **changes)


def _renamed(question: str, what: str, facts: Known) -> str:
    """The question with the place it names replaced, so that it does not pull the old unit in; a Chinese
    question is given a Chinese name, an English one a romanised one."""
    for place in facts.places:
        if found := _named_in(place, question):
            return question[: found.start()] + _spelt(what, place.alias.isascii(), facts) + question[found.end() :]
    return question


def _spelt(what: str, romanised: bool, facts: Known) -> str:
    """A place's name in the wanted script: the shortest name of the same unit, else as typed."""
    if what.isascii() == romanised:
        return what
    unit = next((p.unit for p in facts.places if p.alias == what.lower()), "")
    names = [p.alias for p in facts.places if p.unit == unit and p.alias.isascii() == romanised]
    return min(names, key=len).title() if names else what


def _named_in(place: Place, question: str) -> re.Match[str] | None:
    """Where a question names the place; a romanised name is a word of its own there."""
    edge = r"\b" if place.alias.isascii() else ""
    return re.search(edge + re.escape(place.alias) + edge, question, re.I)


def follow(question: str, before: Followed | None, filters: Filters, facts: Known, shown: int = 0) -> Followed:
    """What `question` asks after `before`, under the filters now set on the page.

    `shown` is how many passages of `before` have been shown.
    """
    typed = question.strip()
    if before is None:
        return Followed(typed, filters)
    asked = chinese(typed)
    scope = _merge(filters, before.said)
    if CLOSER.match(asked) and (passage := integer(ORDINAL.findall(asked)[0])):
        carried = Carried("passage", before.question, str(passage))
        return Followed(before.question, scope, carried, before.said, before.skip, passage)
    if MORE.match(asked) or OTHERS.match(asked):
        more = Followed(before.question, scope, Carried("more", before.question), before.said, before.skip + shown)
        return (_widened(before, filters, facts) if OTHERS.match(asked) else None) or more
    asked_first = before.carried.question if before.carried and before.carried.rule == "aspect" else before.question
    if aspect := ASPECT.match(asked):
        carried = Carried("aspect", asked_first, aspect["what"])
        return Followed(f"{asked_first} {aspect['what']}", scope, carried, before.said)
    if bare(typed):
        return Followed(joined(asked_first, typed), scope, Carried("aspect", asked_first, typed), before.said)
    return _narrowed(asked, before, filters, facts) or Followed(typed, filters)


def _widened(before: Followed, filters: Filters, facts: Known) -> Followed | None:
    """The question before without the unit it was narrowed to, by the conversation or by what it names; None where it
    was narrowed to none, or by the lists on the page, which the reader sets himself."""
    named = bool(_place_of(before.question, facts).unit)
    if filters.unit or filters.region or not (before.said.unit or before.said.region or named):
        return None
    said = replace(before.said, unit="", region="")
    topic = _renamed(before.question, "", facts).strip() if named else before.question
    return Followed(topic, _merge(filters, said), Carried("filter", before.question, ALL_UNITS, "单位"), said)


def _narrowed(asked: str, before: Followed, filters: Filters, facts: Known) -> Followed | None:
    """The rules that change one thing of the question before: a filter or the topic."""
    switch = SWITCH.match(asked) if CUE.search(asked) else None
    if switch is not None and (named := _named(switch["what"], facts)) is not None:
        label, narrowed, value = named
        topic = _renamed(before.question, switch["what"], facts) if narrowed.unit else before.question
        said = _merge(before.said, narrowed)
        return Followed(topic, _merge(filters, said), Carried("filter", before.question, value, label), said)
    said = _merge(before.said, _place_of(before.question, facts))
    if (topic_only := TOPIC.match(asked)) is not None and _merge(filters, said) != Filters():
        carried = Carried("topic", before.question, topic_only["what"])
        return Followed(topic_only["what"], _merge(filters, said), carried, said)
    return None


def _place_of(question: str, facts: Known) -> Filters:
    """The unit a question names, as a filter; an empty filter when it names none."""
    unit = next((place.unit for place in facts.places if _named_in(place, question)), "")
    return Filters(unit=unit)
