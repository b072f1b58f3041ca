"""A process killed at any moment loses nothing it had acknowledged; several processes share one folder."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import index
from data import corpus
from data.types import Notice

KILLS = 200 if os.environ.get("CI") else 15
LONGEST = 0.15  # seconds until a kill: some ten changes
NAMES = 6
VERSIONS = 4


@cache
def notice(name: int, version: int) -> Notice:
    """A short notice; versions of one differ by what they are cut from."""
    source = corpus.bundled()[(name + version) % 5]
    start = 300 * version
    raw = f"{source.title}\n{source.text[200 + start : 900 + start]}"
    return replace(corpus.parse(raw.encode("utf-8"), f"{name}.txt"), id=f"n{name}")


@contextmanager
def child(work: str, folder: Path, seed: int) -> Iterator[tuple[int, int]]:
    """(process id, pipe to read from) of a copy of this process that does one of the jobs below and ends."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            JOBS[work](folder, seed, writing)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    try:
        yield pid, reading
    finally:
        os.close(reading)


def change_for_ever(folder: Path, seed: int, pipe: int) -> None:
    """Random changes, each announced before it is made and acknowledged after."""
    dice, engine = random.Random(seed), index.open_engine(folder)
    while True:
        name, version = dice.randrange(NAMES), dice.randrange(-1, VERSIONS)
        os.write(pipe, f"will {name} {version}\n".encode())
        if version < 0:
            engine.remove([f"n{name}"])
        else:
            engine.add([notice(name, version)])
        os.write(pipe, f"done {name} {version}\n".encode())


def add_some(folder: Path, seed: int, pipe: int) -> None:
    engine = index.open_engine(folder)
    for version in range(VERSIONS):
        for name in range(3 * seed, 3 * seed + 3):
            engine.add([notice(name, version)])
            os.write(pipe, b".")


JOBS = {"change": change_for_ever, "add": add_some}


def read_all(pipe: int) -> str:
    return b"".join(iter(lambda: os.read(pipe, 65536), b"")).decode()


def test_a_killed_writer_leaves_the_old_state_or_the_new_and_loses_nothing_acknowledged(tmp_path: Path) -> None:
    for name in range(NAMES):
        for version in range(VERSIONS):
            notice(name, version)  # parsed here once, not in every child
    index.open_engine(tmp_path).close()
    dice = random.Random(7)
    held: dict[str, Notice] = {}
    for kill in range(KILLS):
        with child("change", tmp_path, kill) as (pid, pipe):
            time.sleep(dice.uniform(0, LONGEST))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            said = [line.split() for line in read_all(pipe).splitlines()]
        for word, name, version in said:
            if word == "done":
                held = changed(held, int(name), int(version))
        may_be = [held]
        if said and said[-1][0] == "will":
            may_be.append(changed(held, int(said[-1][1]), int(said[-1][2])))
        engine = index.open_engine(tmp_path)
        found = {n.id: n for n in engine.notices()}
        assert found in may_be
        assert index.verify(tmp_path, full=True) == []
        assert bool(engine.lexical("整改", 5)) == bool(found)
        held = found
        engine.close()


def changed(held: dict[str, Notice], name: int, version: int) -> dict[str, Notice]:
    rest = {i: n for i, n in held.items() if i != f"n{name}"}
    return rest if version < 0 else {**rest, f"n{name}": notice(name, version)}


def test_two_processes_add_at_once_and_a_reader_goes_on(tmp_path: Path) -> None:
    reader = index.open_engine(tmp_path)
    reader.add([notice(9, 0)])
    with child("add", tmp_path, 0) as (one, first), child("add", tmp_path, 1) as (two, second):
        seen, left = [len(reader.notices())], {one, two}
        while left:
            assert reader.lexical("整改", 3)
            seen.append(len(reader.notices()))
            for job in sorted(left):  # these two by name: other children of this process are not ours to wait for
                pid, status = os.waitpid(job, os.WNOHANG)
                if pid:
                    left.remove(job)
                    assert os.waitstatus_to_exitcode(status) == 0
        assert read_all(first) + read_all(second) == "." * 6 * VERSIONS
    assert seen == sorted(seen)
    assert {n.id for n in reader.notices()} == {"n9", *(f"n{i}" for i in range(6))}
    assert index.verify(tmp_path, full=True) == []
    reader.close()
