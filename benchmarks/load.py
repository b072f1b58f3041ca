"""The served page and API under load: many readers at once, a burst of questions, a kill in the middle of it.

    python -m benchmarks.load [--users 50] [--seconds 60] [--burst 500] [--bursts 6]

Every answer is compared with the one that a single reader got beforehand, whole, so an answer meant for
another reader counts as wrong. Exits 1 when an answer was wrong or a request failed.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.visitor import Busy, Visitor, Wiring, ready, served, start

# Conversations, so that what one reader asked before must not leak into another's follow-up.
TALKS = (
    ("通州是怎么保护文物的？", "那武汉呢？"),
    ("剧本杀怎么监管？", "那开封呢？"),
    ("追责问责了多少人？",),
    ("政府采购不规范是怎么整改的？", "那武汉呢？"),
    ("旅行社监管采取了哪些措施？",),
    ("固定资产管理有什么问题？", "那滨海呢？"),
    ("深圳地铁的票价是多少？",),
    ("图书馆建设怎么样了？", "还有吗"),
    ("How is cultural heritage protected?",),
    ("意识形态工作责任制落实得怎么样？", "那沁源呢？"),
)
DRAFTS = ("建立文物安全巡查制度,聘请文物保护员", "完善固定资产台账,定期盘点", "开展剧本娱乐场所专项检查")
PAUSE = (1.0, 3.0)  # seconds a reader looks at an answer before asking again
WAIT = httpx.Timeout(120.0)


@dataclass
class Tally:
    """What happened to the requests of a run."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)

    def took(self, kind: str, began: float, right: bool) -> None:
        self.seconds.setdefault(kind, []).append(time.perf_counter() - began)
        self.outcomes["right" if right else "wrong"] += 1

    @property
    def bad(self) -> int:
        return sum(n for name, n in self.outcomes.items() if name == "wrong" or name.startswith("failed"))


Known = dict[Any, Any]  # a talk or a draft → what a lone reader got


async def alone(client: httpx.AsyncClient, wiring: Wiring) -> Known:
    """The answers of a single reader, one after the other."""
    known: Known = {}
    for talk in TALKS:
        visitor = Visitor(client, wiring)
        known[talk] = [await visitor.ask(question) for question in talk]
        known[talk[0]] = await api(client, "ask", {"question": talk[0]})
    for draft in DRAFTS:
        known[draft] = await api(client, "similar", {"text": draft})
    return known


async def api(client: httpx.AsyncClient, name: str, body: dict[str, str]) -> Any:
    """One call of the API."""
    reply = await client.post(f"/api/v1/{name}", json=body)
    if reply.status_code == 503:
        raise Busy(reply.json()["error"])
    reply.raise_for_status()
    return reply.json()


@dataclass
class Run:
    """Readers of one kind of run, what they should be told, and what they were."""

    client: httpx.AsyncClient
    wiring: Wiring
    known: Known
    tally: Tally = field(default_factory=Tally)

    async def reader(self, until: float, seed: int) -> None:
        """Three in five talk through the page, the others call the API."""
        chance = random.Random(seed)
        await asyncio.sleep(chance.uniform(0, PAUSE[1]))
        while time.monotonic() < until:
            await self.counted(self._talk(chance) if seed % 5 < 3 else self._call(chance))
            await asyncio.sleep(chance.uniform(*PAUSE))

    async def counted(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it and count what comes instead of an answer."""
        try:
            await work
        except Busy:
            self.tally.outcomes["busy"] += 1
        except (httpx.HTTPError, RuntimeError) as error:
            self.tally.outcomes[f"failed ({type(error).__name__} {error})"] += 1

    async def _talk(self, chance: random.Random) -> None:
        talk, visitor = chance.choice(TALKS), Visitor(self.client, self.wiring)
        for question, expected in zip(talk, self.known[talk], strict=True):
            began = time.perf_counter()
            self.tally.took("page", began, await visitor.ask(question) == expected)
            await asyncio.sleep(chance.uniform(*PAUSE))

    async def _call(self, chance: random.Random) -> None:
        if chance.random() < 0.8:
            await self._ask(chance.choice(TALKS)[0], "API ask")
            return
        draft, began = chance.choice(DRAFTS), time.perf_counter()
        found = await api(self.client, "similar", {"text": draft})
        self.tally.took("API similar", began, found == self.known[draft])

    async def _ask(self, question: str, kind: str) -> None:
        began = time.perf_counter()
        found = await api(self.client, "ask", {"question": question})
        self.tally.took(kind, began, found == self.known[question])

    async def _first(self, talk: tuple[str, ...]) -> None:
        began = time.perf_counter()
        found = await Visitor(self.client, self.wiring).ask(talk[0])
        self.tally.took("burst", began, found == self.known[talk][0])

    async def burst(self, size: int) -> None:
        """`size` first questions at the same moment, half through the page and half through the API."""
        talks = [TALKS[number % len(TALKS)] for number in range(size)]
        works = [self._first(t) if n % 2 else self._ask(t[0], "burst") for n, t in enumerate(talks)]
        await asyncio.gather(*map(self.counted, works))


def resident(server: subprocess.Popen[bytes]) -> float:
    """MiB the server holds now (Linux)."""
    for line in Path(f"/proc/{server.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def row(name: str, tally: Tally, kind: str) -> None:
    times = sorted(tally.seconds.get(kind, [0.0]))
    cut = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
    print(f"| {name} | {len(times)} | {cut[9]:.2f} s | {cut[18]:.2f} s | {times[-1]:.2f} s |")


async def measure(port: int, server: subprocess.Popen[bytes], options: argparse.Namespace) -> int:
    """The readers, then the bursts; returns how many answers were wrong or missing."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=WAIT, limits=limits) as client:
        wiring = Wiring.read((await client.get("/config")).json())
        known = await alone(client, wiring)
        run, before = Run(client, wiring, known), resident(server)
        until = time.monotonic() + options.seconds
        await asyncio.gather(*(run.reader(until, n) for n in range(options.users)))
        print(f"\n{options.users} readers, {options.seconds:.0f} s: {dict(run.tally.outcomes)}\n")
        print("| | answers | median | p95 | slowest |\n| --- | --- | --- | --- | --- |")
        for kind in sorted(run.tally.seconds):
            row(kind, run.tally, kind)
        print(f"\nmemory: {before:.0f} MiB before, {resident(server):.0f} MiB after\n")
        bad = run.tally.bad
        for number in range(1, options.bursts + 1):
            run = Run(client, wiring, known)
            await run.burst(options.burst)
            held = f"{resident(server):.0f} MiB afterwards"
            print(f"burst {number} of {options.burst} at once: {dict(run.tally.outcomes)}, {held}", flush=True)
            bad += run.tally.bad
        return bad


def killed(home: Path) -> None:
    """kill -9 while four programs ask without a pause, then start again on the same folder."""
    with served(home) as (port, server):
        url = f"http://127.0.0.1:{port}/api/v1/ask"
        asked = "json={'question': '剧本杀怎么监管？'}, timeout=60"
        code = f"import httpx\nwhile True:\n    httpx.post({url!r}, {asked})"
        callers = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) for _ in range(4)]
        time.sleep(3)
        server.kill()
        server.wait()
        again = start(home, port)
        try:
            print(f"kill -9 under load, started again: serves after {ready(port, again):.1f} s")
        finally:
            again.kill()
            for caller in callers:
                caller.kill()


def starting(home: Path) -> None:
    """From the command to the first answer, beside the import it cannot do without.

    Processor time beside the clock: on a busy machine the clock measures the others.
    """

    def imported() -> None:
        subprocess.run([sys.executable, "-c", "import gradio"], check=True)

    def started() -> None:
        with served(home):
            pass

    imports, starts = (_quickest(work) for work in (imported, started))
    for name, one, other in (("clock", starts[0], imports[0]), ("processor", starts[1], imports[1])):
        print(f"ready, {name}: {one:.1f} s; import gradio {other:.1f} s; {one / other:.2f} times")


def _quickest(work: Callable[[], None]) -> tuple[float, float]:
    """Least (seconds by the clock, seconds of processor time) of three runs; `work` waits for its own process."""
    runs = []
    for _ in range(3):
        began, used = time.monotonic(), _children()
        work()
        runs.append((time.monotonic() - began, _children() - used))
    return min(r[0] for r in runs), min(r[1] for r in runs)


def _children() -> float:
    """Processor seconds of the child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--burst", type=int, default=500)
    parser.add_argument("--bursts", type=int, default=6)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        with served(Path(home)) as (port, server):
            bad = asyncio.run(measure(port, server, options))
        killed(Path(home))
        starting(Path(home))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
