"""Coverage of a matrix topic × notice.

    found  = |cells judged to hold something and filled| / |cells judged to hold something|       (recall)
    shown  = |… whose passages hold at least half of a judged quote| / |cells judged to hold something|
    false  = |cells judged empty but filled| / |cells judged empty|                              (fall-out)

Recall and fall-out of set retrieval (Manning, Raghavan & Schütze 2008, §8.3) with a cell as the unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JudgedCell:
    """One cell: whether something is there, whether it was filled, whether a judged quote is among what it shows."""

    topic: str
    notice: str
    judged: bool
    filled: bool
    shown: bool


def found(cells: Sequence[JudgedCell]) -> float:
    """In [0, 1]; 1 where nothing was judged to be there."""
    there = [c for c in cells if c.judged]
    return sum(c.filled for c in there) / len(there) if there else 1.0


def shown(cells: Sequence[JudgedCell]) -> float:
    """In [0, 1], at most `found`; 1 where nothing was judged to be there."""
    there = [c for c in cells if c.judged]
    return sum(c.filled and c.shown for c in there) / len(there) if there else 1.0


def wrongly_filled(cells: Sequence[JudgedCell]) -> float:
    """In [0, 1]; 0 where no cell was judged empty."""
    empty = [c for c in cells if not c.judged]
    return sum(c.filled for c in empty) / len(empty) if empty else 0.0
