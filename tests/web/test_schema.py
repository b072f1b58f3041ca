"""The description of the API is true: random requests get no 500, and every answer fits its schema."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.types import ASGIApp

from index.types import Engine
from qa.library import open_library
from qa.web.serve import application
from qa.web.settings import Limits, Settings

EXAMPLES = 25 if os.environ.get("CI") else 8  # requests tried for each of eight routes


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The bundled notices; its own, as this module's schema is made from it."""
    found = open_library(Path(tmp_path_factory.mktemp("schema")))
    yield found
    found.close()


@pytest.fixture(scope="module")
def described(library: Engine) -> schemathesis.BaseSchema:
    """The schema as served."""
    app: ASGIApp = application(library, Settings(names=("testserver",), limits=Limits(burst=100_000)))  # type: ignore[assignment]
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


ROUTES = [
    *(("POST", name) for name in ("ask", "similar", "matrix", "compare")),
    *(("GET", name) for name in ("ledger", "facts", "check", "notices", "notices/{notice}")),
]


@pytest.mark.parametrize(("method", "name"), ROUTES)
def test_no_request_breaks_the_server_and_answers_fit_their_schema(
    described: schemathesis.BaseSchema, method: str, name: str
) -> None:
    operation = described[f"/api/v1/{name}"][method]

    @settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def answered(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance])  # a 400 says what a schema cannot

    answered()


def test_every_route_is_tried(described: schemathesis.BaseSchema) -> None:
    named = {(o.ok().method.upper(), o.ok().path.removeprefix("/api/v1/")) for o in described.get_all_operations()}
    assert named == set(ROUTES)
