"""`tongbao ask --model` at a real endpoint."""

import json
import sys

import pytest

from qa.cli import main
from qa.model.types import Written

QUESTION = "追责问责了多少人？"


@pytest.fixture
def using(server, engine, monkeypatch, tmp_path):
    """Runs `ask` on its own library against one behaviour of the server."""

    def run(mode, *arguments):
        monkeypatch.setenv("TONGBAO_HOME", str(tmp_path))
        monkeypatch.setenv("TONGBAO_LLM_URL", server.root(mode))
        monkeypatch.setenv("TONGBAO_LLM_MODEL", "kleines-modell")
        monkeypatch.setenv("TONGBAO_LLM_TIMEOUT", "1")
        return main(["ask", QUESTION, *arguments])

    return run


def test_the_text_names_its_author_and_where_the_passages_went(using, server, capsys):
    assert using("good", "--model") == 0
    out = capsys.readouterr().out
    assert f"语言模型 kleines-modell(127.0.0.1:{server.port})据下列段落写成,不是原文" in out
    assert "追责问责10人。[1]" in out
    assert "\n[1] 武汉市文旅局" in out


def test_a_failure_prints_why_and_then_the_quoted_answer(using, capsys):
    assert using("429", "--model") == 0
    out = capsys.readouterr().out
    assert "请求太多" in out
    assert "答:运用第一种形态追责问责10人。 [1]" in out


@pytest.fixture
def watched(monkeypatch):
    """Called in a test, makes standard output say that somebody watches it."""
    return lambda: monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_on_a_terminal_each_sentence_is_printed_before_the_reply_has_ended(using, watched, monkeypatch, capsys):
    early = []
    make = Written.__init__

    def made(self, *args, **named):
        make(self, *args, **named)
        if self.done:
            early.append(capsys.readouterr().out)

    monkeypatch.setattr(Written, "__init__", made)
    watched()
    using("slowly", "--model")
    assert "语言模型 kleines-modell" in early[0]
    assert "追责问责10人。[1]" in early[0]
    rest = capsys.readouterr().out
    assert "\n[1] 武汉市文旅局" in rest
    assert "追责问责10人。[1]" not in rest


def test_on_a_terminal_a_reply_that_breaks_off_is_called_void_and_the_quoted_answer_follows(using, watched, capsys):
    watched()
    assert using("half", "--model") == 0
    out = capsys.readouterr().out
    assert out.index("据下列段落写成") < out.index("以上各句不作数") < out.index("中途断开")
    assert "答:运用第一种形态追责问责10人。 [1]" in out


def test_json_keeps_the_contract_and_adds_the_model(using, capsys):
    using("good", "--json")
    plain = json.loads(capsys.readouterr().out)
    using("good", "--json", "--model")
    both = json.loads(capsys.readouterr().out)
    model = both.pop("model")
    assert both == plain
    assert [s["cites"] for s in model["sentences"]] == [[1], [1]]
    assert model["problem"] == ""


def test_a_set_endpoint_is_not_used_unless_asked_for(using, server):
    using("good", "--model")
    before = server.seen()["times"]
    using("good")
    assert server.seen()["times"] == before


def test_without_an_endpoint_the_option_says_what_to_set(monkeypatch, capsys):
    monkeypatch.delenv("TONGBAO_LLM_URL", raising=False)
    monkeypatch.delenv("TONGBAO_LLM_MODEL", raising=False)
    assert main(["ask", QUESTION, "--model"]) == 2
    assert "TONGBAO_LLM_URL" in capsys.readouterr().err
