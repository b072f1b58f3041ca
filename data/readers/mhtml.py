"""Pages saved as one file (.mht, .mhtml): of the page and its frames the one that holds most text."""

from __future__ import annotations

import email
from dataclasses import replace
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
    pages: list[Converted] = []
    refused: UnreadableNotice | None = None
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes) and content.strip():
            try:
                page = read_html(content)
            except UnreadableNotice as error:
                refused = refused or error
                continue
            address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            pages.append(replace(page, url=address) if not page.url and address.startswith("http") else page)
    if not pages:
        raise refused or UnreadableNotice("网页存档里没有网页。请在浏览器里重新另存为网页")
    return max(pages, key=lambda page: len(page.text))
