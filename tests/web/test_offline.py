"""The server asks nothing of any other machine: it serves where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _namespace() -> list[str]:
    """What runs a command in a network of its own, empty where this machine does not allow it."""
    unshare = shutil.which("unshare")
    wanted = [unshare, "-rn"] if unshare else []
    allowed = bool(wanted) and subprocess.run([*wanted, "true"], capture_output=True, check=False).returncode == 0
    return [part for part in wanted if part] if allowed else []


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_the_page_and_the_api_serve_without_a_route_to_any_machine() -> None:
    alone = _namespace()
    # No namespaces here: the server's own process is watched instead, and ends at the first attempt to leave.
    how = [] if alone else ["watched"]
    done = _run(*alone, sys.executable, "-m", "tests.web.offline", *how)
    assert done.stdout.endswith("served\n"), done.stderr[-3000:]


@pytest.mark.parametrize(
    "leaving", ["socket.create_connection(('192.0.2.1', 9), 1)", "socket.getaddrinfo('a.example', 80)"]
)
def test_the_watch_notices_who_leaves(leaving: str) -> None:
    done = _run(sys.executable, "-c", f"from tests.web.offline import watch; watch()\nimport socket\n{leaving}")
    assert done.returncode == 99
