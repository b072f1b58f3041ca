"""Warm queries on an index made by benchmarks/ingest.py: time by leg, filters, recall against exact search."""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import synthetic

from data.passages import passages
from index import encoder, words
from index.engines.embedded import EmbeddedEngine
from index.keys import keys
from index.store import Store
from index.types import Scope
from qa.answer import ask

TOP = 10
RRF = 60  # the constant of reciprocal rank fusion (Cormack, Clarke & Büttcher 2009)
KIB = 1024


def questions(count: int) -> list[str]:
    """Parts of the sentences that the notices are made of, of a question's length."""
    dice = random.Random(3)
    found = [s for s in synthetic.sentences() if len(s) >= 24]
    out = []
    for _ in range(count):
        sentence = dice.choice(found)
        start = dice.randrange(len(sentence) - 12)
        out.append(sentence[start : start + dice.randint(8, 16)])
    return out


def hybrid(engine: EmbeddedEngine, text: str, scope: Scope = Scope()) -> list[str]:
    """The ten best of words and vectors by reciprocal rank, with their texts."""
    total: dict[str, float] = {}
    for leg in (engine.dense(text, 5 * TOP, scope), engine.lexical(text, 5 * TOP, scope)):
        for rank, hit in enumerate(leg, 1):
            total[hit.passage_id] = total.get(hit.passage_id, 0.0) + 1 / (RRF + rank)
    ids = sorted(total, key=lambda i: (-total[i], i))[:TOP]
    return [p.text for p in engine.passages(ids)]


def times(action: Callable[[str], object], asked: Sequence[str]) -> tuple[float, float, float, float]:
    """(median, 95th percentile, fastest, median of processor time) in milliseconds, after a warm-up.

    Processor time says what a quiet machine would take; it counts both threads of a large library's search.
    """
    for text in asked[:10]:
        action(text)
    taken, spent = [], []
    for text in asked:
        start, begun = time.perf_counter(), time.process_time()
        action(text)
        taken.append(1000 * (time.perf_counter() - start))
        spent.append(1000 * (time.process_time() - begun))
    return statistics.median(taken), float(np.percentile(taken, 95)), min(taken), statistics.median(spent)


def recall(engine: EmbeddedEngine, folder: Path, asked: Sequence[str]) -> float:
    """Share of the ten nearest by the vectors as the encoder gives them that the index finds; ties count.

    Every passage is encoded again, one notice after the other, so memory does not grow with the library.
    """
    coder = encoder.load()
    queries = coder.queries(asked)
    best = np.full((TOP, len(asked)), -1.0, dtype=np.float32)
    scores: dict[str, np.ndarray] = {}
    found = [[h.passage_id for h in engine.dense(t, TOP)] for t in asked]
    wanted = {i for ids in found for i in ids}
    store = Store(folder)
    for number, _ in store.numbers():
        notice = store.notice(number)
        unit = notice.metadata.unit.value if notice.metadata.unit else ""
        cut = passages(notice)
        vectors = coder.in_context([p.text for p in cut], [f"{unit} {' '.join(p.path[-2:])}" for p in cut])
        near = np.max(vectors @ queries.T, axis=0)
        scores |= {p.id: near[i] for i, p in enumerate(cut) if p.id in wanted}
        best = np.sort(np.concatenate([best, near]), axis=0)[-TOP:]
    store.close()
    hits = [sum(scores[i][q] >= best[0, q] - 1e-6 for i in ids) for q, ids in enumerate(found)]
    return float(np.mean(hits)) / TOP


def scopes(count: int) -> list[tuple[str, Scope]]:
    """Filters that keep 1, 10 and 50 of a hundred notices."""
    ids = [f"s{number:07d}" for number in range(count)]
    return [(f"hybrid, filter keeps {share} %", Scope(notices=tuple(ids[:: 100 // share]))) for share in (1, 10, 50)]


def memory() -> float:
    """The most this process has held so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB


def rows(engine: EmbeddedEngine, asked: Sequence[str]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """(name, `times`) of each thing a question does, then of the whole."""
    coder = encoder.load()
    yield "encode the question", times(lambda t: coder.queries([t]), asked)
    yield "cut the question", times(lambda t: keys(words.terms(t)), asked)
    yield "dense", times(lambda t: engine.dense(t, 5 * TOP), asked)
    yield "words", times(lambda t: engine.lexical(t, 5 * TOP), asked)
    yield "character pairs", times(lambda t: engine.bigrams(t, 5 * TOP), asked)
    yield "hybrid, with texts", times(lambda t: hybrid(engine, t), asked)
    for name, scope in scopes(engine.manifest.notices):
        yield name, times(partial(hybrid, engine, scope=scope), asked)
    yield "hybrid, one year", times(partial(hybrid, engine, scope=Scope(years=("2020",))), asked)


def whole(engine: EmbeddedEngine, asked: Sequence[str]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The whole answer as readers get it (`qa.answer.ask`); the first one reads every notice's card."""
    held, start = memory(), time.perf_counter()
    ask(engine, asked[0])
    took = time.perf_counter() - start
    print(f"the first answer took {took:.1f} s; memory {held:,.0f} MiB before and {memory():,.0f} MiB after")
    yield "the whole answer", times(lambda t: ask(engine, t), asked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--recall", action="store_true", help="encode everything again and compare")
    parser.add_argument("--json", type=Path, help="also write the medians here, for chart.py")
    args = parser.parse_args()
    start = time.perf_counter()
    engine = EmbeddedEngine(args.folder, encoder.load())
    opened = time.perf_counter() - start
    asked = questions(args.questions)
    start = time.perf_counter()
    hybrid(engine, asked[0])
    first = time.perf_counter() - start
    held = engine.manifest.passages
    print(f"{held:,} passages; opened in {opened:.2f} s, first query {first:.2f} s")
    print(f"{'milliseconds':<28}" + "".join(f"{head:>9}" for head in ("p50", "p95", "fastest", "processor")))
    medians = {}
    for part in (rows, whole):
        for name, found in part(engine, asked):
            medians[name] = found[0]
            print(f"{name:<28}" + "".join(f"{value:>9.2f}" for value in found), flush=True)
    if args.recall:
        print(f"recall@{TOP} of the dense leg  {recall(engine, args.folder, asked):.4f}")
    if args.json:
        args.json.write_text(json.dumps({"passages": held, "p50": medians}), encoding="utf-8")
    print(f"peak memory {memory():,.0f} MiB")


if __name__ == "__main__":
    main()
