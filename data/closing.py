"""The last lines of a notice: invitation to supervise, contact, signature, date."""

from __future__ import annotations

import re

from data.numbering import number_at
from data.script import fold

DATE_LINE = re.compile(
    r"\s*(?:[(\[])?\s*(?:\d(?: ?\d){3}|[二〇零一三四五六七八九Oo0]{4})\s*[年./-]\s*"
    r"(?:\d ?\d?|[一二三四五六七八九十]{1,3})\s*[月./-]\s*"
    r"(?:\d ?\d?|[一二三四五六七八九十]{1,3})\s*日?\s*[)\]]?\s*$"
)
_SIGNATURE = re.compile(
    r"[^,。;:!?“”《》]{2,40}(?:党组|党委|党总支|党支部|委员会|纪委|局|厅|委|办|办公室|公司|集团|医院|学校|大学|学院|中心|站|院|馆|社|"
    r"领导小组|联社|银行|政府|(?:组织|宣传|统战|武装|社会工作|老干部工作)部|部务会)\s*$"
)
_INVITATION = re.compile(
    r"(?:现将.{0,20}向社会公布.{0,4})?欢迎.{0,60}(?:监督|意见|建议|反映)|如有.{0,8}(?:意见|建议|问题).{0,12}(?:反映|反馈|联系)|"
    r"(?:以上|上述).{0,20}(?:接受|请).{0,12}监督|(?:联系|监督|举报|咨询|受理)(?:电话|方式|人|邮箱|地址|时间)(?=[^。;]{0,10}[:为是\d*]|如下|\s*$)|"
    r"(?:电子)?(?:邮箱|邮件|邮编)\s*:|(?:邮政|通信|通讯|来信|来访|联系|办公|邮寄)(?:信箱|地址|编码|邮编)|电话\s*:|传真\s*:|地址\s*:|"
    r"(?:公示|公开|公布)(?:期|时间|期限).{0,30}|E-?mail\s*:|特此(?:通报|公告|报告|公示)"
)
_OPENS = 16  # characters behind a number in which an invitation shows
_MAX_INVITATION = 400  # characters; contact paragraphs are short, real paragraphs that mention 监督 are not
_MAX_LINES = 15  # from the end: invitation, ways to write or ring, attachments, signature and date are fewer


def closing_start(text: str, start: int, end: int) -> int:
    """Offset in `start:end` where the closing lines begin; `end` when there are none."""
    at = end
    signed = False
    for _ in range(_MAX_LINES):
        line_start = max(start, text.rfind("\n", start, max(start, at - 1)) + 1)
        line = fold(text[line_start:at]).strip()
        if not line or line_start <= start:
            break
        if DATE_LINE.match(line) or is_invitation(line):
            signed = True
        elif not (is_signature(line) or (signed and line.startswith("附件"))):
            break
        at = line_start
    return at


def is_invitation(line: str) -> bool:
    """Whether a folded line invites to supervise or says where to write or ring.

    A numbered line must begin with it: the last measure may be "三是公布监督电话12388,受理举报9件。".
    """
    number = number_at(line)
    words = line[: len(number.printed) + _OPENS] if number else line
    return len(line) <= _MAX_INVITATION and _INVITATION.search(words) is not None


def is_signature(line: str) -> bool:
    """Whether a folded line is an issuer's name, with or without the date behind it."""
    name = re.sub(r"\s*(?:\d{4}|[二〇零一三四五六七八九O]{4})年.{2,8}日\s*$", "", line).strip()
    return bool(name) and len(name) <= 45 and bool(_SIGNATURE.fullmatch(name))
