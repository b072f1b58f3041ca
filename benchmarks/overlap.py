"""Times the overlap meter and measures what unrelated notices share.

python benchmarks/overlap.py               1,000 × 1,000 texts: seconds, and the bands found
python benchmarks/overlap.py --background  why a run needs 8 Han characters
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import time
from collections import Counter
from pathlib import Path

from qa.overlap import OverlapIndex
from qa.phrases import phrases
from qa.verbatim import fold

NOTICES = Path(__file__).parents[1] / "data" / "notices"


def sentences(count: int) -> list[str]:
    """`count` texts of about a measure's length; beyond what the notices hold, sentences joined at random."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(NOTICES.glob("*.txt"))]
    found = [s for text in texts for s in re.split(r"(?<=[。;；\n])", text) if len(s) >= 20]
    dice = random.Random(1)
    while len(found) < count:
        found.append("".join(dice.sample(found[:500], 2)))
    dice.shuffle(found)
    return found[:count]


def speed(count: int) -> None:
    """Compare `count` texts with each of themselves."""
    texts = sentences(count)
    start = time.perf_counter()
    index = OverlapIndex(texts, phrases(texts))
    built = time.perf_counter() - start
    bands: Counter[str] = Counter()
    for number, text in enumerate(texts):
        for other, found in index.all(text).items():
            if other != number:
                bands[found.band] += 1
    seconds = time.perf_counter() - start
    print("| 文本 | 平均字数 | 比较次数 | 建索引 s | 合计 s |\n| --- | --- | --- | --- | --- |")
    mean = sum(map(len, texts)) / count
    print(f"| {count} | {mean:.0f} | {count * count} | {built:.2f} | {seconds:.2f} |")
    print("有共同片段的:", dict(sorted(bands.items())))


def background() -> None:
    """The share of one notice that stands in runs of n characters in another, over all ordered pairs."""
    folded = [fold(path.read_text(encoding="utf-8")).text for path in sorted(NOTICES.glob("*.txt"))]
    print("| 连续字数 | 平均重合 | 最大重合 |\n| --- | --- | --- |")
    for n in range(4, 13):
        grams = [{text[i : i + n] for i in range(len(text) - n + 1)} for text in folded]
        shares = []
        for a, b in itertools.permutations(range(len(folded)), 2):
            hit = bytearray(len(folded[a]))
            for i in range(len(hit) - n + 1):
                if folded[a][i : i + n] in grams[b]:
                    hit[i : i + n] = b"\1" * n
            shares.append(sum(hit) / len(hit))
        print(f"| {n} | {sum(shares) / len(shares):.3f} | {max(shares):.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--background", action="store_true")
    parser.add_argument("--count", type=int, default=1000)
    args = parser.parse_args()
    if args.background:
        background()
    else:
        speed(args.count)


if __name__ == "__main__":
    main()
