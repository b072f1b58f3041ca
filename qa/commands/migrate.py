"""`tongbao migrate --to milvus --uri URI`: an embedded index onto a server."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from data.errors import BadRequest
from index.types import Added

WORDS = {"added": "新写入", "unchanged": "已在库中", "kept": "未移"}
SHOWN = 10  # ids named in a line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", choices=("milvus",), default="milvus", help="目标引擎")
    parser.add_argument(
        "--uri", required=True, metavar="地址", help="目标服务的地址与库名,如 http://127.0.0.1:19530/tongbao"
    )
    parser.add_argument("--workers", type=int, default=1, metavar="个数", help="同时写入的进程数(默认 1)")


def run(args: argparse.Namespace) -> int:
    from qa.library import migrate

    if args.engine == "embedded":
        raise BadRequest("迁移是从本地文件夹(--index)移到 Milvus 服务(--uri),不能用 --engine embedded")
    if args.workers < 1:
        raise BadRequest(f"--workers 为 {args.workers},应为正整数")
    outcomes: Counter[str] = Counter()
    kept: list[str] = []

    def progress(added: Added, total: int) -> None:
        outcomes[added.outcome] += 1
        kept.extend([added.notice_id] if added.outcome == "kept" else [])
        done = sum(outcomes.values())
        sys.stderr.write(f"\r正在迁移:{done}/{total} 份通报" + ("\n" if done == total else ""))
        sys.stderr.flush()

    migrate(args.index, args.uri, args.encoder, args.workers, progress)
    print("、".join(f"{WORDS[word]} {outcomes[word]} 份" for word in WORDS if outcomes[word]) or "没有通报可移")
    if kept:
        named = "、".join(kept[:SHOWN]) + (" 等" if len(kept) > SHOWN else "")
        raise BadRequest(
            f"目标库已有编号相同而内容不同的通报,未覆盖:{named};如以本地为准,先在目标库运行 tongbao remove,再迁移一次"
        )
    return 0
