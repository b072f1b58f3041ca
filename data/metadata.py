"""What a notice states about itself, each field with the words it was read from, or absent."""

from __future__ import annotations

import re

from data.contact import contacts
from data.dates import find
from data.period import period
from data.regions import Region, region
from data.script import fold
from data.stated import counts
from data.types import Field, Metadata, Span
from data.units import PARTY, short_name

_TAIL = 700  # characters: invitation, contact, signature and date of the longest closing seen are below 400
_OPENING = 1500  # characters; period, body and round are stated in the first paragraphs
_ABOUT = re.compile(r"关于")
_LABELLED = r"(?:^|[\n|]|(?<=\s))\s*[\[【(]?\s*(?:{labels})\s*[\]】)]?\s*[:|\s]\s*(?P<value>[^\n|]+?)(?=\s{{2,}}|\s*(?:\||$|\n)|\s(?:{stop})\s*:)"
_STOP = "来源|发布|信息|字|浏览|点击|阅读|作者|编辑|时间|日期|公开|成文|文号|索引|主题|有效"
_SOURCE = "信息来源|稿件来源|文章来源|来源|供稿单位|供稿"
_PUBLISHER = "信息发布机构|发布机构|发布机关|发布单位|发布部门|公开主体|发文机关|发文单位"
_PUBLISHED = "发布日期|发布时间|公开日期|公开时间|更新时间|更新日期|日期|时间"
_WRITTEN = "成文日期|成文时间|生成日期|发文日期|印发日期|签发日期"
_SIGNER = re.compile(
    r"(?P<name>(?:中共|中国共产党)?[\u4e00-\u9fa5()、]{2,60}?(?:党组|党委|党工委|工委|党总支|党支部|委员会|纪委|局|委|公司|集团|医院|学校|大学|学院|中心))"
    r"\s*(?:\(\s*(?:公?章|盖章|印章)\s*\))?\s*(?P<date>\S{4}年.{2,8}日)?\s*$"
)


def metadata(text: str, body_start: int, body_end: int, title_start: int = 0, title_end: int = 0) -> Metadata:
    """Read title and metadata lines in front of the body, its opening and its closing.

    `title_start:title_end` is the title's place (may run over lines); when empty, the first line of the
    front, or of the text, is the title.
    """
    folded = fold(text)
    title = _title(text, body_start, title_start, title_end)
    signed = _signed(text, folded, body_start, body_end)
    front = (0, body_start)
    published = _labelled_date(_PUBLISHED, text, folded, front) or _labelled_date(
        _PUBLISHED, text, folded, (body_end, len(text))
    )
    signed = signed or _labelled_date(_WRITTEN, text, folded, front)
    issuer = _issuer(text, folded, body_start, body_end, title)
    bound = signed.value if signed else published.value if published else ""
    place = _place(text, folded, body_start, body_end, issuer, title)
    when = period(text, folded, title.quote.start if title else 0, min(body_end, body_start + _OPENING), bound)
    phone, email, address = contacts(text, max(body_start, body_end - _TAIL), len(text))
    return Metadata(
        title=title,
        unit=_unit(issuer, place),
        issuer=issuer,
        region=Field(place[0].name, place[1]) if place else None,
        level=Field(place[0].level, place[1]) if place else None,
        inspected_by=when.inspected_by,
        round=when.round,
        inspected_from=when.inspected_from,
        inspected_to=when.inspected_to,
        feedback=when.feedback,
        signed=signed,
        published=published,
        source=_labelled(_SOURCE, text, folded, front) or _labelled(_PUBLISHER, text, folded, front),
        phone=phone,
        email=email,
        address=address,
        counts=counts(text, body_start, body_end),
    )


def _title(text: str, body_start: int, start: int, end: int) -> Field | None:
    if start >= end:
        line = re.search(r"\S[^\n]*", text[: body_start or None])
        if not line:
            return None
        start, end = line.start(), line.start() + len(line[0].rstrip())
    printed = text[start:end]
    return Field(re.sub(r"\s*\n\s*", "", printed).strip(), Span(start, end, printed))


def _labelled(labels: str, text: str, folded: str, where: tuple[int, int]) -> Field | None:
    """The value printed behind one of the labels, earlier labels of the list first."""
    for label in labels.split("|"):
        pattern = re.compile(_LABELLED.format(labels=r"\s*".join(label), stop=_STOP), re.MULTILINE)
        found = pattern.search(folded, *where)
        if found and found["value"].strip(" -:"):
            a, b = found.span("value")
            a += len(folded[a:b]) - len(folded[a:b].lstrip())
            return Field(text[a:b].rstrip(), Span(a, b, text[a:b]))
    return None


def _labelled_date(labels: str, text: str, folded: str, where: tuple[int, int]) -> Field | None:
    for label in labels.split("|"):
        field = _labelled(label, text, folded, where)
        found = next(find(folded, field.quote.start, field.quote.end), None) if field else None
        if found and found.iso:
            return Field(found.iso, Span(found.start, found.end, text[found.start : found.end]))
    return None


def _lines_from_end(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The last lines of `start:end`, last first, at most 12 (attachments and contacts may follow a signature)."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", folded[:end]) if m.start() >= start]
    return lines[::-1][:12]


def _signed(text: str, folded: str, body_start: int, body_end: int) -> Field | None:
    """The date that ends a closing line and leaves no sentence in front of it."""
    for a, b in _lines_from_end(folded, body_start, body_end):
        for found in find(folded, a, b):
            before, after = folded[a : found.start], folded[found.end : b].strip(" )日")
            if found.day and found.year and not after and not re.search(r"[。,;:]", before) and len(before) < 60:
                return Field(found.iso, Span(found.start, found.end, text[found.start : found.end]))
    return None


def _issuer(text: str, folded: str, body_start: int, body_end: int, title: Field | None) -> Field | None:
    """The signature; without one, what stands in front of 关于 in the title."""
    for a, b in _lines_from_end(folded, body_start, body_end):
        found = _SIGNER.match(folded, a + len(folded[a:b]) - len(folded[a:b].lstrip()), b)
        if found and not re.search(r"欢迎|如有|反映|联系", found["name"]):
            x, y = found.span("name")
            return Field(folded[x:y], Span(x, y, text[x:y]))
    if not title:
        return None
    a, b = title.quote.start, title.quote.end
    about = _ABOUT.search(folded, a, b)
    stop = about.start() if about else _party_end(folded, a, b)
    printed = text[a:stop].strip()
    name = re.sub(r"\s", "", fold(printed))
    return Field(name, Span(a, a + len(printed), printed)) if len(name) >= 3 else None


def _party_end(folded: str, start: int, end: int) -> int:
    found = re.search(r"(?:党组|党委|工委|委员会|支部)(?=.*(?:巡|整改))", folded[start:end])
    return start + found.end() if found else start


def _place(
    text: str, folded: str, body_start: int, body_end: int, issuer: Field | None, title: Field | None
) -> tuple[Region, Span] | None:
    """The place in front of the issuer's name, or of the title's, or of a unit or address in opening and closing."""
    for field in (title, issuer):
        found = _leading(text, field.quote) if field else None
        other = _leading(text, issuer.quote) if field is title and issuer else None
        if found and (not other or len(found[0].parts) >= len(other[0].parts)):
            return found
    spots = [
        *_mentions(folded, body_start, min(body_end, body_start + 400)),
        *_mentions(folded, body_end - _TAIL, body_end),
    ]
    for at in spots:
        found = _leading(text, Span(at, min(at + 24, body_end), text[at : min(at + 24, body_end)]))
        if found and found[0].level != "省":
            return found
    return None


def _leading(text: str, span: Span) -> tuple[Region, Span] | None:
    folded = fold(span.text)
    lead = re.match(r"\s*(?:中国共产党|中共)?\s*", folded)
    offset = lead.end() if lead else 0
    place = region(re.sub(r"\n", "", folded[offset:]))
    if not place:
        return None
    a = span.start + offset
    return place, Span(a, a + len(place.name), text[a : a + len(place.name)])


def _mentions(folded: str, start: int, end: int) -> list[int]:
    """Where a place name may begin: behind 对, 向, 中共, a label, or at the start of a line."""
    return [
        m.end()
        for m in re.finditer(
            r"(?:对|向|中共|地址\s*:|信箱\s*:|(?:^|\n))\s*(?=[\u4e00-\u9fa5]{2})", folded[: max(end, 0)]
        )
        if m.end() >= max(start, 0)
    ]


def _unit(issuer: Field | None, place: tuple[Region, Span] | None) -> Field | None:
    """The short name; a unit that names itself without its place ("市教育局") gets the place found elsewhere."""
    if not issuer:
        return None
    short = short_name(issuer.value)
    if place and not region(PARTY.sub("", short)) and re.match(r"[省市区县旗州]", short):
        short = place[0].local + short[1:]
    return Field(short, issuer.quote)
