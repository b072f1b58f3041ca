"""A parsed notice as a text to be read beside its source; what the golden files hold.

After a change that is meant to alter it: `python tests/data_items/listing.py`, then review the diff.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from data.corpus import bundled, load
from data.types import Field, Item, Notice, Span

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
FIXTURES = HERE.parent / "fixtures" / "notices"


def _one_line(text: str) -> str:
    return text.replace("\n", "⏎")


def _ends(span_text: str) -> str:
    """Both ends of a long slice: boundaries are what a reader must check."""
    text = _one_line(span_text)
    return text if len(text) <= 70 else f"{text[:40]} …{len(text)}字… {text[-20:]}"


def _field(name: str, field: Field) -> str:
    mark = "(推定年份)" if field.inferred else ""
    return f"{name}: {field.value}{mark}  ←「{_one_line(field.quote.text)}」"


def _item(item: Item) -> list[str]:
    lines = ["", f"{item.id}  [{item.number}]  {item.status.value}"]
    if item.status_quote:
        lines[-1] += f"  ←「{_one_line(item.status_quote.text)}」"
    lines.append(f"  问题: {_one_line(item.problem.text)}")
    lines += [f"  措施 {m.number or '-'}: {_ends(m.text)}" for m in item.measures]
    if item.result:
        lines.append(f"  结果: {_ends(item.result.text)}")
    lines += [f"  提示: {_one_line(hint.text)}" for hint in item.hints]
    lines += [f"  文件 {d.role.value}: {_one_line(d.name.text)}" for d in item.documents]
    return lines


def listing(notice: Notice) -> str:
    """Metadata and items of a notice."""
    lines = []
    for field in dataclasses.fields(notice.metadata):
        value = getattr(notice.metadata, field.name)
        if field.name == "counts":
            lines += [_field("counts", count) for count in value]
        else:
            lines.append(_field(field.name, value) if value else f"{field.name}: -")
    lines.append(f"\n共 {len(notice.items)} 项")
    for item in notice.items:
        lines += _item(item)
    return "\n".join(lines) + "\n"


def all_notices() -> dict[str, Notice]:
    """The five bundled notices and the invented ones, by id."""
    loaded = load([FIXTURES])
    assert not loaded.failures, loaded.failures
    return {n.id: n for n in (*bundled(), *loaded.notices)}


def spans(notice: Notice) -> list[Span]:
    """Every slice that metadata and items hold."""
    found = [f.quote for f in notice.metadata.counts]
    for field in dataclasses.fields(notice.metadata):
        value = getattr(notice.metadata, field.name)
        if isinstance(value, Field):
            found.append(value.quote)
    for item in notice.items:
        found += [item.problem, *item.hints, *(d.name for d in item.documents)]
        found += [f.quote for f in item.figures] + [d.quote for d in item.dates]
        found += [Span(m.start, m.end, m.text) for m in item.measures]
        found += [s for s in (item.result, item.status_quote) if s]
    return found


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, notice in all_notices().items():
        (GOLDEN / f"{name}.txt").write_text(listing(notice), encoding="utf-8")
