"""Tables for the terminal and for Markdown, wide characters counted as two columns."""

from __future__ import annotations

from dataclasses import dataclass

from data.wrap import width


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; every row has as many cells as the head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"table {self.title}: a row does not fit the head")


def text(table: Table) -> str:
    """For a terminal: first column left, the others right."""
    lines = [table.head, *table.rows]
    widths = [max(width(line[i]) for line in lines) for i in range(len(table.head))]
    body = ["  ".join(_pad(cell, widths[i], left=i == 0) for i, cell in enumerate(line)).rstrip() for line in lines]
    rule = "  ".join("─" * w for w in widths).rstrip()
    return "\n".join([table.title, body[0], rule, *body[1:]])


def markdown(table: Table) -> str:
    """For the documents."""
    lines = [table.head, ("---", *["---:"] * (len(table.head) - 1)), *table.rows]
    return f"**{table.title}**\n\n" + "\n".join("| " + " | ".join(map(_escaped, line)) + " |" for line in lines)


def _pad(cell: str, to: int, left: bool) -> str:
    space = " " * (to - width(cell))
    return cell + space if left else space + cell


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")


def signed(value: float) -> str:
    """A difference with its sign; 0 stays unsigned."""
    return f"{value:+.4f}" if round(value, 4) else "0"
