"""The MCP server as a client sees it: its own process, over stdin and stdout, with the public client library."""

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from mcp import Client, StdioServerParameters

from data.errors import MissingExtra
from qa import mcp
from qa.cli import main

QUESTION = "追责问责了多少人？"
MEASURE = "建立文物安全巡查制度,聘请文物保护员"
CALLS = {
    "answer": ("ask", {"question": QUESTION}),
    "narrowed": ("ask", {"question": "文物保护", "top": 3, "filters": {"unit": "武汉市文旅局"}}),
    "nothing": ("ask", {"question": "深圳地铁的票价是多少？"}),
    "similar": ("similar", {"text": MEASURE, "exclude": "tongzhou"}),
    "ledger": ("ledger", {"filters": {"region": "开封"}, "count": 50}),
    "later": ("ledger", {"first": 118, "count": 5}),
    "notices": ("notices", {}),
    "text": ("read_notice", {"notice": "wuhan", "start": 671, "end": 765}),
    "no question": ("ask", {"question": " "}),
    "no notice": ("read_notice", {"notice": "../../etc/passwd"}),
    "no place": ("read_notice", {"notice": "wuhan", "start": 5, "end": 10**9}),
    "too many": ("ask", {"question": QUESTION, "top": 10_000}),
    "status": ("ledger", {"filters": {"status": "好"}}),
    "tool": ("remove", {"notice": "wuhan"}),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("library")


@pytest.fixture(scope="module")
def replies(home):
    """The reply to every call, all sent at once on one connection, and the names of the tools."""
    environment = {**os.environ, "TONGBAO_HOME": str(home)}
    command = StdioServerParameters(command=sys.executable, args=["-m", "qa", "mcp"], env=environment)

    async def talk():
        async with Client(command) as client:
            tools = await client.list_tools()
            got = await asyncio.gather(*(client.call_tool(name, given) for name, given in CALLS.values()))
            return dict(zip(CALLS, got, strict=True)), [t.name for t in tools.tools]

    with ThreadPoolExecutor(1) as thread:  # a browser test may have left a loop running in this one
        return thread.submit(lambda: asyncio.run(talk())).result()


def printed(capsys, home, *arguments):
    main([*arguments, "--json", "--index", str(home)])
    return json.loads(capsys.readouterr().out)


def test_the_tools_read_and_none_of_them_changes_anything(replies):
    assert replies[1] == ["ask", "similar", "ledger", "notices", "read_notice"]


def test_every_value_is_the_one_the_command_line_prints(replies, home, capsys):
    got = {name: reply.structured_content for name, reply in replies[0].items()}
    assert got["answer"] == printed(capsys, home, "ask", QUESTION)
    assert got["narrowed"] == printed(capsys, home, "ask", "文物保护", "--top", "3", "--unit", "武汉市文旅局")
    assert got["nothing"] == printed(capsys, home, "ask", "深圳地铁的票价是多少？")
    assert got["similar"] == printed(capsys, home, "similar", MEASURE, "--exclude", "tongzhou")
    assert got["ledger"]["rows"] == printed(capsys, home, "ledger", "--region", "开封")
    assert got["later"] == {"total": 118, "first": 118, "rows": printed(capsys, home, "ledger")[117:]}
    assert got["notices"]["notices"] == printed(capsys, home, "notices")


def test_text_for_clients_without_structured_results_holds_the_same(replies):
    reply = replies[0]["answer"]
    assert json.loads(reply.content[0].text) == reply.structured_content


def test_a_place_of_a_notice_is_the_exact_slice(replies):
    hit = replies[0]["answer"].structured_content["hits"][0]
    assert (hit["start"], hit["end"]) == (671, 765)
    assert replies[0]["text"].structured_content["text"] == hit["text"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("no question", "应为 1 到 500 字"),
        ("no notice", "没有编号为 ../../etc/passwd 的通报"),
        ("no place", "不在通报 wuhan 之内"),
        ("too many", "应在 1 到 50 之间"),
        ("status", "整改状态“好”应为"),
        ("tool", "Unknown tool"),
    ],
)
def test_a_wrong_call_gets_one_line_and_the_server_lives_on(replies, name, line):
    reply = replies[0][name]
    assert reply.is_error
    assert line in reply.content[0].text
    assert "Traceback" not in reply.content[0].text


def test_without_the_library_the_message_is_the_install_line(monkeypatch, home):
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    with pytest.raises(MissingExtra, match=r"pip install 'tongbao\[mcp\]'"):
        mcp.server(None)
