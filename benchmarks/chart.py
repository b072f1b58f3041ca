"""What `query.py --json` measured on libraries of several sizes, drawn: milliseconds by passages, both logarithmic.

The drawing (SVG) goes to stdout.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

LINES = {  # measured name → (what it is called, colour; told apart without colour by their dashes, too)
    "dense": ("向量 dense", "#0b6e99", "6 3"),
    "words": ("词 words", "#a15c00", "2 3"),
    "character pairs": ("字对 character pairs", "#6b4fa0", "8 3 2 3"),
    "hybrid, with texts": ("混合检索,含原文 hybrid", "#b3261e", ""),
    "hybrid, filter keeps 1 %": ("混合,只留 1 % filtered to 1 %", "#38761d", "1 2"),
    "the whole answer": ("整个回答 whole answer", "#444444", "10 4"),
}
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 460, 80, 250, 40, 60
Point = tuple[float, float]


def scale(value: float, low: float, high: float, start: float, end: float) -> float:
    """Where a value stands on a logarithmic axis."""
    return start + (end - start) * (math.log10(value) - low) / (high - low)


def ticks(values: Sequence[float]) -> range:
    """The powers of ten around them."""
    return range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))) + 1)


def text(x: float, y: float, said: str, anchor: str = "start", more: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" {more}>{escape(said)}</text>'


def axes(across: range, up: range) -> list[str]:
    """Grid lines with their numbers, and what they count."""
    out = []
    for power in across:
        x = scale(10.0**power, across[0], across[-1], LEFT, WIDTH - RIGHT)
        out.append(f'<path d="M{x:.0f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        out.append(text(x, HEIGHT - BOTTOM + 20, f"{10**power:,}", "middle"))
    for power in up:
        y = scale(10.0**power, up[0], up[-1], HEIGHT - BOTTOM, TOP)
        out.append(f'<path d="M{LEFT} {y:.0f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        out.append(text(LEFT - 8, y + 4, f"{10.0**power:g}", "end"))
    out.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, "段落数 passages", "middle"))
    out.append(text(LEFT - 40, TOP - 16, "毫秒(中位数)milliseconds, median"))
    return out


def line(points: Sequence[Point], name: str) -> list[str]:
    """One measured thing: its line and a dot for each size."""
    title, colour, dashes = LINES[name]
    way = " ".join(f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" for (a, b), (c, d) in pairwise(points))
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points)
    drawn = f'<path d="{way}" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}" fill="none"/>'
    return [f"<g><title>{escape(title)}</title>{drawn}{dots}</g>"]


def draw(measured: dict[int, dict[str, float]]) -> str:
    """The picture; every name of LINES that was measured at two sizes or more gets a line."""
    found = {name: [(n, m[name]) for n, m in sorted(measured.items()) if name in m] for name in LINES}
    kept = {name: points for name, points in found.items() if len(points) > 1}
    across, up = ticks(list(measured)), ticks([v for points in kept.values() for _, v in points])
    body = axes(across, up)
    for at, (name, points) in enumerate(kept.items()):
        xs = [scale(n, across[0], across[-1], LEFT, WIDTH - RIGHT) for n, _ in points]
        ys = [scale(v, up[0], up[-1], HEIGHT - BOTTOM, TOP) for _, v in points]
        body += line(list(zip(xs, ys, strict=True)), name)
        title, colour, dashes = LINES[name]
        y = TOP + 12 + 24 * at
        stroke = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
        body.append(f'<path d="M{WIDTH - RIGHT + 14} {y}h30" {stroke}/>')
        body.append(text(WIDTH - RIGHT + 50, y + 4, title))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
    style = 'font-family="system-ui, Noto Sans CJK SC, sans-serif" font-size="13" fill="#222"'
    title = "<title>查询耗时与段落数 query time by library size</title>"
    return "\n".join([f"{head} {style}>", title, '<rect width="100%" height="100%" fill="#fff"/>', *body, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="what query.py --json wrote")
    found = [json.loads(path.read_text(encoding="utf-8")) for path in parser.parse_args().files]
    sys.stdout.write(draw({f["passages"]: f["p50"] for f in found}))


if __name__ == "__main__":
    main()
