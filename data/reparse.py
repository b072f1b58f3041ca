"""A notice that is held, read again by the rules of this program. Its text and all offsets into it stay."""

from __future__ import annotations

from dataclasses import replace

from data.clean import clean
from data.errors import UnreadableNotice
from data.items import items
from data.metadata import metadata
from data.outline import outline
from data.types import Notice
from data.version import parser


def reparsed(notice: Notice) -> Notice:
    """The same id, text and source; sections, items, dates and names as this program reads them.

    Where the body and the title stand is worked out again only if that leaves every character in its place:
    a better cleaner may want to drop a line, but nothing that is held is dropped.
    """
    text = notice.text
    start, end, title_start, title_end = _places(notice)
    sections = outline(text, start, end)
    stated = metadata(text, start, end, title_start, title_end)
    untitled = notice.title if notice.metadata.title is None else notice.id
    return replace(
        notice,
        title=stated.title.value if stated.title else untitled,
        body_start=start,
        body_end=end,
        metadata=stated,
        sections=sections,
        items=items(text, start, end, sections, stated, notice.id),
        parser=parser(),
    )


def _places(notice: Notice) -> tuple[int, int, int, int]:
    """Where the body and the title start and end."""
    try:
        again = clean(notice.text)
    except UnreadableNotice:  # what was taken in before the cleaner refused such a text stays
        again = None
    if again is not None and again.text == notice.text:
        return again.body_start, again.body_end, again.title_start, again.title_end
    title = notice.metadata.title.quote if notice.metadata.title else notice.span(0, 0)
    return notice.body_start, notice.body_end, title.start, title.end
