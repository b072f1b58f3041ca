"""Who signed a notice, when, and where that unit belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from data.closing import DATE_LINE
from data.dates import find
from data.regions import Region, affiliation, region
from data.script import fold
from data.types import Field, Span
from data.units import PARTY, short_name

_CLOSING_LINES = 12  # attachments and contacts may stand below a signature
_NAME_ENDS = "党组|党委|党工委|工委|党总支|党支部|委员会|纪委|局|委|公司|集团|医院|学校|大学|学院|中心|办公室"
_SIGNER = re.compile(
    rf"\s*(?P<name>(?:中共|中国共产党)?[\u4e00-\u9fa5()、]{{2,60}}?(?:{_NAME_ENDS}))"
    r"\s*(?:\(\s*(?:公?章|盖章|印章)\s*\))?\s*(?:\S{4}年.{2,8}日)?\s*$"
)
# of these any short line may end in, so that a place must begin the name
_PLACED = re.compile(
    r"(?P<name>(?:中共|中国共产党)?[\u4e00-\u9fa5()]{2,40}?(?:部|会|院|馆|社|站|所|台|队|政府|联社|银行))\s*$"
)
_NO_NAME = re.compile(r"欢迎|如有|反映|联系|监督(?!管理)|地址|信箱|邮箱|电话|来源")
_TITLED = re.compile(r"(?:党组|党委|工委|委员会|支部)(?=.*(?:巡|整改))")
_BEFORE_PLACE = re.compile(r"(?:对|向|中共|地址\s*:|信箱\s*:|(?:^|\n))\s*(?=[\u4e00-\u9fa5]{2})")
_ATTACHED = re.compile(r"\s*附件?\s*\d{0,2}\s*:?\s*")
_PLACELESS = re.compile(r"(?:中共)?(?:[省市区县旗州盟镇乡局委我])")
_PLACE_REACH = 24  # characters; the longest chain of province, prefecture and county is shorter
_OPENING = 400  # characters; the opening paragraph, which says who was inspected
_CLOSING = 700  # characters; contacts, address and signature


@dataclass(frozen=True, slots=True)
class Page:
    """A clean text with its folded twin and the bounds of its body."""

    text: str
    folded: str
    body_start: int
    body_end: int

    def field(self, start: int, end: int, value: str = "") -> Field:
        """A field read at `start:end`; without a value of its own it is what is printed there."""
        printed = self.text[start:end]
        return Field(value or printed, Span(start, end, printed))

    def closing_lines(self) -> list[tuple[int, int]]:
        """The last lines of the body, last first."""
        first = self.folded.rfind("\n", 0, self.body_start) + 1
        text = self.folded[: self.body_end]
        lines = [m.span() for m in re.finditer(r"[^\n]+", text) if m.start() >= first]
        for index, ((a, b), (c, d)) in enumerate(pairwise(lines), start=1):
            if _ATTACHED.fullmatch(text, c, d) and DATE_LINE.match(text[a:b]):
                del lines[index:]  # what is attached below the signature signs nothing
                break
        return lines[::-1][:_CLOSING_LINES]


@dataclass(frozen=True, slots=True)
class Place:
    """A region and where it is printed."""

    region: Region
    start: int
    end: int


def signed(page: Page) -> Field | None:
    """The full date that ends a closing line with no sentence in front of it."""
    for a, b in page.closing_lines():
        for found in find(page.folded, a, b):
            before, after = page.folded[a : found.start], page.folded[found.end : b].strip(" )日")
            whole = found.day or (found.month and not before.strip() and b - a <= 14)
            if whole and found.year and not after and not re.search(r"[。,;:]", before) and len(before) < 60:
                return page.field(found.start, found.end, found.iso)
    return None


def issuer(page: Page, title: Field | None) -> Field | None:
    """The signature in full; without one, what stands in front of 关于 in the title or in brackets below it."""
    for a, b in page.closing_lines():
        found = _SIGNER.match(page.folded, a, b) or _placed(page, a, b)
        if found and not _NO_NAME.search(found["name"]):
            start, end = found.span("name")
            return page.field(start, end, page.folded[start:end])
    if not title:
        return None
    a, b = title.quote.start, title.quote.end
    about = page.folded.find("关于", a, b)
    party = _TITLED.search(page.folded.replace("\n", " "), a, b)
    stop = about if about >= 0 else party.end() if party else a
    while stop > a and page.text[stop - 1].isspace():
        stop -= 1
    name = re.sub(r"\s", "", page.folded[a:stop])
    return page.field(a, stop, name) if len(name) >= 3 else _bracketed(page, b)


def _placed(page: Page, start: int, end: int) -> re.Match[str] | None:
    found = _PLACED.match(page.folded, start, end)
    return found if found and region(found["name"]) else None


def _bracketed(page: Page, title_end: int) -> Field | None:
    """ "(中共某某集团有限公司委员会)" on the line below a title that begins with 关于, or without brackets."""
    found = re.compile(r"\s*\n\s*\(?\s*(?P<line>[^()\n]{4,60}?)\s*\)?\s*(?=\n)").match(page.folded, title_end)
    signer = _SIGNER.match(page.folded, *found.span("line")) if found else None
    return page.field(*signer.span("name"), signer["name"]) if signer else None


def place(page: Page, title: Field | None, signer: Field | None) -> Place | None:
    """The place at the head of title or signature, whichever is fuller; else one named in opening or closing.

    A unit that calls itself 市教育局 leaves its place to the text: the first place behind 对, 向, 中共 or
    an address label.
    """
    named = [p for f in (title, signer) if f and (p := _leading(page, f.quote.start, f.quote.end))]
    if named:
        return max(named, key=lambda p: len(p.region.parts))
    if not signer or not _PLACELESS.match(fold(signer.value)):
        return None  # a firm's or a university's address is not the place it belongs to
    for at in _mentions(page):
        found = _leading(page, at, min(at + _PLACE_REACH, page.body_end))
        if found and found.region.level != "省":
            return found
    return None


def _leading(page: Page, start: int, end: int) -> Place | None:
    at = [i for i in range(start, end) if not page.text[i].isspace()]
    words = "".join(page.folded[i] for i in at)
    skip = len(affiliation(words))
    found = region(words)
    return Place(found, at[skip], at[skip + len(found.name) - 1] + 1) if found else None


def _mentions(page: Page) -> Iterator[int]:
    for start, end in (
        (page.body_start, min(page.body_end, page.body_start + _OPENING)),
        (max(page.body_start, page.body_end - _CLOSING), page.body_end),
    ):
        yield from (m.end() for m in _BEFORE_PLACE.finditer(page.folded, start, end))


def unit(signer: Field | None, where: Place | None) -> Field | None:
    """The short name; 市教育局 gets the place found elsewhere in front, so that lists tell units apart."""
    if not signer:
        return None
    short = short_name(fold(signer.value))
    if where and not region(PARTY.sub("", short)) and re.match(r"[省市区县旗州](?![\u4e00-\u9fa5]?[区县])", short):
        short = where.region.local + short[1:]
    return Field(short, signer.quote)
