"""The filters as plain drop-down lists: quick to read, native on a phone, known to screen readers."""

from __future__ import annotations

from dataclasses import replace

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


def _choice(name: str, everything: str, offered: tuple[str, ...], chosen: str, lang: Lang) -> Html:
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
    offered = {"unit": facts.units, "region": facts.regions, "year": facts.years, "status": facts.statuses}
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
