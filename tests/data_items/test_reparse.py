"""A clean text that is read again gives what the file gave, and what decides that has a print."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from listing import all_notices

import data
from data.reparse import reparsed
from data.types import Metadata, Notice
from data.version import modules, parser

NOTICES = all_notices()
ROOM = Path(data.__file__).parent


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_a_notice_read_again_from_its_clean_text_is_the_same(name: str) -> None:
    again = reparsed(replace(NOTICES[name], sections=(), items=(), metadata=Metadata(), parser=""))
    assert again == NOTICES[name]
    assert again.parser == NOTICES[name].parser == parser()


def test_a_text_that_the_cleaner_would_shorten_keeps_every_character() -> None:
    notice = NOTICES["wuhan"]
    text = notice.text + "\n上一篇:别的通报\n打印本页"
    held = replace(notice, text=text, sections=(), items=())
    again = reparsed(held)
    assert again.text == text
    assert again.items == notice.items


def test_a_notice_without_a_title_keeps_the_name_it_was_given() -> None:
    held = Notice("n1", "甲文件", "|表|头|", 0, 5, NOTICES["wuhan"].source, Metadata())
    assert reparsed(held).title == "甲文件"


def test_the_print_is_of_everything_that_reading_a_clean_text_imports() -> None:
    """Asked of Python itself, in a process of its own."""
    code = "import sys, data.reparse, data.passages; print(*[m for m in sys.modules if m.startswith('data.')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    expected = {f"{name.removeprefix('data.')}.py" for name in loaded} - {"reparse.py", "version.py"}
    assert {name for name in modules() if name.endswith(".py")} == expected


def test_every_table_beside_those_modules_is_in_the_print() -> None:
    named = {
        constant.value
        for name in modules()
        if name.endswith(".py")
        for constant in ast.walk(ast.parse((ROOM / name).read_text(encoding="utf-8")))
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }
    assert {p.name for p in ROOM.iterdir() if p.is_file() and p.name in named} <= set(modules())
    assert "traditional.tsv" in modules()
