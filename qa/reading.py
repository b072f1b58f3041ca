"""The notices of an engine as a sequence of which only what is looked at is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from data.types import Notice
from index.types import Engine


class Reading(Sequence[Notice]):
    """In loading order; its length is known without reading."""

    def __init__(self, engine: Engine, ids: Sequence[str] | None = None) -> None:
        """All notices, or those with the `ids` given, in their order."""
        self._engine, self._ids = engine, engine.ids() if ids is None else ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> Notice: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Notice]: ...
    def __getitem__(self, at: int | slice) -> Notice | Sequence[Notice]:
        if isinstance(at, slice):
            return [self._engine.notice(i) for i in self._ids[at]]
        return self._engine.notice(self._ids[at])
