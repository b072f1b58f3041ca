"""How fast notices come in, by stage and end to end, with peak memory, disk and the next single add."""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import synthetic

from data import corpus
from data.passages import DEFAULT, passages
from data.types import Notice
from index import bulk, encoder, words
from index.engines.embedded import EmbeddedEngine
from index.prepare import Prepared, prepare

SAMPLE = 60  # notices on which the stages are taken apart
KIB = 1024


def made(number: int) -> Notice:
    """Notice `number`, generated and parsed."""
    return next(synthetic.notices(1, first=number))


@contextmanager
def timed(name: str, count: int, rows: list[tuple[str, float]]) -> Iterator[None]:
    """Adds (stage, passages a second)."""
    start = time.perf_counter()
    yield
    rows.append((name, count / (time.perf_counter() - start)))


def stages(engine: EmbeddedEngine) -> list[tuple[str, float]]:
    """Passages a second of each stage alone, on one core."""
    texts = [made(i).text for i in range(SAMPLE)]
    coder = encoder.load()
    rows: list[tuple[str, float]] = []
    notices = [corpus.parse(t.encode(), f"stage-{i}.txt") for i, t in enumerate(texts)]
    cut = [p for n in notices for p in passages(n)]
    words.many_terms(cut[0].text)  # loads the dictionary
    work: list[tuple[str, Callable[[], object]]] = [
        ("parse", lambda: [corpus.parse(t.encode(), f"stage-{i}.txt") for i, t in enumerate(texts)]),
        ("cut into passages", lambda: [passages(n) for n in notices]),
        ("words (rjieba)", lambda: [words.many_terms(p.text) for p in cut]),
        ("words (jieba)", lambda: [words.cut(p.text) for p in cut]),
        ("character pairs", lambda: [words.bigrams(p.text) for p in cut]),
        ("encode, once", lambda: coder.passages([p.text for p in cut])),
        ("all but parsing and writing", lambda: [prepare(n, coder, DEFAULT, False) for n in notices]),
        ("all but parsing", lambda: engine.add(notices)),
    ]
    for name, action in work:
        with timed(name, len(cut), rows):
            action()
    return rows


def peak() -> float:
    """MiB, of this process or the largest of its workers."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / KIB


def memory() -> str:
    """MiB in use now that is not mapped from files: this process, and its workers together."""
    own = os.getpid()
    workers = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and _parent(p) == own]
    return f"{_anonymous(own):,.0f} + {sum(map(_anonymous, workers)):,.0f} MiB"


def _parent(process: Path) -> int:
    with suppress(OSError):
        return int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
    return 0


def _anonymous(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) / KIB
    return 0.0


def watched(ready: Iterator[bulk.Made], total: int) -> Iterator[Prepared]:
    """Passes everything on, and says at each tenth how much memory is in use."""
    start = time.perf_counter()
    for number, one in enumerate(ready, 1):
        assert isinstance(one, Prepared)
        yield one
        if number % max(1, total // 10) == 0:
            print(f"{number:>8,} notices, {time.perf_counter() - start:>6,.0f} s: memory {memory()}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp())
    engine = EmbeddedEngine(folder, encoder.load())
    for name, rate in stages(engine):
        print(f"{name:<28} {rate:>9,.0f} passages/s")
    start = time.perf_counter()
    ready = bulk.prepared(range(args.notices), made, "", DEFAULT, args.workers)
    count = sum(a.passages for a in engine.add_prepared(watched(ready, args.notices)))
    took = time.perf_counter() - start
    print(f"{'end to end':<28} {count / took:>9,.0f} passages/s, {args.workers} workers")
    print(f"{'':<28} {args.notices / took:>9,.1f} notices/s")
    start = time.perf_counter()
    engine.add([made(args.notices)])
    print(f"the next single add          {time.perf_counter() - start:>9.2f} s, parsing included")
    print(f"passages held                {engine.manifest.passages:>9,}")
    print(f"peak memory                  {peak():>9,.0f} MiB")
    engine.close()
    disk = sum(p.stat().st_size for p in folder.iterdir())
    text = sum(len(n.text.encode()) for n in map(made, range(SAMPLE))) / sum(
        len(passages(made(i))) for i in range(SAMPLE)
    )
    held = EmbeddedEngine(folder, encoder.load()).manifest.passages
    print(f"disk, beyond the text        {disk / held - text:>9,.0f} bytes a passage (text: {text:,.0f})")


if __name__ == "__main__":
    main()
