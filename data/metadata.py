"""What a notice states about itself, each field with the words it was read from, or absent."""

from __future__ import annotations

import re

from data import noise
from data.contact import contacts
from data.dates import find
from data.issuer import Page, issuer, place, signed, unit
from data.period import period
from data.script import fold
from data.stated import counts
from data.types import Field, Metadata, Span

_TAIL = 700  # characters: invitation, contact, signature and date of the longest closing seen are below 400
_OPENING = 1500  # characters; period, body and round are stated in the first paragraphs
_SPACED_KIND = re.compile(r"(?<=[通公报])\s+(?=[报告示]$)")  # "通　　报", set wide at the end of a title
_LABELLED = (  # a label at the start of a line or table cell, its value up to the next label or cell
    r"(?:^|[\n|]|(?<=\s))\s*[\[【(]?\s*(?:{label})\s*[\]】)]?\s*[:|\s]\s*"
    r"(?P<value>[^\n|]+?)(?=\s{{2,}}|\s*(?:\||$|\n)|\s(?:{stop})[^\s:]{{0,6}}\s*[:】])"
)
_STOP = "来源|发布|信息|字|浏览|点击|阅读|作者|编辑|责任|时间|日期|公开|成文|文号|索引|主题|有效|打印|分享|【|\\["
_SOURCE = ("信息来源", "稿件来源", "文章来源", "来源", "供稿单位", "供稿")
_PUBLISHER = ("信息发布机构", "发布机构", "发布机关", "发布单位", "发布部门", "公开主体", "发文机关", "发文单位")
_PUBLISHED = (
    *("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间", "公示日期"),
    *("更新时间", "更新日期", "日期", "时间"),
)
_FILLED_IN_BY = ("填报单位", "填表单位", "报送单位", "上报单位")  # above a ledger, which nobody signs
_FILLED_IN = ("填报日期", "填报时间", "填表日期", "填表时间", "报送日期", "报送时间", "制表日期")
_WRITTEN = ("成文日期", "成文时间", "生成日期", "发文日期", "发文时间", "印发日期", "签发日期")


def metadata(text: str, body_start: int, body_end: int, title_start: int = 0, title_end: int = 0) -> Metadata:
    """Read title and metadata lines around the body, its opening and its closing.

    `title_start:title_end` is the title's place (may run over lines); when empty, the first line of the
    text is the title.
    """
    page = Page(text, fold(text), body_start, body_end)
    title = _title(page, title_start, title_end)
    published = _date(page, _PUBLISHED)
    written = signed(page) or _date(page, _WRITTEN + _FILLED_IN) or _under_title(page)
    published = published or _later(_date(page, _WRITTEN), written) or _stamp(page)
    signer = issuer(page, title) or _labelled(page, _FILLED_IN_BY)
    where = place(page, title, signer)
    bound = written or published
    opening = min(body_end, body_start + _OPENING)
    when = period(text, page.folded, title.quote.start if title else 0, opening, bound.value if bound else "")
    phone, email, address = contacts(text, max(body_start, body_end - _TAIL), len(text))
    return Metadata(
        title=title,
        unit=unit(signer, where),
        issuer=signer,
        region=page.field(where.start, where.end, where.region.name) if where else None,
        level=page.field(where.start, where.end, where.region.level) if where else None,
        inspected_by=when.inspected_by,
        round=when.round,
        inspected_from=when.inspected_from,
        inspected_to=when.inspected_to,
        feedback=when.feedback,
        signed=written,
        published=published,
        source=_labelled(page, _SOURCE) or _labelled(page, _PUBLISHER),
        phone=phone,
        email=email,
        address=address,
        counts=counts(text, body_start, body_end),
    )


def _title(page: Page, start: int, end: int) -> Field | None:
    if start >= end:
        line = re.search(r"\S[^\n]*", page.text)
        if not line or line[0].count("|") > 1:  # the head of a table is no title
            return None
        start, end = line.start(), line.start() + len(line[0].rstrip())
    label = noise.TITLE_LABEL.match(page.folded[start:end])
    start += label.end() if label else 0
    if page.folded[start : start + 1] in "<《【〈" and page.folded[end - 1 : end] in ">》】〉" and end - start > 2:
        start, end = start + 1, end - 1
    joined = _close(re.sub(r"\s*\n\s*", "", page.text[start:end]).strip())
    return page.field(start, end, _SPACED_KIND.sub("", joined))


def _close(title: str) -> str:
    """A title without the blanks between its letters, where it is set wide ("关 于 巡 察 整 改")."""
    wide = len(re.findall(r"(?<=[\u4e00-\u9fa5]) (?=[\u4e00-\u9fa5])", title))
    return re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", "", title) if 3 * wide >= len(title.replace(" ", "")) else title


def _labelled(page: Page, labels: tuple[str, ...]) -> Field | None:
    """The value printed behind one of the labels, in front of the body or below it; earlier labels first."""
    for label in labels:
        pattern = re.compile(_LABELLED.format(label=r"\s*".join(label), stop=_STOP), re.MULTILINE)
        for where in ((0, page.body_start), (page.body_end, len(page.text))):
            found = pattern.search(page.folded, *where)
            if found and found["value"].strip(" -:"):
                a, b = found.span("value")
                a += len(page.text[a:b]) - len(page.text[a:b].lstrip())
                return Field(page.text[a:b].rstrip(), Span(a, b, page.text[a:b]))
    return None


def _under_title(page: Page) -> Field | None:
    """A line in front of the body that is nothing but a date: "(2024年11月20日)"; an issuer may stand beside it."""
    for line in re.finditer(r"[^\n]+", page.folded[: page.body_start]):
        found = next(find(page.folded, *line.span()), None)
        before = page.folded[line.start() : found.start] if found else ""
        alone = not re.sub(r"[()\s]", "", before) or re.fullmatch(r"\s*\(?[\u4e00-\u9fa5\s]{4,60}", before)
        if found and found.day and found.year and alone:
            rest = page.folded[found.end : line.end()].strip(" )")
            if not rest:
                return page.field(found.start, found.end, found.iso)
    return None


def _stamp(page: Page) -> Field | None:
    """A time stamp in front of the body: a day at the start of a line, or, with its hour (2024-05-06 09:12), in it."""
    day = r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    pattern = rf"(?:^|\n)\s*(?={day}(?:\s|$))|(?<![\d-])(?={day}\s+\d{{1,2}}:\d\d)"
    stamp = re.search(pattern, page.folded[: page.body_start])
    found = next(find(page.folded, stamp.end(), page.body_start), None) if stamp else None
    return page.field(found.start, found.end, found.iso) if found else None


def _later(printed: Field | None, written: Field | None) -> Field | None:
    """A date of issue printed by the page counts as publication where it is later than the signature."""
    return printed if printed and written and printed.value > written.value else None


def _date(page: Page, labels: tuple[str, ...]) -> Field | None:
    for label in labels:
        field = _labelled(page, (label,))
        found = next(find(page.folded, field.quote.start, field.quote.end), None) if field else None
        if found and found.iso:
            return page.field(found.start, found.end, found.iso)
    return None
