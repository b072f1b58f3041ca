"""The filter arguments that several commands share."""

from __future__ import annotations

import argparse

from qa.types import Filters


def add_filters(parser: argparse.ArgumentParser) -> None:
    """--unit, --region, --year and --status."""
    parser.add_argument("--unit", default="", help="只看这个单位")
    parser.add_argument("--region", default="", help="只看这个地区")
    parser.add_argument("--year", default="", help="只看这一年")
    parser.add_argument("--status", default="", help="只看这种整改状态")


def filters(args: argparse.Namespace) -> Filters:
    """What they were set to."""
    return Filters(args.unit, args.region, args.year, args.status)
