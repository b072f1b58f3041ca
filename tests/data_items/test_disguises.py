"""The same notice as another page would print it reads the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources

import pytest

from data.corpus import parse
from tests.originals import original

NAMES = ("tongzhou", "binhai", "wuhan", "qinyuan", "kaifeng")
TO_WIDE = str.maketrans("(),:;0123456789", "（），：；０１２３４５６７８９")
TO_NARROW = str.maketrans("（），：；", "(),:;")


def _traditional() -> dict[int, str]:
    lines = resources.files("data").joinpath("traditional.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    return {ord(simplified): traditional for traditional, simplified in reversed(pairs)}


DISGUISES: dict[str, Callable[[str], str]] = {
    "narrow punctuation": lambda text: text.translate(TO_NARROW),
    "wide punctuation and digits": lambda text: text.translate(TO_WIDE).replace("![]（）", "![]()"),
    "blank lines between all lines": lambda text: text.replace("\n", "\n\n"),
    "no blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "indented with wide spaces": lambda text: "\n".join(f"\u3000\u3000{line.strip()}" for line in text.split("\n")),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "ornaments in front of numbers": lambda text: re.sub(r"(?m)^(?=[（(一二三四五六七八九十\d])", "◆ ", text),
    "traditional script": lambda text: text.translate(_traditional()),
}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("name", NAMES)
def test_items_and_metadata_do_not_depend_on_how_a_page_prints_them(name: str, disguise: str) -> None:
    plain = parse(original(name).encode(), "x.txt")
    other = parse(DISGUISES[disguise](original(name)).encode(), "x.txt")
    assert [(i.id, i.status, len(i.measures)) for i in other.items] == [
        (i.id, i.status, len(i.measures)) for i in plain.items
    ]
    for field in ("unit", "region", "inspected_by", "inspected_from", "inspected_to", "feedback", "signed", "phone"):
        here, there = getattr(plain.metadata, field), getattr(other.metadata, field)
        assert (there.value if there else "") == (here.value if here else ""), field
