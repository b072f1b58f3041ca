"""How fast the bundled encoder is, beside cutting the same passages with jieba alone.

usage: python benchmarks/encoder.py
"""

from __future__ import annotations

import time
from collections.abc import Callable

import jieba

from data import corpus
from data.passages import passages
from index.encoder.bundled import bundled

TIMES = 10  # the bundled notices' passages, repeated so that a run takes a second
QUESTION = "通州是怎么保护文物的？"
ROUNDS = 5  # the best is shown: other programs only ever make it slower


def best(action: Callable[[], object]) -> float:
    """Seconds of the fastest of ROUNDS runs."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    start = time.perf_counter()
    encoder = bundled()
    load = time.perf_counter() - start
    texts = [p.text for n in corpus.bundled() for p in passages(n)] * TIMES
    encode = best(lambda: encoder.passages(texts))
    query = best(lambda: [encoder.queries([QUESTION]) for _ in range(1000)]) / 1000
    jieba.initialize()
    some = texts[::TIMES]
    cut = best(lambda: [list(jieba.cut_for_search(t)) for t in some]) * len(texts) / len(some)
    print(f"{len(texts)} passages of {sum(map(len, texts)) / len(texts):.0f} characters")
    print(f"load                {load:.2f} s")
    print(f"passages            {len(texts) / encode:,.0f} /s")
    print(f"one question        {query * 1000:.3f} ms")
    print(f"cutting with jieba  {len(texts) / cut:,.0f} /s, encoding is {cut / encode:.1f} times as fast")


if __name__ == "__main__":
    main()
