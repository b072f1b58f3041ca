"""A clean text that is read again gives what the file gave, and what decides that has a print."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
from dataclasses import replace
from pathlib import Path

import pytest
from listing import all_notices

import data
from data.reparse import reparsed
from data.types import Metadata, Notice
from data.version import code, modules, parser

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


RULE = '''"""What it is for."""

SIGN = "#"  # stands before a number


def signed(text):
    """Whether a sign stands there."""
    # at the beginning only
    return text.startswith(SIGN + """
# no comment
""")
'''


def test_what_is_said_about_a_rule_is_no_part_of_its_print_and_what_it_does_is() -> None:
    plain = code(RULE)
    assert plain.split("\n", 3)[:3] == ["", 'SIGN = "#"', "def signed(text):"]
    assert "# no comment" in plain
    for same in (
        ("What it is for", "Whatever"),
        ("  # stands before a number", ""),
        ("at the", "in the"),
        ("\n\n", "\n"),
    ):
        assert code(RULE.replace(*same)) == plain
    for other in ('= "#"', '= "＃"'), ("# no comment", "# none"), ("startswith", "endswith"), ("    return", "return"):
        assert code(RULE.replace(*other)) != plain


DROPPED = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def _tokens(text: str) -> list[tokenize.TokenInfo]:
    return [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type not in DROPPED]


@pytest.mark.parametrize("name", [name for name in modules() if name.endswith(".py")])
def test_nothing_but_comments_and_docstrings_is_left_out_of_the_print(name: str) -> None:
    """By Python's own reading of the same file."""
    text = (ROOM / name).read_text(encoding="utf-8")
    documented = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, DOCUMENTED) and ast.get_docstring(node)
    ]
    about = {(node.body[0].lineno, node.body[0].col_offset) for node in documented}
    assert [t.string for t in _tokens(code(text))] == [t.string for t in _tokens(text) if t.start not in about]
