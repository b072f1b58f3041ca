"""argparse in Chinese: the headings of a help text, and one line for what was typed wrong."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from data.wrap import width

USAGE = "用法:"
SEE = "用法见 {} --help"
WRONG = 2  # argparse's own exit code, and ours for an error
# What argparse says of a command line (3.11 to 3.14), and what we say. It has no hook for its words but
# gettext's, which would be set for the whole process; a sentence not listed here is passed on as it is.
SAID = (
    (r"unrecognized arguments: (.+)", "不认识的参数 {0}"),
    (r"the following arguments are required: (.+)", "还缺 {0}"),
    (r"(?:argument )?(.+): expected one argument", "{0} 后面要有一个值"),
    (r"(?:argument )?(.+): expected at least one argument", "{0} 后面至少要有一个值"),
    (r"argument (.+): invalid choice: '(.*)' \(choose from (.+)\)", "{0}不能是“{1}”,可用:{2}"),
    (r"argument (.+): invalid int value: '(.*)'", "{0} 应为整数,不能是“{1}”"),
    (r"argument (.+): invalid float value: '(.*)'", "{0} 应为数字,不能是“{1}”"),
    (r"argument (.+): ignored explicit argument '(.*)'", "{0} 后面不能有值“{1}”"),
    (r"ambiguous option: (.+) could match (.+)", "{0} 不明确,可能是 {1}"),
)


class Parser(argparse.ArgumentParser):
    """A parser, and through `add_subparsers` its commands' parsers, that speaks Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, formatter_class=Formatter)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        """The help text, its second column straight: argparse counts a wide character as one column."""
        return re.sub(r"^( {2,4}\S.*?)( {2,})(?=\S)", _straight, super().format_help(), flags=re.MULTILINE)

    def error(self, message: str) -> NoReturn:
        """One line, exit code 2."""
        self.exit(WRONG, f"tongbao: {said(message)}。{SEE.format(self.prog)}\n")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Descriptions keep their lines: there are no spaces in Chinese to break them at."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, USAGE if prefix is None else prefix)


def said(message: str) -> str:
    """What argparse says, in Chinese."""
    for pattern, ours in SAID:
        if found := re.fullmatch(pattern, message):
            return ours.format(*(part.replace("'", "") for part in found.groups()))
    return message


def _straight(found: re.Match[str]) -> str:
    """The first column at its true width; what is too wide for it has a line of its own, as argparse does it."""
    column = len(found[0])
    space = column - width(found[1])
    return found[1] + (" " * space if space >= 2 else "\n" + " " * column)
