"""A real endpoint in its own process, and the bundled notices."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from index.types import Engine
from qa.library import open_library
from qa.model.settings import Endpoint


class Server:
    def __init__(self, port):
        self.port = port

    def endpoint(self, mode, patience=5.0, key="geheim"):
        return Endpoint(f"{self.root(mode)}/chat/completions", "kleines-modell", key, patience)

    def root(self, mode):
        return f"http://127.0.0.1:{self.port}/{mode}"

    def seen(self):
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{self.port}/seen"))


@pytest.fixture(scope="session")
def server():
    script = Path(__file__).with_name("endpoint_server.py")
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    yield Server(int(process.stdout.readline()))
    process.kill()
    process.communicate()


@pytest.fixture(scope="session")
def engine(tmp_path_factory) -> Engine:
    return open_library(tmp_path_factory.mktemp("library"))
