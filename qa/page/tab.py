"""A tab of the page as a value: its boxes, its button, its regions and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from qa.page.action import Call
from qa.page.html import Html, el
from qa.page.turn import bones

Draw = Callable[[Call], Mapping[str, Html]]


@dataclass(frozen=True, slots=True)
class Input:
    """A box the reader fills in. `label` and `hint` are keys of `qa.page.words`; `example` puts a question the
    loaded notices can answer in place of the hint."""

    name: str  # also its id on the page
    label: str
    hint: str = ""
    lines: int = 1
    longest: int = 500  # characters
    example: bool = False
    kind: Literal["text", "files"] = "text"
    do: str = ""  # the order given when files arrive
    endings: tuple[str, ...] = ()  # of files, with their dot; empty takes any


@dataclass(frozen=True, slots=True)
class Button:
    """The button beside a tab's boxes: pressing it, or Enter in a box of one line, does `do`."""

    do: str  # also its id on the page
    label: str


def undrawn() -> Html:
    """What stands in a tab until it is drawn for the first time."""
    return el("div", bones(), class_="undrawn", aria_hidden="true")


@dataclass(frozen=True, slots=True)
class Tab:
    """`draw` gives every region of the tab from the session and the boxes. It runs when the tab comes to the
    front and when language or filters change; it must not change anything."""

    id: str
    label: str
    regions: tuple[str, ...]
    draw: Draw
    inputs: tuple[Input, ...] = ()
    button: Button | None = None
