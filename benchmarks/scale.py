"""How large a library is on a Milvus server, measured on made-up notices, and what follows for 10⁶ to 10⁸ passages.

python benchmarks/scale.py                    bytes a passage, column by column, and the sizes that follow
python benchmarks/scale.py --server 5000      also fills a Milvus Lite server with 5,000 passages and asks it
"""

from __future__ import annotations

import argparse
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import synthetic

from data.types import Notice
from index import encoder as encoders
from index.engines.milvus import bulk, writing
from index.engines.milvus.engine import MilvusEngine
from index.engines.milvus.schema import NOTICES, PASSAGES, TEXTS, Kind
from index.engines.milvus.server import Server

ROOT = Path(__file__).parents[1]
SAMPLE = 60  # notices, some 3,600 passages
SIZES = (10**6, 10**7, 10**8)
LINKS = 2 * 16 * 4 + 16  # bytes of an HNSW graph a vector: 2·M neighbours of four bytes, and the upper levels
NODE = 64  # GiB of a query node's memory, of which 70 % may be used
USED = 0.7
COPIES = 2.2  # on disk: the rows, the indexes built of them, and what a compaction needs meanwhile
GIB = 2**30


def size(value: object) -> int:
    """Bytes of a column's value as Milvus keeps it."""
    if isinstance(value, dict):
        return 8 * len(value)  # number and weight, four bytes each
    if isinstance(value, str):
        return len(value.encode("utf-8"))
    return int(getattr(value, "nbytes", 8))


class Counting:
    """Stands in for a server and adds up what it is given."""

    def __init__(self) -> None:
        self.bytes: dict[tuple[str, str], int] = {}

    def put(self, collection: object, rows: list[dict[str, object]]) -> None:
        for row in rows:
            for column, value in row.items():
                key = (getattr(collection, "name", ""), column)
                self.bytes[key] = self.bytes.get(key, 0) + size(value)

    def delete(self, collection: object, where: str) -> None:
        """Nothing is held."""


def measure(notices: list[Notice]) -> tuple[dict[str, dict[str, float]], int]:
    """Bytes a passage by collection and column, and the number of passages."""
    counting = Counting()
    made = writing.put(counting, encoders.load(), dict(enumerate(notices)), 800)  # type: ignore[arg-type]
    passages = sum(row["passages"] for row in made)
    out: dict[str, dict[str, float]] = {c.name: {} for c in (PASSAGES, NOTICES, TEXTS)}
    for (collection, column), total in counting.bytes.items():
        out[collection][column] = total / passages
    return out, passages


def sizes(found: dict[str, dict[str, float]], passages: int, notices: int) -> None:
    print(f"\n{notices} made-up notices, {passages} passages; bytes a passage:\n")
    print("| 集合 | 列 | 字节/段 |\n| --- | --- | ---: |")
    for collection, columns in found.items():
        for column, value in columns.items():
            print(f"| {collection} | {column} | {value:,.0f} |")
    kinds = dict(PASSAGES.columns)
    own = found[PASSAGES.name]
    dense = sum(v for c, v in own.items() if kinds[c] is Kind.DENSE)
    sparse = sum(v for c, v in own.items() if kinds[c] is Kind.SPARSE)
    names = sum(v for c, v in own.items() if kinds[c] in (Kind.KEY, Kind.NAME))
    every = sum(sum(columns.values()) for columns in found.values())
    exact = dense + sparse + names
    graph = exact + 2 * LINKS
    quantised = dense / 4 + 2 * LINKS + sparse + names
    print(f"\nall columns {every:,.0f}; dense {dense:,.0f}, sparse {sparse:,.0f}, keys and filters {names:,.0f}\n")
    print("| 段数 | 通报数 | 磁盘 | 内存:FLAT | 内存:HNSW | 内存:HNSW_SQ8 | 查询节点(64 GiB,HNSW_SQ8) |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for n in SIZES:
        row = [n * every * COPIES, n * exact, n * graph, n * quantised]
        shown = " | ".join(f"{value / GIB:,.0f} GiB" for value in row)
        nodes = max(1, -(-int(n * quantised / GIB) // int(NODE * USED)))
        print(f"| {n:,} | {n * notices // passages:,} | {shown} | {nodes} |")


@contextmanager
def lite(folder: Path) -> Iterator[str]:
    """A Milvus Lite server's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "milvus_lite", "server", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([*command, "--data-dir", str(folder)], stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/scale"
    finally:
        process.kill()
        process.wait()


def server(passages: int) -> None:
    """Fill a Lite server with one and with two processes, and ask it."""
    notices = list(synthetic.notices(max(1, passages // 60)))
    questions = [n.text[600:620] for n in notices[:20]]
    for workers in (1, 2):
        with tempfile.TemporaryDirectory(prefix="scale-") as folder, lite(Path(folder) / "data") as uri:
            start = time.perf_counter()
            target = bulk.Target(uri, "", workers, passages)
            bulk.fill(target, enumerate(notices, 1), lambda added: None)
            taken = time.perf_counter() - start
            engine = MilvusEngine(Server(uri), encoders.load())
            held = engine.manifest.passages
            disk = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file())
            speed = f"{held / taken:,.0f} passages/s, {disk / held:,.0f} bytes each"
            print(f"\n{held} passages, {workers} process(es): {speed}")
            for leg in ("dense", "lexical", "bigrams"):
                times = []
                for question in questions:
                    start = time.perf_counter()
                    getattr(engine, leg)(question, 100)
                    times.append((time.perf_counter() - start) * 1000)
                print(f"{leg}: p50 {statistics.median(times):.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", type=int, default=0, metavar="N", help="passages to fill a Milvus Lite server with")
    args = parser.parse_args()
    revision = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(revision, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    print(f"{os.cpu_count()} CPU cores, Python {platform.python_version()}, commit {commit}")
    notices = list(synthetic.notices(SAMPLE))
    found, passages = measure(notices)
    sizes(found, passages, len(notices))
    if args.server:
        server(args.server)


if __name__ == "__main__":
    main()
