"""`tongbao rebuild`: the index again, from the texts of the notices it holds."""

from __future__ import annotations

import argparse

from qa import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments beyond those of every command."""


def run(args: argparse.Namespace) -> int:
    from qa.library import rebuild

    manifest = rebuild(args.index, args.encoder, progress.show).manifest
    print(f"已重建:{manifest.notices} 份通报,{manifest.passages} 段,编码器 {manifest.encoder}({manifest.dimension} 维)")
    return 0
