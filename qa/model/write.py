"""From an answer's passages to checked sentences, as they are written."""

from __future__ import annotations

import time
from collections.abc import Iterator

from data.errors import ModelProblem
from qa.model.endpoint import stream
from qa.model.prompt import messages
from qa.model.settings import Endpoint
from qa.model.support import check, split
from qa.model.types import Written
from qa.types import Answer

PACE = 0.1  # seconds between two looks at the unfinished text: quicker is not readable


def write(endpoint: Endpoint, answer: Answer) -> Iterator[Written]:
    """Ever more of the text, the last one `done`; where the endpoint fails, the last one has a `problem`.

    Nothing is sent when nothing was found or the answer was counted: there is nothing to put in words.
    """
    made = Written(endpoint.host, endpoint.model)
    if not answer.answered or answer.counting is not None:
        why = "这个答案由条目表数出" if answer.answered else "没有找到依据"
        yield Written(made.host, made.model, problem=f"{why},没有发送给语言模型", done=True)
        return
    text, last = "", 0.0
    try:
        for piece in stream(endpoint, messages(answer.question, answer.citations)):
            text += piece
            if (now := time.monotonic()) - last >= PACE:
                last = now
                yield _so_far(made, text, answer, done=False)
        yield _so_far(made, text, answer, done=True)
    except ModelProblem as problem:
        yield Written(made.host, made.model, problem=f"{problem};以下为原文摘录", done=True)


def _so_far(made: Written, text: str, answer: Answer, done: bool) -> Written:
    finished, rest = split(text, whole=done)
    checked = tuple(check(s, answer.citations) for s in finished)
    if done and not checked:
        raise ModelProblem(f"语言模型({made.host})没有写出内容")
    return Written(made.host, made.model, checked, rest, done=done)
