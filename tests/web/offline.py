"""Run by test_offline in a process without a network: the page and the API answer, and nothing is asked of outside.

Prints "served" at the end. With the argument "watched", where the machine allows no network namespace, every
connection or look-up that leaves this machine ends the server's process instead of failing for want of a route.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.web.process import fetch, free_port, wait

LOCAL = ("127.", "::1", "localhost", "0.0.0.0")
UP = 0x1  # IFF_UP
GET_FLAGS, SET_FLAGS = 0x8913, 0x8914  # SIOCGIFFLAGS, SIOCSIFFLAGS


def raise_loopback() -> None:
    """A new namespace has a loopback interface that is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        name = b"lo".ljust(16, b"\0")
        held = fcntl.ioctl(any_socket, GET_FLAGS, struct.pack("16sh14x", name, 0))
        flags = struct.unpack("16sh14x", held)[1]
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", name, flags | UP))


def watch() -> None:
    """End this process at the first attempt to reach another machine."""

    def heard(event: str, args: tuple[object, ...]) -> None:
        target: object = None
        if event in {"socket.connect", "socket.sendto"}:
            target = args[1][0] if isinstance(args[1], tuple) else None
        elif event == "socket.getaddrinfo":
            target = args[0]
        if target is not None and not str(target).startswith(LOCAL):
            sys.stderr.write(f"{event} {target}\n")
            sys.stderr.flush()
            os._exit(99)

    sys.addaudithook(heard)


def cut_off() -> bool:
    """Whether no other machine can be reached: there is no route at all."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # sends nothing; an address reserved for documentation
    except OSError:
        return True
    return False


def page_answers(port: int) -> bool:
    """Ask through the page's own endpoint."""
    config = json.loads(fetch(port, "/config")[1])
    named = {c["id"]: (c["props"].get("elem_id") or "", c["type"]) for c in config["components"]}
    box = next(i for i, (name, kind) in named.items() if name == "question" and kind == "textbox")
    event = next(d for d in config["dependencies"] if [box, "submit"] in [list(t) for t in d["targets"]])
    data = [None if named[i][1] in ("state", "file") else "" for i in event["inputs"]]
    data[event["inputs"].index(box)] = "剧本杀怎么监管？"
    body = {"data": data, "fn_index": event["id"], "trigger_id": box, "session_hash": "offline"}
    assert fetch(port, "/gradio_api/queue/join", body)[0] == 200
    return "剧本娱乐" in fetch(port, "/gradio_api/queue/data?session_hash=offline")[1].decode()


def main() -> None:
    watched = "watched" in sys.argv
    if not watched:
        raise_loopback()
        assert cut_off(), "there is a route to other machines"
    port = free_port()
    code = "from tests.web.offline import watch; watch()\n" if watched else ""
    code += f"import sys; from qa.cli import main; sys.exit(main(['app', '--port', '{port}']))"
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "TONGBAO_HOME": str(Path(home))}
        server = subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.DEVNULL)
        try:
            wait(port, server)
            assert fetch(port, "/")[0] == 200
            assert page_answers(port)
            for name, body in (("ask", {"question": "追责问责了多少人？"}), ("similar", {"text": "建立文物巡查制度"})):
                assert fetch(port, f"/api/v1/{name}", body)[0] == 200
            assert server.poll() is None
        finally:
            server.kill()
            server.wait()
    sys.stdout.write("served\n")


if __name__ == "__main__":
    main()
