"""`tongbao app`: the web page."""

from __future__ import annotations

import argparse
import importlib


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="监听地址(默认只供本机访问)")
    parser.add_argument("--port", type=int, default=7860, help="端口")


def run(args: argparse.Namespace) -> int:
    # The page stands on qa, so qa may not import it (the arrow points one way, and gradio would come
    # along). A command is the one place that may start it, by name, when the user asks for it.
    page = importlib.import_module("app")
    page.main(folder=args.index, host=args.host, port=args.port, encoder=args.encoder)
    return 0
