"""The filters as plain drop-down lists: quick to read, native on a phone, known to screen readers.

A list too long to read is a box instead: a part of the name is typed, and the browser offers what fits.
"""

from __future__ import annotations

from dataclasses import replace

from data.errors import BadRequest
from qa.followup import Known
from qa.page.html import Html, el, join
from qa.page.lines import told
from qa.page.words import Lang, say
from qa.types import Filters

FIELDS = (  # name in Filters, what "everything" is called
    ("unit", "全部单位"),
    ("region", "全部地区"),
    ("year", "全部年份"),
    ("status", "全部状态"),
)


LISTED = 60  # values of a drop-down list; of more one types a part
OFFERED = 2000  # values a browser is given to look through; any other can still be typed
NAMED = 5  # values a message names


def lists(facts: Known) -> Html:
    """What the boxes offer, once for all tabs: with every answer it would travel again."""
    long = ((name, values) for name, values in _offered(facts).items() if len(values) > LISTED)
    return join(
        [
            el("datalist", join([el("option", value=v) for v in values[:OFFERED]]), id=f"all-{name}")
            for name, values in long
        ]
    )


def meant(facts: Known, field: str, typed: str) -> str:
    """The value of a filter that was typed, whole or in part. Raises BadRequest where none or several fit."""
    values, wanted = _offered(facts).get(field, ()), typed.strip()
    if not wanted or wanted in values:
        return wanted
    fitting = [value for value in values if wanted in value]
    if not fitting:
        raise BadRequest(f"筛选中没有含“{wanted[:40]}”的名称;请换几个字,或从列表中选")
    if len(fitting) > 1:
        raise BadRequest(f"含“{wanted[:40]}”的有 {len(fitting)} 个:{'、'.join(fitting[:NAMED])}…;请写得再全些")
    return fitting[0]


def _offered(facts: Known) -> dict[str, tuple[str, ...]]:
    return {"unit": facts.units, "region": facts.regions, "year": facts.years, "status": facts.statuses}


def _typed(name: str, everything: str, chosen: str, lang: Lang) -> Html:
    label = say(lang, everything)
    return el(
        "input",
        type="search",
        list=f"all-{name}",
        value=chosen or None,
        placeholder=label,
        aria_label=label,
        autocomplete="off",
        data_do="filter",
        data_field=name,
        class_="set" if chosen else None,
    )


def _choice(name: str, everything: str, offered: tuple[str, ...], chosen: str, lang: Lang) -> Html:
    if len(offered) > LISTED:
        return _typed(name, everything, chosen, lang)
    values = offered if not chosen or chosen in offered else (chosen, *offered)
    options = [el("option", say(lang, everything), value="")]
    options += [el("option", told(value, lang), value=value, selected=value == chosen) for value in values]
    return el(
        "select",
        join(options),
        aria_label=say(lang, everything),
        data_do="filter",
        data_field=name,
        class_="set" if chosen else None,
    )


def bar(facts: Known, filters: Filters, lang: Lang) -> Html:
    """The four lists, and one button that clears them where one is set."""
    offered = _offered(facts)
    lists = [_choice(name, label, offered[name], getattr(filters, name), lang) for name, label in FIELDS]
    clear = el("button", say(lang, "清除筛选"), type="button", class_="act", data_do="unfilter")
    return el(
        "div",
        join(lists),
        clear if filters != Filters() else None,
        class_="filters",
        role="group",
        aria_label=say(lang, "筛选"),
    )


def changed(filters: Filters, field: str, value: str) -> Filters:
    """The filters with one of them set; an unknown field changes nothing."""
    return replace(filters, **{field: value}) if field in {name for name, _ in FIELDS} else filters
