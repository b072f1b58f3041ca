"""A served page in a process of its own, for tests that kill it, cut it off, or need Gradio beside the API."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

PATIENCE = 180.0  # seconds for a start on a busy machine; an idle one takes five
PORTS = range(12_000, 15_900)  # below those that Linux and other systems hand out to whoever connects somewhere


def free_port() -> int:
    """A port nobody listens on, and that no connection is given in the seconds until the server started does."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


def start(home: Path, port: int) -> subprocess.Popen[bytes]:
    """`tongbao app` on a library of its own."""
    env = {**os.environ, "TONGBAO_HOME": str(home)}
    run = [sys.executable, "-m", "qa", "app", "--port", str(port)]
    return subprocess.Popen(run, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until it answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            fetch(port, "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not answer")


def fetch(port: int, path: str, body: Any = None) -> tuple[int, bytes]:
    """(status, body) of a GET, or a POST where there is something to send."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
