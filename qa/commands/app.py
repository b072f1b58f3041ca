"""`tongbao app`: the web page and the API."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from qa.web.settings import PORT


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", metavar="地址", default="127.0.0.1", help="监听地址(默认只供本机访问;其他地址必须先设登录)"
    )
    parser.add_argument("--port", metavar="端口", type=int, default=PORT, help=f"端口(默认 {PORT})")
    parser.add_argument("--auth", type=Path, metavar="文件", help="密码文件,每行由 tongbao password 写出")
    parser.add_argument(
        "--admin", action="append", default=[], metavar="用户名", help="只有这些用户能改资料库,可写多次"
    )
    parser.add_argument("--read-only", action="store_true", help="谁都不能在网页上改资料库")
    parser.add_argument("--allow-host", action="append", default=[], metavar="域名", help="网页所用的域名,可写多次")
    parser.add_argument("--behind-proxy", action="store_true", help="前面有本机的反向代理,相信它报来的访问者地址")
    parser.add_argument("--log-questions", action="store_true", help="日志中记下问题原文(默认不记)")


def run(args: argparse.Namespace) -> int:
    from qa.web import passwords
    from qa.web.settings import Settings

    settings = Settings(
        host=args.host,
        port=args.port,
        users=passwords.users(args.auth),
        names=tuple(name.lower() for name in args.allow_host),
        behind_proxy=args.behind_proxy,
        log_questions=args.log_questions,
        admins=frozenset(args.admin),
        read_only=args.read_only,
    )
    if args.auth and args.auth.stat().st_mode & 0o077 and sys.platform != "win32":
        sys.stderr.write(f"提醒:本机其他用户也能读 {args.auth};可用 chmod 600 收紧\n")
    # The page stands on qa, so qa may not import it (the arrow points one way, and gradio would come
    # along). A command is the one place that may start it, by name, when the user asks for it.
    page = importlib.import_module("app")
    page.main(settings, folder=args.index, encoder=args.encoder)
    return 0
