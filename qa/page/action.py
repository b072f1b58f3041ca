"""What the page can be asked to do, and what changes on it.

A click inside our markup, a button, a tab or a shared link becomes an `Order`; an action answers it
with one `Change` or, where there is progress to show, several. No action knows Gradio.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qa.page.html import Html
from qa.page.session import Session

if TYPE_CHECKING:
    from qa.page.desk import Desk


@dataclass(frozen=True, slots=True)
class Order:
    """What to do, with the `data-` attributes of what was clicked. It comes from a browser: trust nothing."""

    do: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The attribute `name`; "" where it is missing."""
        return self.values.get(name, "")

    def number(self, name: str, otherwise: int = 0) -> int:
        """The attribute `name` as a whole number; `otherwise` where it is none."""
        digits = self.values.get(name, "")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else otherwise

    @classmethod
    def read(cls, sent: object) -> Order:
        """An order as the browser sent it; anything malformed asks for nothing."""
        if not isinstance(sent, dict):
            return cls("")
        values = {str(k): str(v) for k, v in sent.items() if isinstance(v, str | int)}
        return cls(values.pop("do", ""), values)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who clicked: the name they logged in with, "" without a login, and whether they may change the library."""

    name: str = ""
    may_change: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """All an action may look at. `inputs` holds the text of every box on the page by name, `files` the
    uploaded files."""

    desk: Desk
    session: Session
    order: Order
    inputs: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    by: Caller = Caller()


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the reader, made when asked for and never stored here."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes different; whatever is not named stays as it is.

    `session` None keeps the session, so that opening a notice cannot undo a question asked meanwhile.
    `tab` "" stays on the tab in front.
    """

    session: Session | None = None
    regions: Mapping[str, Html] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    tab: str = ""
    download: Download | None = None


Action = Callable[[Call], Iterator[Change]]
Actions = Mapping[str, Action]
