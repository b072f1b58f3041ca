"""`tongbao password`: a line for the password file."""

from __future__ import annotations

import argparse
import getpass
import sys

from data.errors import BadRequest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="用户名", help="登录时用的名字")
    parser.add_argument("--stdin", action="store_true", help="从标准输入读密码(一行),不再询问")


def run(args: argparse.Namespace) -> int:
    from qa.web import passwords

    print(passwords.line(args.name, _password(args.stdin)))
    return 0


def _password(given: bool) -> str:
    if given:
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first = getpass.getpass("密码:")
        if getpass.getpass("再输一遍:") != first:
            raise BadRequest("两次输入的密码不同;请重新运行")
    except EOFError as error:
        raise BadRequest("没有输入密码;不在终端里运行时,请用 --stdin 从标准输入给出") from error
    return first
