"""Hybrid search of other programs on the same passages with the same encoder and the same words.

python benchmarks/peers.py                       20,000 and 100,000 passages, every program
python benchmarks/peers.py --counts 2000 --only tongbao,lancedb

The programs are installed into an environment of their own (--env), made on first use. Each runs in a process
of its own, one after the other; every one gets our encoder's vectors and our words, cut by whitespace, so what is
compared is storing and searching. A query is: encode, cut, both searches, reciprocal rank fusion, ten texts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "txtai",
    "lancedb",
    "chromadb",
    "llama-index-core",
    "llama-index-retrievers-bm25",
    "llama-index-vector-stores-faiss",
    "pymilvus",
    "milvus-lite",
    # what our own engine and encoder need
    "numpy",
    "faiss-cpu",
    "jieba",
    "rjieba",
    "tokenizers",
    "platformdirs",
    "sentence-transformers",
)
NAMES = ("tongbao", "txtai", "lancedb", "llamaindex", "chroma", "milvuslite")
TITLES = {
    "tongbao": "通报问答(内置引擎)",
    "txtai": "txtai hybrid",
    "lancedb": "LanceDB hybrid",
    "llamaindex": "LlamaIndex(向量 + BM25)",
    "chroma": "Chroma(只有向量)",
    "milvuslite": "Milvus Lite hybrid",
}
LIMIT = 1500  # seconds for one program and one size


def python_of(env: Path) -> Path:
    """The environment's interpreter; the environment is made where it does not exist."""
    python = env / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(env)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return python


def measure(python: Path, name: str, count: int) -> dict[str, float] | str:
    """What `peers_one.py` prints, or why there is nothing."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    quiet = {"TOKENIZERS_PARALLELISM": "false", "ANONYMIZED_TELEMETRY": "False", "HF_HUB_OFFLINE": "1"}
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        try:
            done = subprocess.run(
                [str(python), str(ROOT / "benchmarks" / "peers_one.py"), name, str(count), folder],
                env={**os.environ, **threads, **quiet, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                timeout=LIMIT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"超过 {LIMIT} 秒"
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        sys.stderr.write(done.stderr)
        return "失败:" + (done.stderr.strip().splitlines() or ["?"])[-1][:80]
    return dict(json.loads(lines[-1]))


def table(count: int, python: Path, names: list[str]) -> None:
    """A row for each program as soon as it is done; ours is measured first."""
    print(f"\n{count:,} 段\n")
    print("| 程序 | 查询 p50 毫秒 | p95 毫秒 | 是我们的几倍 | 写入 段/秒 | 内存峰值 MB | 磁盘 MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    ours: dict[str, float] | str = ""
    for name in names:
        row = measure(python, name, count)
        ours = row if name == "tongbao" else ours
        if isinstance(row, str):
            print(f"| {TITLES[name]} | {row} | | | | | |", flush=True)
            continue
        times = f"{row['p50'] / ours['p50']:.1f}" if isinstance(ours, dict) else ""
        numbers = f"{row['p50']:.1f} | {row['p95']:.1f} | {times} | {row['ingest']:,.0f} | {row['rss']:,.0f}"
        print(f"| {TITLES[name]} | {numbers} | {row['disk']:,.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="20000,100000")
    parser.add_argument("--only", default=",".join(NAMES))
    parser.add_argument("--env", type=Path, default=Path(tempfile.gettempdir()) / "tongbao-peers")
    args = parser.parse_args()
    python = python_of(args.env)
    revision = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(revision, cwd=ROOT, capture_output=True, text=True, check=True)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{os.cpu_count()} CPU cores, Python {platform.python_version()}, commit {commit.stdout.strip()}", end=", ")
    print(f"load of other programs at the start {load:.1f}")
    for count in map(int, args.counts.split(",")):
        table(count, python, args.only.split(","))


if __name__ == "__main__":
    main()
