"""Telephone, e-mail and address from the closing lines; what is masked there is no contact."""

from __future__ import annotations

import re

from data.script import fold
from data.types import Field, Span

_PHONE = re.compile(
    r"(?:电\s{0,6}话(?:号码)?|联系方式|热线|咨询方式)\s*(?:\([^)]{0,12}\))?\s*[:为是]?\s*(?:电话\s*:?\s*)?"
    r"(?P<value>(?:\(?0\d{2,3}\)?\s*-*\s*)?[2-9]\d{2,3}[ -]?\d{4}(?:-\d{1,5}|转\d{1,5})?(?!\d)"
    r"|1[3-9]\d{9}(?!\d)|1[02-9]\d{3}(?!\d)|400-?\d{3}-?\d{4})"
)
_EMAIL = re.compile(
    r"(?P<value>(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5})", re.ASCII
)
_ADDRESS = re.compile(
    r"(?:(?:通[讯信]|联系|邮寄|邮政|来信|来访|办公|单位|收信|信函)?地\s{0,6}址|邮政信箱|(?<!电子)信箱|来信请寄)(?:\s*[:为]\s*|\s+)"
    r"(?P<value>[^;。\n]{4,60}?)(?=\s*(?:[;。\n]|$|[,，]?\s*\(?(?:邮编|邮政编码|联系|电话|电子|邮箱|收件|传真)))"
)


def contacts(text: str, start: int, end: int) -> tuple[Field | None, Field | None, Field | None]:
    """(phone, email, address) stated in `start:end`. Dashes of a phone are written "-"; the quote keeps them."""
    folded = fold(text)
    phone = _first(_PHONE, text, folded, start, end)
    email = _first(_EMAIL, text, folded, start, end)
    address = _first(_ADDRESS, text, folded, start, end)
    if address and ("*" in address.value or "@" in address.value):
        address = None
    if phone:
        digits = re.sub(r"-+", "-", re.sub(r"\s|\(", "", fold(phone.value)).replace(")", "-"))
        phone = Field(re.sub(r"-+", "-", digits), phone.quote)
    return phone, email, address


def _first(pattern: re.Pattern[str], text: str, folded: str, start: int, end: int) -> Field | None:
    found = pattern.search(folded, start, end)
    if not found:
        return None
    a, b = found.span("value")
    b = a + len(text[a:b].rstrip())
    value = folded[a:b] if text[a:b].isascii() or pattern is not _ADDRESS else text[a:b]
    return Field(value, Span(a, b, text[a:b]))
