"""The whole server in its own process: nothing outside the cache is handed out, and a kill harms nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.web.process import fetch, free_port, start, wait

QUESTION = {"question": "剧本杀怎么监管？", "top": 1}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the library."""
    return tmp_path_factory.mktemp("process")


@pytest.fixture(scope="module")
def port(home: Path) -> Iterator[int]:
    """A server with the page."""
    number = free_port()
    server = start(home, number)
    try:
        wait(number, server)
        yield number
    finally:
        server.kill()
        server.wait()


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "//etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "/proc/self/environ", "~/.ssh/id_rsa", "app.py"],
)
def test_files_outside_the_cache_are_not_handed_out(port: int, path: str) -> None:
    status, body = fetch(port, f"/gradio_api/file={path}")
    assert status in {403, 404}
    assert b"root:" not in body


def test_the_library_itself_is_not_handed_out(port: int, home: Path) -> None:
    files = [file for file in home.rglob("*") if file.is_file()]
    assert files
    assert {fetch(port, f"/gradio_api/file={quote(str(file))}")[0] for file in files} <= {403, 404}


def test_static_addresses_do_not_lead_out_of_their_folder(port: int) -> None:
    for path in ("/assets/%2e%2e/%2e%2e/config.py", "/static/..%2f..%2f..%2froutes.py", "/assets//etc/passwd"):
        assert fetch(port, path)[0] in {403, 404}


def test_the_page_carries_its_policy_and_runs_only_its_own_inline_scripts(port: int) -> None:
    import urllib.request

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as reply:
        policy = dict(part.strip().partition(" ")[::2] for part in reply.headers["content-security-policy"].split(";"))
    assert "'unsafe-inline'" not in policy["script-src"]
    assert policy["script-src"].count("'sha256-") >= 1
    assert policy["connect-src"] == "'self'"


# In a process of its own, as Gradio leaves sockets open that pytest would complain about.
FULL = """
import sys, app
from pathlib import Path
from starlette.testclient import TestClient
from qa.page.desk import Desk
from qa.web.serve import application
from qa.web.settings import Limits, Settings
settings = Settings(limits=Limits(queue=0))
desk = Desk.open(Path(sys.argv[1]))
served = application(desk.engine, settings, app.mount(app.build(desk, settings), settings))
with TestClient(served, base_url="http://127.0.0.1") as client:
    body = {"data": [], "fn_index": 1, "session_hash": "full", "trigger_id": 0}
    reply = client.post("/gradio_api/queue/join", json=body)
    print(reply.status_code, reply.headers["retry-after"], reply.json()["detail"])
"""


def test_a_full_queue_of_the_page_is_told_in_words(home: Path) -> None:
    """Gradio's script shows the line of any refusal but a 503, for which it has one of its own, in English."""
    done = subprocess.run([sys.executable, "-c", FULL, str(home)], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("429 5 "), done.stderr[-2000:]
    assert "排队已满" in done.stdout


def test_a_server_killed_under_load_serves_the_same_again(tmp_path: Path) -> None:
    number = free_port()
    server = start(tmp_path, number)
    wait(number, server)
    before = fetch(number, "/api/v1/ask", QUESTION)
    asking = threading.Event()

    def ask_on() -> None:
        while True:
            asking.set()
            try:
                fetch(number, "/api/v1/ask", QUESTION)
            except (OSError, ValueError, HTTPException):  # the connection breaks, anywhere in a reply, with the kill
                return

    callers = [threading.Thread(target=ask_on) for _ in range(4)]
    for caller in callers:
        caller.start()
    asking.wait(30)
    server.kill()
    server.wait()
    for caller in callers:
        caller.join(60)
    again = start(tmp_path, number)
    try:
        wait(number, again)
        assert before[0] == 200
        assert fetch(number, "/api/v1/ask", QUESTION) == before
        assert len(json.loads(fetch(number, "/api/v1/notices")[1])) == 5
    finally:
        again.kill()
        again.wait()
