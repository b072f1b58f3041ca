"""Which segments to make one of, so that they stay few without writing everything again at each change."""

from __future__ import annotations

from collections.abc import Sequence

from index.postings import MOST

FAN = 4  # segments of about one size before they are merged: each row is written some five times in all
PATIENT = 16  # segments of about one size before they are merged whatever it costs
SHARE = 8  # a change writes at most this many times the rows it brings again
SMALL = 8_192  # rows that any change may write again: a fifth of a second
WINDOWS = 2_000  # passages up to which windows are kept on disk (20 kB a passage); beyond, they are worked out
SPARSE = 0.6  # share of rows held below which a segment is written again

Size = tuple[int, int]  # rows, and rows held


def plan(sizes: Sequence[Size], fresh: int) -> list[list[int]]:
    """Groups of segment numbers to merge into one each; a group whose rows are all gone is to be dropped.

    Segments are alike when their rows held have the same number of octal digits. A merged segment never has
    more than MOST rows. A change that brings few rows (`fresh`) is not made to pay for a large merge.
    """
    tiers: dict[int, list[int]] = {}
    out = []
    for i, (rows, held) in enumerate(sizes):
        if held == 0:
            out.append([i])
        elif held < MOST // 2 or held < SPARSE * rows:
            tiers.setdefault(len(f"{held:o}"), []).append(i)
    for group in tiers.values():
        sparse = [i for i in group if sizes[i][1] < SPARSE * sizes[i][0]]
        chosen = group if len(group) >= FAN else sparse
        cost = sum(sizes[i][1] for i in chosen)
        if cost <= max(SMALL, SHARE * fresh) or len(chosen) >= PATIENT:
            out += _filled(chosen, sizes)
    return out


def settle(sizes: Sequence[Size], brought: int) -> list[list[int]]:
    """The smallest segments: at most as many rows as were just `brought`, and half a segment, are written again."""
    chosen: list[int] = []
    room = min(brought, MOST // 2) if brought > SMALL else 0
    for i in sorted(range(len(sizes)), key=lambda i: (sizes[i][1], i)):
        room -= sizes[i][1]
        if room < 0:
            break
        chosen.append(i)
    return [sorted(chosen)] if len(chosen) > 1 else []


def _filled(chosen: Sequence[int], sizes: Sequence[Size]) -> list[list[int]]:
    """The segments in order, as many to a group as MOST allows."""
    groups: list[list[int]] = []
    total = MOST + 1
    for i in chosen:
        if total + sizes[i][1] > MOST:
            groups.append([])
            total = 0
        groups[-1].append(i)
        total += sizes[i][1]
    return [g for g in groups if len(g) > 1 or sizes[g[0]][1] < SPARSE * sizes[g[0]][0]]
