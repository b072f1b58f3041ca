"""What is refused, before anything of ours or Gradio's sees it."""

from __future__ import annotations

import logging

import pytest

from qa.web.routes import files
from qa.web.settings import Settings
from tests.web.conftest import Open, tight

QUESTION = {"question": "剧本杀怎么监管？"}


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/notices", "/api/v1/nothing", "/nowhere", "/metrics"])
def test_every_response_carries_the_headers(served: Open, path: str) -> None:
    headers = served().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert "http" not in policy
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:7860", ""])
def test_a_foreign_name_is_refused(served: Open, host: str) -> None:
    """Against DNS rebinding: a page elsewhere whose name resolves to this machine."""
    assert served().get("/api/v1/notices", headers={"host": host}).status_code in {400, 421}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:7860", "[::1]:7860"])
def test_the_machine_itself_is_served(served: Open, host: str) -> None:
    assert served().get("/healthz", headers={"host": host}).status_code == 200


def test_a_name_allowed_at_the_start_is_served(served: Open) -> None:
    client = served(Settings(names=("tongbao.example",)))
    assert client.get("/healthz", headers={"host": "tongbao.example"}).status_code == 200


def test_a_request_from_another_site_is_refused(served: Open) -> None:
    reply = served().post("/api/v1/ask", json=QUESTION, headers={"origin": "http://evil.example"})
    assert reply.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/proxy=http://evil.example/",
        "/gradio_api/file=http://evil.example/x",
        "/gradio_api/file=/etc/../etc/passwd",
        "/gradio_api/info",
        "/gradio_api/call/ask",
        "/gradio_api/mcp/",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/monitoring",
        "/..%2f..%2fetc/passwd",
    ],
)
def test_addresses_that_nobody_needs_do_not_exist(served: Open, path: str) -> None:
    assert served().get(path).status_code == 404


def test_a_large_request_is_refused_with_and_without_a_length(served: Open) -> None:
    client = served(tight(body=1000))
    assert client.post("/api/v1/ask", json={"question": "甲" * 500}).status_code == 413
    pieces = (b'{"question":"' if i == 0 else b"a" * 100 for i in range(20))
    assert client.post("/api/v1/ask", content=pieces).status_code == 413


def test_too_many_requests_from_another_machine_are_told_when_to_come_again(served: Open) -> None:
    client = served(tight(burst=3, rate=0.1), place="10.0.0.9")
    codes = [client.post("/api/v1/ask", json=QUESTION).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert int(client.post("/api/v1/ask", json=QUESTION).headers["retry-after"]) > 0
    assert client.get("/healthz").status_code == 200


def test_a_full_waiting_room_says_busy(served: Open) -> None:
    reply = served(tight(waiting=0)).post("/api/v1/ask", json=QUESTION)
    assert reply.status_code == 503
    assert "正忙" in reply.json()["error"]
    assert reply.headers["retry-after"] == "2"


def test_the_log_has_the_path_but_not_the_question(served: Open, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        served().post("/api/v1/ask", json=QUESTION)
        served().get("/api/v1/ledger?unit=武汉")
    assert "POST /api/v1/ask 200" in caplog.text
    assert "剧本" not in caplog.text
    assert "武汉" not in caplog.text


def test_the_log_has_the_question_where_asked_for(served: Open, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        served(Settings(log_questions=True)).post("/api/v1/ask", content='{"question":"剧本杀怎么监管?"}'.encode())
    assert "剧本杀" in caplog.text


def test_the_log_leaves_out_the_files_every_visit_loads(served: Open, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert served().get("/assets/none.js").status_code == 404
        assert served().get("/healthz").status_code == 200
    assert "/assets/none.js 404" in caplog.text  # a missing one is worth a line
    assert not files("/healthz")
    assert files("/assets/index.js")
