"""A scope as Milvus' filter expression."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from data.types import Notice
from index.scope import Facts, holds
from index.types import Scope

SPECIAL = frozenset("%_\\\"'|\n")  # in LIKE patterns; servers differ in how these are escaped


def one_of(column: str, values: Sequence[str]) -> str:
    """`column` holds one of `values`."""
    return f"{column} in {json.dumps(list(values), ensure_ascii=False)}"


def names_of(known: Facts) -> str:
    """What the column `names` holds: whatever `Scope.units` and `Scope.regions` are looked for in."""
    return "\n".join(known.names)


def years_of(known: Facts) -> str:
    """What the column `years` holds: |2020|2021|."""
    return "".join(f"|{year}" for year in sorted(known.years - {""})) + "|"


def expression(scope: Scope, notices: Callable[[], Sequence[Notice]]) -> str:
    """ "" for no restriction. `notices` is called only for names that a LIKE pattern cannot hold."""
    parts = [one_of("status", scope.statuses)] if scope.statuses else []
    if SPECIAL & set("".join((*scope.units, *scope.regions, *scope.years))):
        return " and ".join([one_of("notice", [n.id for n in notices() if holds(n, scope)]), *parts])
    if scope.notices:
        parts.append(one_of("notice", scope.notices))
    if scope.exclude:
        parts.append(f"not ({one_of('notice', scope.exclude)})")
    parts += [_any("names", values, "%{}%") for values in (scope.units, scope.regions) if values]
    if scope.years:
        parts.append(_any("years", scope.years, "%|{}|%"))
    return " and ".join(parts)


def _any(column: str, values: Sequence[str], pattern: str) -> str:
    return "(" + " or ".join(f'{column} like "{pattern.format(value)}"' for value in values) + ")"
