"""A real endpoint in its own process, and the bundled notices."""

import pytest

from index.types import Engine
from qa.library import open_library
from tests.model.endpoint_process import started


@pytest.fixture(scope="session")
def server():
    with started() as running:
        yield running


@pytest.fixture(scope="session")
def engine(tmp_path_factory) -> Engine:
    return open_library(tmp_path_factory.mktemp("library"))
