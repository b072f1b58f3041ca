"""A real endpoint in its own process."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.model.settings import Endpoint


@dataclass(frozen=True)
class Server:
    port: int

    def endpoint(self, mode: str, patience: float = 30.0, key: str = "geheim") -> Endpoint:
        return Endpoint(f"{self.root(mode)}/chat/completions", "kleines-modell", key, patience)

    def root(self, mode: str) -> str:
        return f"http://127.0.0.1:{self.port}/{mode}"

    def seen(self) -> Any:
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{self.port}/seen"))


@contextmanager
def started() -> Iterator[Server]:
    script = Path(__file__).with_name("endpoint_server.py")
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Server(int(process.stdout.readline()))
    finally:
        process.kill()
        process.communicate()
