"""The engines under test, each by a function that opens a library of a given name again and again."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import index
from index.types import Engine
from tests.index.milvus_server import LiteServer

Open = Callable[[str], Engine]
_names = itertools.count()


@pytest.fixture(scope="session")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiteServer]:
    """Skipped where the extra is not installed."""
    pytest.importorskip("pymilvus")
    pytest.importorskip("milvus_lite")
    server = LiteServer(tmp_path_factory.mktemp("milvus") / "data")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session", params=["embedded", "milvus"])
def libraries(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Open:
    """Name → the engine on the library of that name."""
    if request.param == "embedded":
        root: Path = tmp_path_factory.mktemp("libraries")
        return lambda name: index.open_engine(root / name)
    server = request.getfixturevalue("lite")
    return lambda name: index.open_engine(None, uri=server.uri(name))


@pytest.fixture
def fresh(libraries: Open) -> Iterator[Engine]:
    """An empty library."""
    engine = libraries(f"fresh{next(_names)}")
    yield engine
    engine.close()
