"""Files brought in by several processes are what they are one by one: the same notices, order and scores."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.corpus import Names, parsed
from data.documents import Document, Failure
from data.types import Notice
from index import ingest
from index.encoder import load
from index.engines.embedded import EmbeddedEngine
from index.incoming import FEW

SENTENCE = "一、第{n}项问题\n整改措施:一是修订制度{n}项。二是开展检查{n}次,约谈{n}人。\n"


def document(n: int, name: str = "", raw: bytes = b"") -> Document:
    text = f"第{n}区水利局党组关于巡察整改情况的通报\n现将整改情况公布如下。\n{SENTENCE.format(n=n) * (1 + n % 3)}"
    return Document(f"目录/{name or n}.txt", f"{name or n}.txt", raw or text.encode())


def many() -> list[Document | Failure]:
    """More than one process works out alone, with every kind of trouble behind those."""
    found: list[Document | Failure] = [document(n) for n in range(FEW + 16)]
    found += [
        Failure("坏.zip", "坏了"),
        document(1, "空", b" \n"),
        document(900, "3"),  # another notice under a name that is taken
        document(5, "副本"),  # the same bytes again
        document(901, "最后"),
    ]
    return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[EmbeddedEngine, EmbeddedEngine, list[object]]:
    shared = EmbeddedEngine(tmp_path_factory.mktemp("shared"), load())
    told = list(ingest(shared, many()))
    single = EmbeddedEngine(tmp_path_factory.mktemp("single"), load())
    names = Names()
    for one in many():
        read = names.admit(parsed(one), one)
        if isinstance(read, Notice):
            single.add([read])
    return shared, single, told


def test_each_file_is_told_of_in_the_order_given_with_its_failure_or_its_notice(both) -> None:
    _, _, told = both
    outcomes = [o.message if isinstance(o, Failure) else o[0].id for o in told]
    assert outcomes[: FEW + 16] == [str(n) for n in range(FEW + 16)]
    assert outcomes[FEW + 16] == "坏了"
    assert "没有可读的文字" in outcomes[FEW + 17]
    assert outcomes[FEW + 18].startswith("3-")
    assert "完全相同" in outcomes[FEW + 19]
    assert outcomes[FEW + 20] == "最后"


def test_the_library_equals_one_filled_one_by_one(both) -> None:
    shared, single, _ = both
    assert shared.ids() == single.ids()
    assert shared.notices() == single.notices()
    for text in ("水利局修订制度", "约谈", "901", "3"):
        for leg in ("dense", "lexical", "bigrams"):
            here, there = (getattr(engine, leg)(text, 30) for engine in (shared, single))
            assert [h.passage_id for h in here] == [h.passage_id for h in there], (leg, text)
            assert [h.score for h in here] == pytest.approx([h.score for h in there])


def test_the_same_files_again_change_nothing(both) -> None:
    shared, _, _ = both
    before = shared.manifest
    again = [o[1].outcome for o in ingest(shared, many()) if not isinstance(o, Failure)]
    assert set(again) == {"unchanged"}
    assert shared.manifest == before


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    for n in range(FEW + 400):
        (tmp_path / f"{n:04}.txt").write_bytes(document(n).raw * 40)
    command = [sys.executable, "-m", "qa", "add", str(tmp_path), "--quiet", "--no-bundled", "--index"]
    parent = subprocess.Popen([*command, str(tmp_path / "index")], start_new_session=True)
    while len(_group(parent.pid)) < 2 and parent.poll() is None:
        time.sleep(0.05)
    assert len(_group(parent.pid)) >= 2, "no worker was started"
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(100):
        if not _group(parent.pid):
            break
        time.sleep(0.1)
    assert _group(parent.pid) == []


def _group(session: int) -> list[int]:
    """Processes of a session that are alive, itself among them."""
    alive = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
                if os.getsid(int(entry.name)) == session and state != "Z":
                    alive.append(int(entry.name))
            except OSError:
                continue
    return alive
