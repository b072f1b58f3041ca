"""Pages saved as one file (.mht, .mhtml): the first HTML part is the page."""

from __future__ import annotations

import email
from email import policy

from data.errors import UnreadableNotice
from data.readers.html import read_html
from data.readers.kinds import kind, refuse_empty, refuse_other
from data.readers.types import Converted


def read_mhtml(raw: bytes) -> Converted:
    """Raises UnreadableNotice for a file that holds no page."""
    refuse_empty(raw)
    if kind(raw):
        refuse_other(raw, "网页存档(MHTML)")
    message = email.message_from_bytes(raw, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                page = read_html(content)
                address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
                return page if page.url or not address.startswith("http") else Converted(page.text, address, page.note)
    raise UnreadableNotice("网页存档里没有网页。请在浏览器里重新另存为网页")
