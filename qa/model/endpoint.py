"""Talking to an OpenAI-compatible endpoint. The only door of this room to httpx."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from data.errors import ModelProblem
from qa.model.prompt import Message
from qa.model.settings import KEY, MODEL, URL, Endpoint

if TYPE_CHECKING:
    import httpx

CONNECT = 10.0  # seconds; a host that does not pick up by then is not there
WHOLE = 90.0  # seconds for everything: nobody reads a summary that comes later
MOST = 6_000  # characters; six sentences are asked for, a model that runs on is cut off
LINE = 1_000_000  # bytes without a line feed: not the protocol any more
DONE = "[DONE]"
CUT = {
    "length": "长度所限",
    "content_filter": "被端点过滤",
    "tool_calls": "改为调用工具",
    "function_call": "改为调用工具",
}


def stream(endpoint: Endpoint, messages: Sequence[Message]) -> Iterator[str]:
    """The pieces of the reply as they come.

    Raises ModelProblem, one line for the reader, for everything that keeps a reply from being whole: after
    that, what came before is not an answer either.
    """
    import httpx

    headers = {"Accept": "text/event-stream"} | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})
    body = {
        "model": endpoint.model,
        "messages": [{"role": m.role, "content": m.content} for m in messages],
        "stream": True,
        "temperature": 0,
    }
    who = f"语言模型({endpoint.host})"
    limits = httpx.Timeout(endpoint.patience, connect=min(CONNECT, endpoint.patience))
    try:
        # A proxy of the environment is for outside hosts. Redirects would carry passages to a host nobody named.
        with (
            httpx.Client(timeout=limits, follow_redirects=False, trust_env=not endpoint.local) as client,
            client.stream("POST", endpoint.url, headers=headers, json=body) as reply,
        ):
            _accept(reply.status_code, who)
            yield from _pieces(_lines(reply, who), who)
    except httpx.TimeoutException:
        raise ModelProblem(f"{who}超过 {endpoint.patience:g} 秒没有回应") from None
    except httpx.TransportError as error:
        raise ModelProblem(f"{who}连接中断或连不上({type(error).__name__})。请检查 {URL}") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise ModelProblem(f"{who}的回应读不懂({type(error).__name__})") from None


def _accept(status: int, who: str) -> None:
    if status == 200:
        return
    known = {
        401: f"不接受密钥(401)。请检查 {KEY}",
        403: f"不接受密钥(403)。请检查 {KEY}",
        404: f"没有这个地址或模型(404)。请检查 {URL} 与 {MODEL}",
        429: "请求太多,暂不接受(429)。请稍后再试",
    }
    raise ModelProblem(f"{who}{known.get(status, f'没有给出回答(状态 {status})')}")


def _lines(reply: httpx.Response, who: str) -> Iterator[str]:
    """Lines as they arrive; what the deadline or the size limit forbids is a ModelProblem."""
    rest, start = b"", time.monotonic()
    for block in reply.iter_bytes():
        if time.monotonic() - start > WHOLE:
            raise ModelProblem(f"{who}用时超过 {WHOLE:g} 秒")
        *whole, rest = (rest + block).split(b"\n")
        if len(rest) > LINE:
            raise ModelProblem(f"{who}的回应不是约定的格式(一行过长)")
        for line in whole:
            yield line.decode("utf-8").strip()
    if rest:
        yield rest.decode("utf-8").strip()


def _pieces(lines: Iterator[str], who: str) -> Iterator[str]:
    """The text of a stream of events, or of one whole JSON reply: some servers do not stream."""
    said, ended, other = 0, False, ""
    for line in lines:
        if not line.startswith("data:"):
            other += line if not line.startswith((":", "event:", "id:", "retry:")) else ""
            if len(other) > LINE:
                raise ModelProblem(f"{who}的回应不是约定的格式(过长)")
            continue
        data = line.removeprefix("data:").strip()
        if data == DONE:
            ended = True
            break
        piece, last = _read(data, who)
        ended = ended or last
        said += len(piece)
        if said > MOST:
            raise ModelProblem(f"{who}的回答过长(超过 {MOST} 字)")
        if piece:
            yield piece
    if not said and other:
        piece, ended = _read(other, who)
        said = len(piece)
        yield piece[:MOST]
    if not ended:
        raise ModelProblem(f"{who}的回答中途断开")
    if not said:
        raise ModelProblem(f"{who}没有写出内容")


def _read(data: str, who: str) -> tuple[str, bool]:
    """(text, whether the reply ends here) of one JSON object."""
    try:
        row = json.loads(data)
        if isinstance(row, dict) and row.get("error"):
            raise ModelProblem(f"{who}报告出错,没有写完")
        choice = row["choices"][0] if row["choices"] else {}  # an empty list carries usage figures
        part = choice.get("delta") or choice.get("message") or {}
        text, why = part.get("content") or "", choice.get("finish_reason")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ModelProblem(f"{who}的回应不是约定的格式(JSON 读不懂)") from None
    if why in CUT:
        raise ModelProblem(f"{who}没有写完({CUT[why]})")
    if not isinstance(text, str):
        raise ModelProblem(f"{who}的回应不是约定的格式(内容不是文字)")
    return text, why is not None
