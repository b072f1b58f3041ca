"""Cold starts, each beside the import that others need before they begin: whole processes, taken in turn."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

QUESTION = "通州是怎么保护文物的？"
LIMIT = 120.0  # seconds until a page that does not answer is given up


def process(*arguments: str) -> float:
    """Seconds that a Python process takes from start to end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


def page(port: int) -> float:
    """Seconds until the page answers."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "qa", "app", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            while time.perf_counter() - start < LIMIT:
                with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                    return time.perf_counter() - start
                time.sleep(0.02)
        finally:
            running.terminate()
    raise TimeoutError(f"no page on port {port} within {LIMIT} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--port", type=int, default=7999)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["TONGBAO_HOME"] = str(Path(home) / "library")
        process("-m", "qa", "ask", QUESTION)  # builds the library
        actions = {
            "ask": lambda: process("-m", "qa", "ask", QUESTION),
            "import sentence_transformers": lambda: process("-c", "import sentence_transformers"),
            "page answers": lambda: page(args.port),
            "import gradio": lambda: process("-c", "import gradio"),
        }
        best = {name: min(taken) for name, taken in _rounds(actions, args.rounds).items()}
    for name, seconds in best.items():
        print(f"{name:<30} {seconds:6.2f} s (fastest of {args.rounds})")
    print(f"ask / import sentence_transformers   1/{best['import sentence_transformers'] / best['ask']:.1f}")
    print(f"page answers / import gradio         {best['page answers'] / best['import gradio']:.2f}")


def _rounds(actions: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            found[name].append(action())
    return found


if __name__ == "__main__":
    main()
