"""What a site's robots.txt allows (RFC 9309): the longest rule that fits counts, and allowing wins a tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

AGENT = "tongbao"
MAX_DELAY = 10.0  # seconds; a site that asks for more is asking not to be read at all, one page still does no harm


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for us, as (allows, pattern), and the pause a site asks for between two pages."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be read."""
        fitting = [(len(pattern), allows) for allows, pattern in self.rules if _fits(pattern, unquote(path))]
        return max(fitting)[1] if fitting else True


REFUSED = Rules(((False, "/"),))  # a site whose robots.txt cannot be reached has not said yes


def parse(text: str) -> Rules:
    """The group that names us, else the one for everybody."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    open_group = False  # whether the lines above are user-agent lines, to which a further one is added
    for line in text.splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            agents = [*agents, value.lower()] if open_group else [value.lower()]
            open_group = True
        elif colon and field in ("allow", "disallow", "crawl-delay"):
            open_group = False
            for agent in agents:
                groups.setdefault(agent, []).append((field, value))
    return _rules(groups.get(AGENT, groups.get("*", [])))


def _rules(lines: Sequence[tuple[str, str]]) -> Rules:
    rules = tuple((field == "allow", unquote(value)) for field, value in lines if field != "crawl-delay" and value)
    pauses = [value for field, value in lines if field == "crawl-delay"]
    delays = [float(value) for value in pauses if value.replace(".", "", 1).isdecimal()]
    return Rules(rules, min(max(delays, default=0.0), MAX_DELAY))


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern with * (anything) and a closing $ (the end) fits the beginning of a path."""
    to_end = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others, start=1):
        if to_end and number == len(others):
            return path.endswith(part) and len(path) - len(part) >= at
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not to_end or at == len(path)
