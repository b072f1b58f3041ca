"""What many tests stand on: the bundled notices in an index, and no property judged by how long an example takes.

Hypothesis would fail one that waits on a busy machine.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

import index
from data import corpus
from index.types import Engine

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """To be read, never written to: all tests share it."""
    opened = index.open_engine(tmp_path_factory.mktemp("bundled"))
    opened.add(corpus.bundled())
    yield opened
    opened.close()
