"""Plots as inline SVG, made here so that the report asks nothing of any network.

Every function returns one <svg> element; colours are CSS classes c0…c9, one per system,
set in page.html; further systems start again at c0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from eval.metrics.risk import Point
from eval.significance import Estimate

BINS = (("1", 1, 1), ("2", 2, 2), ("3", 3, 3), ("4–5", 4, 5), ("6–10", 6, 10), ("更后", 11, 10**9), ("未找到", 0, 0))
LEFT, TOP, BOTTOM = 40, 12, 42  # room for the axis numbers, and for two lines of group labels
COLORS = 10
WIDE, NARROW = 1080, 520  # the whole column of the page, or half of it, so that letters keep their size
RIGHT = 18  # half the width of the last axis number


@dataclass(frozen=True, slots=True)
class Series:
    """One system's bars: estimates in the order of the groups; counts have no interval (low = high = mean)."""

    label: str
    bars: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot area in pixels with a vertical axis from 0 to `top`."""

    width: int
    height: int
    top: float

    def x(self, share: float) -> float:
        return LEFT + share * (self.width - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return TOP + (1 - value / self.top) * (self.height - TOP - BOTTOM)


def color(index: int) -> str:
    """The CSS class of a system."""
    return f"c{index % COLORS}"


def bars(groups: Sequence[tuple[str, str]], series: Sequence[Series], name: str, top: float = 1.0) -> str:
    """Grouped bars with whiskers from low to high; a group is its label and what stands below it."""
    frame = Frame(WIDE if len(groups) > len(BINS) else NARROW, 280, top)
    slot = (frame.x(1) - LEFT) / len(groups)
    bar = 0.8 * slot / len(series)
    parts = [_grid(frame)]
    for g, (label, below) in enumerate(groups):
        left = LEFT + g * slot + 0.1 * slot
        for s, one in enumerate(series):
            parts.append(f'<g class="{color(s)}">{_bar(frame, left + s * bar, bar, one.bars[g], one.label)}</g>')
        middle = LEFT + (g + 0.5) * slot
        parts.append(_label(middle, frame.height - 24, label) + _label(middle, frame.height - 8, below, "dim"))
    return _svg(frame, parts, name)


def risk_curve(curves: Sequence[tuple[str, Sequence[Point]]], name: str) -> str:
    """Share wrong among the answered over share answered, both from 0 to 1."""
    frame = Frame(NARROW, 280, 1.0)
    parts = [_grid(frame)]
    for tick in range(0, 101, 20):
        parts.append(_label(frame.x(tick / 100), frame.height - 24, f"{tick}%"))
    for s, (label, points) in enumerate(curves):
        path = " ".join(f"{frame.x(p.coverage):.1f},{frame.y(p.risk):.1f}" for p in points)
        parts.append(f'<polyline class="line {color(s)}" points="{path}"><title>{escape(label)}</title></polyline>')
    parts.append(_label(frame.x(0.5), frame.height - 8, "作答的问题所占份额", "dim"))
    return _svg(frame, parts, name)


def histogram(ranks: Sequence[tuple[str, Sequence[int]]], name: str) -> str:
    """How many questions have their first passage with the answer at which rank; 0 counts as not found."""
    series = []
    for label, found in ranks:
        counts = [float(sum(low <= rank <= high for rank in found)) for _, low, high in BINS]
        series.append(Series(label, tuple(Estimate(c, c, c, c, c, len(found)) for c in counts)))
    most = max((b.mean for s in series for b in s.bars), default=0)
    top = max(10, -(-int(most) // 10) * 10)
    return bars([(label, "") for label, _, _ in BINS], series, name, top)


def _bar(frame: Frame, x: float, width: float, value: Estimate, label: str) -> str:
    y, base, middle = frame.y(value.mean), frame.y(0), x + width / 2
    number = f"{value.mean:.3f} [{value.low:.2f}, {value.high:.2f}]" if value.low < value.high else f"{value.mean:g}"
    whisker = ""
    if value.low < value.high:
        whisker = f'<path class="whisker" d="M{middle:.1f} {frame.y(value.high):.1f}V{frame.y(value.low):.1f}"/>'
    box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width - 1:.1f}" height="{base - y:.1f}"/>'
    return f"{box}{whisker}<title>{escape(label)} {number}</title>"


def _grid(frame: Frame) -> str:
    lines = []
    for step in range(6):
        value = frame.top * step / 5
        y = frame.y(value)
        lines.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{frame.width - RIGHT}"/>')
        lines.append(f'<text class="axis" x="{LEFT - 6}" y="{y + 4:.1f}">{value:g}</text>')
    return "".join(lines)


def _label(x: float, y: float, words: str, kind: str = "") -> str:
    return f'<text class="tick {kind}" x="{x:.1f}" y="{y}">{escape(words)}</text>'


def _svg(frame: Frame, parts: Sequence[str], name: str) -> str:
    # no width in pixels: the page lets it shrink, and the viewBox keeps its shape
    box = f'viewBox="0 0 {frame.width} {frame.height}" style="max-width:{frame.width}px"'
    return f'<svg role="img" aria-label="{escape(name)}" {box}>{"".join(parts)}</svg>'
