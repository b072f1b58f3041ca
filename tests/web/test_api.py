"""The API says what the command line says, and refuses in one line."""

from __future__ import annotations

import json

import pytest

from index.types import Engine
from qa import wire
from qa.answer import ask
from qa.ledger import ledger
from tests.web.conftest import Open

QUESTION = "剧本杀怎么监管？"


def test_an_answer_is_that_of_the_command_line(served: Open, engine: Engine) -> None:
    reply = served().post("/api/v1/ask", json={"question": QUESTION, "top": 3, "id": "a"})
    assert reply.status_code == 200
    assert reply.json() == json.loads(json.dumps(wire.answer(ask(engine, QUESTION, 3), "a")))


def test_the_ledger_is_that_of_the_command_line(served: Open, engine: Engine) -> None:
    reply = served().get("/api/v1/ledger")
    assert reply.json() == json.loads(json.dumps([wire.row(row) for row in ledger(engine)]))
    assert len(reply.json()) == 118


def test_a_notice_comes_with_its_text_and_every_section_is_a_slice_of_it(served: Open) -> None:
    client = served()
    listed = client.get("/api/v1/notices").json()
    assert {n["id"] for n in listed} == {"tongzhou", "binhai", "wuhan", "qinyuan", "kaifeng"}
    for one in listed:
        whole = client.get(f"/api/v1/notices/{one['id']}").json()
        assert all(s["title"] in whole["text"][s["start"] : s["end"]] for s in whole["sections"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/similar", {"text": "建立文物安全巡查制度"}),
        ("/api/v1/matrix", {"topics": ["文物保护"]}),
        ("/api/v1/compare", {"items": ["沁源·二3", "武汉·二10"]}),
    ],
)
def test_the_other_questions_are_answered(served: Open, path: str, body: dict[str, object]) -> None:
    reply = served().post(path, json=body)
    assert reply.status_code == 200, reply.text
    assert reply.json()


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/api/v1/ask", {}, 422, "缺少"),
        ("/api/v1/ask", {"question": ""}, 422, "不能为空"),
        ("/api/v1/ask", {"question": "甲", "top": "很多"}, 422, "整数"),
        ("/api/v1/ask", {"question": "甲", "nonsense": 1}, 422, "没有这个参数"),
        ("/api/v1/ask", {"question": "甲" * 100_000}, 422, "过长"),
        ("/api/v1/compare", {"items": ["没有·一", "没有·二"]}, 400, "没有"),
        ("/api/v1/nothing", {}, 404, "openapi.json"),
    ],
)
def test_what_cannot_be_answered_gets_one_line(
    served: Open, path: str, body: dict[str, object], status: int, said: str
) -> None:
    reply = served().post(path, json=body)
    assert reply.status_code == status, reply.text
    assert said in reply.json()["error"]
    assert "\n" not in reply.json()["error"]


def test_an_unknown_notice_is_404_and_names_the_known_ones(served: Open) -> None:
    reply = served().get("/api/v1/notices/nowhere")
    assert reply.status_code == 404
    assert "tongzhou" in reply.json()["error"]


def test_a_choice_not_offered_is_told_the_choices_in_chinese(served: Open) -> None:
    reply = served().get("/api/v1/facts", params={"only": "all"})
    assert reply.status_code == 422
    assert reply.json()["error"] == "only:应为 documents、promises、figures、masked 之一"


def test_the_description_names_every_route_and_no_other_host(served: Open) -> None:
    reply = served().get("/api/v1/openapi.json")
    names = {path.split("/")[3] for path in reply.json()["paths"]}
    assert names == {"ask", "similar", "ledger", "matrix", "compare", "facts", "check", "notices"}
    assert "://" not in reply.text


def test_health_and_metrics_tell_no_question(served: Open) -> None:
    client = served()
    client.post("/api/v1/ask", json={"question": QUESTION})
    assert client.get("/healthz").json() == {"status": "ok"}
    text = client.get("/metrics").text
    assert 'tongbao_requests_total{method="POST",route="/api/v1/ask",status="200"} 1' in text
    assert 'tongbao_request_seconds_count{route="/api/v1/ask"} 1' in text
    assert "tongbao_index_notices 5" in text
    assert "剧本" not in text
