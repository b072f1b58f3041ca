"""A web page's elements → lines of text, broken where a browser breaks them; tables row by row with bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from data.noise import BARE_LABEL
from data.numbering import number_at
from data.readers import html_table
from data.readers.counters import printed
from data.readers.extras import load
from data.script import fold

_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul"
)
_SKIPPED = (
    "script style noscript template iframe object embed svg canvas audio video button select option input "
    "textarea head title map"
)
_BLOCK_TAGS, _SKIPPED_TAGS = frozenset(_BLOCKS.split()), frozenset(_SKIPPED.split())
# Not visibility:hidden: WeChat pages hide their whole article by it until a script has run
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|table|grid|list-item)\b", re.I)
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]"
# A line break in the source is no space beside a Chinese character (CSS Text 3, segment break transformation)
_SOURCE_BREAK = re.compile(rf"(?<={_WIDE})[ \t\f]*[\r\n]\s*|(?<=\S)[ \t\f]*[\r\n]\s*(?={_WIDE})")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def lines(root: Any, stop: Any = None, pairs: bool = False) -> list[str]:
    """The visible lines of an element in reading order, up to the element `stop`; blank ones left out.

    `pairs` writes rows of labels and values ("索引号 | 114") as one "索引号：114" a line.
    """
    writer = _Writer(pairs)
    walk = load("lxml.etree").iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if element is stop:
            break
        if event == "start":
            if hidden(element):
                walk.skip_subtree()
            else:
                writer.start(element)
                writer.text(element.text)
            continue
        if event == "end" and not hidden(element):
            writer.end(element)
        if element is not root:
            writer.text(element.tail)
    return writer.finish()


def hidden(element: Any) -> bool:
    """Whether a browser shows nothing of an element."""
    style = element.get("style")
    return element.tag in _SKIPPED_TAGS or element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


class _Writer:
    """Collects lines; inside a table with columns, cells instead, one list a row."""

    def __init__(self, pairs: bool) -> None:
        self._pairs = pairs
        self._lines: list[str] = []
        self._line: list[str] = []
        self._prefix = ""  # the number a list puts in front of its next line
        self._lists: list[int] = []
        self._preformatted = 0
        self._grids: list[html_table.Grid] = []

    def start(self, element: Any) -> None:
        tag = element.tag
        if tag == "br" or _is_block(element):
            self._break()
        if tag == "table" and html_table.has_columns(element):
            self._grids.append(html_table.Grid(element, self._lines))
            self._lines = []
        elif tag in ("ol", "ul"):
            start = element.get("start", "")
            self._lists.append(int(start) - 1 if re.fullmatch(r"-?\d{1,6}", start) else 0)
        elif tag == "li" and self._lists:
            self._number(element)
        elif tag == "pre":
            self._preformatted += 1

    def end(self, element: Any) -> None:
        tag = element.tag
        if _is_block(element):
            self._break()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in ("td", "th") and self._grids and self._grids[-1].owns(element):
            self._grids[-1].cell(element, " ".join(self._lines))
            self._lines = []
        elif tag == "table" and self._grids and self._grids[-1].table is element:
            grid = self._grids.pop()
            # what stands in a table outside its cells (a caption) comes first
            self._lines = [*grid.before, *self._lines, *self._rows(grid.rows())]

    def text(self, text: str | None) -> None:
        if not text:
            return
        if not self._preformatted:
            self._line.append(text)
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for other in others:
            self._break()
            self._line.append(other)

    def finish(self) -> list[str]:
        self._break()
        while self._grids:  # the walk stopped inside a table
            grid = self._grids.pop()
            self._lines = [*grid.before, *self._rows(grid.rows()), *self._lines]
        return self._lines

    def _number(self, element: Any) -> None:
        parent = element.getparent()
        value = element.get("value", "")
        self._lists[-1] = int(value) if re.fullmatch(r"-?\d{1,6}", value) else self._lists[-1] + 1
        style = f"{element.get('style') or ''};{parent.get('style') or ''}"
        if parent.tag == "ol" and not re.search(r"list-style(?:-type)?\s*:[^;]*none", style, re.I):
            kind = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", style, re.I)
            self._prefix = printed(kind[1] if kind else parent.get("type") or "1", self._lists[-1])

    def _break(self) -> None:
        line = _SPACE.sub(" ", _SOURCE_BREAK.sub("", "".join(self._line))).strip(" ")
        self._line = []
        if not line.strip():
            return
        if self._prefix and number_at(line) is None:
            line = self._prefix + line
        self._prefix = ""
        self._lines.append(line)

    def _rows(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        for row in rows:
            filled = [cell for cell in row if cell]
            labels = [re.sub(r"[\s：:]", "", label) for label in filled[::2]]
            if self._pairs and len(filled) >= 2 and all(BARE_LABEL.fullmatch(fold(label)) for label in labels):
                yield from (f"{label}：{value}" for label, value in zip(labels, filled[1::2], strict=False))
            elif len(filled) == 1:
                yield filled[0]
            elif filled:
                yield html_table.barred(row)


def _is_block(element: Any) -> bool:
    style = element.get("style")
    return element.tag in _BLOCK_TAGS or bool(style and _AS_BLOCK.search(style))
