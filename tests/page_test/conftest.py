"""A page without a browser: actions on the bundled notices."""

from __future__ import annotations

import pytest

from qa.library import open_library
from qa.page.action import Call, Change, Order
from qa.page.desk import Desk
from qa.page.registry import perform
from qa.page.session import Session


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The five bundled notices behind a page."""
    return Desk(open_library(tmp_path_factory.mktemp("page")))


class Visitor:
    """Someone clicking: remembers the session as a browser's page would."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.session = desk, Session()

    def does(self, do: str, inputs: dict[str, str] | None = None, **values: str) -> Change:
        """The last change the order brought."""
        changes = list(perform(Call(self.desk, self.session, Order(do, values), inputs or {})))
        for change in changes:
            self.session = change.session or self.session
        return changes[-1] if changes else Change()


@pytest.fixture
def visitor(desk: Desk) -> Visitor:
    return Visitor(desk)
