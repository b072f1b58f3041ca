"""Page text → clean text: furniture off, title and metadata lines kept in front, nothing of the body lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data import noise
from data.closing import DATE_LINE, is_invitation, is_signature
from data.damage import refuse_unreadable
from data.lines import Dropped, Line, join_broken, lines_of
from data.numbering import number_at
from data.script import fold
from data.tables import heads_table

_SENTENCE = re.compile(r"[。!?;:]$")
_TEMPLATE = 1000  # characters; no line of a page's template is longer, so it is not searched for furniture
_PROSE = 40  # characters; a line this long with a sentence end is prose, no page template writes one
_TITLE_END = re.compile(r"(?:通报|公告|公示|通告|报告|情况|通知|说明|公开|公布|清单)\s*(?:[(\[].{1,20}[)\]])?$")
_SHEET_END = re.compile(r"整改[^,。:]{0,12}(?:(?:公示|公开|情况|一览|落实)表|台账)$")
_WORD = 2  # characters of the words that end a title
_TITLE_LINES = 4  # of one title: office, unit and matter each on a line of its own, and one broken


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The clean text. `title_start:title_end` is empty without a title; lines are separated by one newline.

    Order of the text: title, metadata and other head lines, the body `body_start:body_end`, metadata
    lines found below the body.
    """

    text: str
    title: str
    title_start: int
    title_end: int
    body_start: int
    body_end: int
    dropped: tuple[Dropped, ...]


def clean(raw: str) -> Cleaned:
    """Raises UnreadableNotice where there is no text, or mostly damaged text."""
    refuse_unreadable(raw)
    dropped: list[Dropped] = []
    lines = join_broken(_drop_furniture(lines_of(raw, dropped), dropped))
    head, rest = _split_head(lines)
    body, tail = _split_tail(rest, dropped)
    head = _tidy_head(head, dropped)
    if not body:  # a page of head lines only: they are all there is to read
        head, body = [], head
    title_lines = _title(head)
    head = _drop_doubles(head, title_lines, dropped)
    return _assemble(head, body, tail, title_lines, sorted(dropped, key=lambda d: d.line))


def _drop_furniture(lines: Sequence[Line], dropped: list[Dropped]) -> list[Line]:
    """Lines that are nothing but furniture go; those that open a footer stay, marked, until the tail is cut."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        below = 2 * index > len(lines)
        if len(line.text) > _TEMPLATE:
            kept.append(line)
        elif below and noise.FOOTER.fullmatch(line.folded):
            kept.append(replace(line, footer=True))
        elif noise.LINE.fullmatch(line.folded) or not noise.INLINE.sub("", line.folded).strip(" |·"):
            dropped.append(Dropped(line.number, line.text, "页面部件"))
        else:
            kept.append(line)
    return kept


def _split_head(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Everything in front of the first line of prose or the first numbered heading."""
    for index, line in enumerate(lines):
        if _is_body(line.folded):
            return list(lines[:index]), list(lines[index:])
    return list(lines), []


def _is_body(folded: str) -> bool:
    if noise.METADATA.match(folded) or noise.BARE_LABEL.fullmatch(folded) or noise.NAVIGATION.match(folded):
        return False
    if not noise.INLINE.sub("", folded).strip(" |·"):
        return False
    if number_at(folded) or folded.startswith("【") or heads_table(folded):
        return True
    return bool(_SENTENCE.search(folded)) or (len(folded) >= _PROSE and "。" in folded)


def _tidy_head(lines: Sequence[Line], dropped: list[Dropped]) -> list[Line]:
    """Navigation cut down to the title it ends with; 字号, 打印 and 浏览量 cut out of metadata lines."""
    kept: list[Line] = []
    for line in lines:
        text = line.text.lstrip(noise.BULLETS + " ")  # a page that prints its head as a list
        if noise.NAVIGATION.match(line.folded):
            crumb = list(noise.CRUMB.finditer(line.folded))
            text = line.text[crumb[-1].end() :] if crumb else ""
            if not _TITLE_END.search(fold(text)) or len(text) < 10:
                text = ""
            dropped.append(Dropped(line.number, line.text[: len(line.text) - len(text)], "导航"))
        elif len(line.text) < 200:
            text = _cut_inline(replace(line, text=text), dropped)
        if text:
            kept.append(replace(line, text=text))
    return kept


def _cut_inline(line: Line, dropped: list[Dropped]) -> str:
    parts, at = [], 0
    for found in noise.INLINE.finditer(line.folded):
        dropped.append(Dropped(line.number, line.text[found.start() : found.end()], "页面部件"))
        parts.append(line.text[at : found.start()])
        at = found.end()
    return "".join([*parts, line.text[at:]]).strip(" \u3000|·") if parts else line.text


def _title(head: Sequence[Line]) -> list[Line]:
    """The lines of the title: up to the first line that ends like one, and upwards while it lacks its issuer."""
    plain = [i for i, line in enumerate(head) if not _is_metadata(line) and line.text.count("|") < 2]
    ends = [
        i for i in plain if _TITLE_END.search(_squeeze(head[i].text)) or (i - 1 in plain and _ends_last_word(head, i))
    ]
    named = [i for i in ends if "关于" in head[i].folded or (i and "关于" in head[i - 1].folded)]
    ends = named or ends or [i for i in plain if _SHEET_END.search(head[i].folded)]
    if not ends:  # a page that says its title in the table only
        labelled = [line for line in head if noise.TITLE_LABEL.match(line.folded) and _TITLE_END.search(line.folded)]
        if labelled:
            return labelled[:1]
        longest = max(plain, key=lambda i: len(head[i].text), default=-1)
        return [head[longest]] if longest >= 0 else []
    last = first = ends[0]
    while last + 1 in plain and head[last + 1].folded[0] in "的和及" and _TITLE_END.search(head[last + 1].folded):
        last += 1  # "…整改情况" is a title's end, "的通报" on the next line ends it better
    while (
        first > 0
        and first - 1 in plain
        and last - first + 1 < _TITLE_LINES
        and (not _names_issuer(head[first : last + 1]) or _begins_title(head[first - 1], head[first]))
    ):
        first -= 1
    return list(head[first : last + 1])


def _ends_last_word(head: Sequence[Line], at: int) -> bool:
    """Whether a line is the rest of the word that ends the title above it ("…情况的通" over "报")."""
    rest = _squeeze(head[at].text)
    return len(rest) < _WORD and _TITLE_END.search(_squeeze(head[at - 1].text) + rest) is not None


def _begins_title(line: Line, below: Line) -> bool:
    """Whether a line opens a party body's name that the line below it carries on."""
    opens = ("中共", "中国共产党")
    return line.folded.startswith(opens) and not below.folded.startswith(opens) and not _TITLE_END.search(line.folded)


def _names_issuer(lines: Sequence[Line]) -> bool:
    joined = "".join(line.folded for line in lines)
    about = joined.find("关于")
    return about > 0 or (
        about < 0 and re.search(r"党组|党委|委员会|局|厅|公司|医院|学校|大学|学院|中心|镇|街道|办", joined) is not None
    )


def _is_metadata(line: Line) -> bool:
    return bool(noise.METADATA.match(line.folded) or noise.BARE_LABEL.fullmatch(line.folded))


def _drop_doubles(head: Sequence[Line], title: Sequence[Line], dropped: list[Dropped]) -> list[Line]:
    """Head lines that only repeat the title, whole or in pieces (a page prints it once more above the body)."""
    whole = _squeeze("".join(line.text for line in title))
    kept: list[Line] = []
    for line in head:
        repeats = line not in title and len(_squeeze(line.text)) >= 4 and _squeeze(line.text) in whole
        if repeats and not _is_metadata(line) and not _names_only(line, title):
            dropped.append(Dropped(line.number, line.text, "重复的标题"))
        else:
            kept.append(line)
    return kept


def _names_only(line: Line, title: Sequence[Line]) -> bool:
    """An issuer's name of its own above or below the title is information, though the title repeats it."""
    return is_signature(line.folded) and all(_squeeze(line.text) != _squeeze(t.text) for t in title)


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


def _split_tail(lines: Sequence[Line], dropped: list[Dropped]) -> tuple[list[Line], list[Line]]:
    """The body, and metadata lines below it; links, tags and advertisements below it are dropped."""
    stop = len(lines)
    while stop and not _ends_body(lines[max(0, stop - _FOOTER_LINES) : stop], stop):
        stop -= 1
    stop = stop or len(lines)
    body: list[Line] = []
    tail: list[Line] = []
    for index, line in enumerate(lines):
        if index < stop and not line.footer:
            body.append(line)
        elif index >= stop and _is_metadata(line):
            tail.append(line)
        else:
            dropped.append(Dropped(line.number, line.text, "页脚"))
    return body, tail


def _ends_body(lines: Sequence[Line], count: int) -> bool:
    """Whether the last of these lines, the end of `count` lines in all, still belongs to the notice."""
    folded = lines[-1].folded
    if lines[-1].footer or _is_metadata(lines[-1]) or noise.EMPTY_ATTACHMENT.fullmatch(folded):
        return False
    prose = len(folded) >= _PROSE and "。" in folded
    near = lines[:-1]
    if prose or any(line.footer for line in near):
        return prose
    if DATE_LINE.match(folded) or is_invitation(folded) or is_signature(folded) or folded.startswith(_BELOW_DATE):
        return True
    dates = [i for i, line in enumerate(near) if DATE_LINE.match(line.folded)]
    if not dates or len(near) - dates[-1] > count / 2:  # no date, or one too far up to be the signature's
        return True
    return any(line.folded.startswith("附件") for line in near[dates[-1] :])  # a list attached below the date


_BELOW_DATE = ("附件", "抄送", "(此件", "注:")  # what may stand below the signature
_FOOTER_LINES = 40  # link lists below a notice are shorter


def _assemble(
    head: Sequence[Line], body: Sequence[Line], tail: Sequence[Line], title: Sequence[Line], dropped: list[Dropped]
) -> Cleaned:
    front = "".join(line.text + "\n" for line in head)
    text = front + "\n".join(line.text for line in body)
    body_end = len(text)
    text += "".join("\n" + line.text for line in tail)
    title_start = title_end = 0
    if title:
        title_start = sum(len(line.text) + 1 for line in head[: head.index(title[0])])
        title_end = title_start + sum(len(line.text) + 1 for line in title) - 1
    joined = "".join(line.text for line in title)
    return Cleaned(text, joined, title_start, title_end, len(front), body_end, tuple(dropped))
