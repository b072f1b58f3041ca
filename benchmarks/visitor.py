"""A visitor of the served page without a browser: speaks what the page's own script speaks to the server."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx


class Busy(Exception):
    """The server said, in words, to come again later."""


@dataclass(frozen=True)
class Wiring:
    """What the page's configuration says about asking a question."""

    event: int  # the number of the event behind Enter in the question box
    trigger: int
    inputs: tuple[tuple[str, str], ...]  # (name, kind) of each box it reads
    result: int  # where in its outputs the answer stands

    @classmethod
    def read(cls, config: dict[str, Any]) -> Wiring:
        named = {c["id"]: (c["props"].get("elem_id") or "", c["type"]) for c in config["components"]}
        box = next(i for i, (name, kind) in named.items() if name == "question" and kind == "textbox")
        event = next(d for d in config["dependencies"] if [box, "submit"] in [list(t) for t in d["targets"]])
        outputs = [named[i][0] for i in event["outputs"]]
        return cls(event["id"], box, tuple(named[i] for i in event["inputs"]), outputs.index("result"))


class Visitor:
    """One open page: its conversation lives on the server under `session`."""

    def __init__(self, client: httpx.AsyncClient, wiring: Wiring) -> None:
        self._client, self._wiring = client, wiring
        self.session = uuid.uuid4().hex[:11]

    async def ask(self, question: str) -> str:
        """The answer's markup. Raises Busy where the queue is full."""
        data = [None if kind in ("state", "file") else "" for _, kind in self._wiring.inputs]
        data[[name for name, _ in self._wiring.inputs].index("question")] = question
        body = {"data": data, "fn_index": self._wiring.event, "trigger_id": self._wiring.trigger}
        joined = await self._client.post("/gradio_api/queue/join", json={**body, "session_hash": self.session})
        if joined.status_code == 429:
            raise Busy(joined.json()["detail"])
        joined.raise_for_status()
        async for message in self._messages():
            if message["msg"] == "process_completed" and message["event_id"] == joined.json()["event_id"]:
                if not message["success"]:
                    raise RuntimeError(message["output"])
                return str(message["output"]["data"][self._wiring.result])
        raise RuntimeError("the stream ended without an answer")

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        mine = {"session_hash": self.session}
        async with self._client.stream("GET", "/gradio_api/queue/data", params=mine) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    yield json.loads(line[6:])


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, port: int, *more: str) -> subprocess.Popen[bytes]:
    """`tongbao app` in a process of its own."""
    env = {**os.environ, "TONGBAO_HOME": str(home)}
    run = [sys.executable, "-m", "qa", "app", "--port", str(port), *more]
    return subprocess.Popen(run, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ready(port: int, server: subprocess.Popen[bytes], patience: float = 120.0) -> float:
    """Seconds until it answers."""
    began = time.monotonic()
    while time.monotonic() - began < patience:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return time.monotonic() - began
    raise RuntimeError("the server did not answer")


@contextmanager
def served(home: Path, *more: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """(port, process) of a server that answers; ended afterwards."""
    port = free_port()
    server = start(home, port, *more)
    try:
        ready(port, server)
        yield port, server
    finally:
        server.kill()
        server.wait()
