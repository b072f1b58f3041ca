"""Text that says nothing or was decoded wrongly before it came here."""

from __future__ import annotations

import re

from data.errors import UnreadableNotice

_MOJIBAKE = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫|[\u00c0-\u00ff][\u0080-\u00bf]")
_SHARE = 0.02  # of all characters; a stray damaged character must not cost a whole notice


def refuse_unreadable(raw: str) -> None:
    """Raises UnreadableNotice where there is no text, or mostly damaged text."""
    if not any(map(str.isalnum, raw)):
        raise UnreadableNotice("没有可读的文字(空文件,或只有符号)。请换一个文件")
    if len(_MOJIBAKE.findall(raw)) > _SHARE * len(raw):
        raise UnreadableNotice("文字是乱码(编码已损坏)。请从原网页重新保存为 UTF-8 或 GB18030 文本")
