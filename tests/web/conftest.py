"""The served application in this process, on the bundled notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from index.types import Engine
from qa.library import open_library
from qa.web import passwords
from qa.web.serve import application
from qa.web.settings import Limits, Settings

PASSWORD = "一个足够长的密码"
Open = Callable[..., TestClient]


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The five bundled notices."""
    found = open_library(tmp_path_factory.mktemp("web"))
    yield found
    found.close()


@pytest.fixture
def served(engine: Engine) -> Open:
    """A client of the application; `place` is the address it comes from."""

    def opened(settings: Settings = Settings(), place: str = "127.0.0.1") -> TestClient:
        app = application(engine, settings)
        return TestClient(app, base_url="http://127.0.0.1", client=(place, 5000), raise_server_exceptions=False)

    return opened


@pytest.fixture(scope="session")
def users(tmp_path_factory: pytest.TempPathFactory) -> passwords.Users:
    """One user, 张三, from a file as `tongbao password` writes it."""
    file: Path = tmp_path_factory.mktemp("auth") / "users"
    file.write_text(passwords.line("张三", PASSWORD) + "\n", encoding="utf-8")
    return passwords.users(file)


def tight(**changed: float) -> Settings:
    """Settings with some limits changed."""
    return Settings(limits=Limits(**changed))  # type: ignore[arg-type]
