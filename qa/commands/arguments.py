"""The arguments that several commands share: which library, and filters."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.types import Status
from qa.types import Filters


def add_library(parser: argparse.ArgumentParser) -> None:
    """--index, --engine, --uri and --encoder."""
    parser.add_argument("--index", type=Path, metavar="文件夹", help="资料库文件夹(默认 $TONGBAO_HOME 或用户数据目录)")
    parser.add_argument("--engine", choices=("embedded", "milvus"), help="索引引擎(默认 $TONGBAO_ENGINE 或 embedded)")
    parser.add_argument(
        "--uri", default="", metavar="地址", help="Milvus 服务的地址与库名,如 http://127.0.0.1:19530/tongbao"
    )
    parser.add_argument("--encoder", default="", metavar="编码器", help="模型名称或文件夹(默认内置编码器)")


def settle_library(args: argparse.Namespace) -> None:
    """What --index, --engine and --uri say together, as `args.index`; None where they say nothing."""
    if args.command != "migrate" and (args.engine or args.uri):  # there --uri is where to, not where from
        from qa.library import place

        args.index = place(args.index, args.engine or "", args.uri)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """--unit, --region, --year and --status."""
    parser.add_argument("--unit", default="", metavar="单位", help="只看这个单位(名称的一部分即可)")
    parser.add_argument("--region", default="", metavar="地区", help="只看这个地区(名称的一部分即可)")
    parser.add_argument("--year", default="", metavar="年份", help="只看巡察、反馈、落款或发布在这一年的")
    parser.add_argument("--status", default="", metavar="状态", help=f"只看这种整改状态:{'、'.join(Status)}")


def filters(args: argparse.Namespace) -> Filters:
    """What they were set to."""
    return Filters(args.unit, args.region, args.year, args.status)
