"""`tongbao mcp`: the Model Context Protocol server on stdin and stdout."""

from __future__ import annotations

import argparse

from qa import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing beyond --index and --encoder: what a client may do does not depend on how it was started."""


def run(args: argparse.Namespace) -> int:
    from qa import mcp
    from qa.library import open_library

    mcp.serve(open_library(args.index, args.encoder, progress=progress.show))
    return 0
