"""`tongbao eval`: how good the answers are, and whether a change helped.

The room eval uses qa, so qa must not import eval: rooms only flow one way. The command line is the one place
where the name is needed, and only when the user types it; hence the late import by name.
"""

from __future__ import annotations

import argparse
import importlib

COMMAND = "eval.cli"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    importlib.import_module(COMMAND).add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    return int(importlib.import_module(COMMAND).run(args))
