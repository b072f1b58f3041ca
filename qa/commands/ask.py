"""`tongbao ask`: one question, or a file of them with `--batch`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import BadRequest
from index.types import Engine
from qa import progress
from qa.commands import arguments, batch
from qa.model.settings import Endpoint
from qa.model.types import Written
from qa.types import Answer, Filters

if TYPE_CHECKING:
    from qa.wire import Json

TOP = 8  # what a reader takes in on one screen
BATCH_TOP = 20  # the house contract


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="?", default="", metavar="问题", help="用一句话问(中文、英文均可)")
    line = '{"id", "question", "filters"?}'
    parser.add_argument("--batch", type=Path, metavar="文件", help=f"每行一个 {line} 的 JSONL 文件")
    parser.add_argument("--top", type=int, metavar="段数", help=f"显示多少段(默认 {TOP},批量 {BATCH_TOP})")
    arguments.add_filters(parser)
    parser.add_argument("--model", action="store_true", help="由 TONGBAO_LLM_URL 的语言模型据所示段落写成(默认不用)")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    from qa.library import open_library

    if bool(args.question) == bool(args.batch):
        raise BadRequest("请给出一个问题,或用 --batch 给出问题文件(二者选一)")
    if args.top is not None and args.top < 1:
        raise BadRequest(f"--top 为 {args.top},应为正整数")
    filters = arguments.filters(args)
    asked = read_batch(args.batch, filters) if args.batch else [("", args.question, filters)]
    endpoint = _endpoint() if args.model else None
    engine = open_library(args.index, args.encoder, progress=progress.show)
    top = args.top or (BATCH_TOP if args.batch else TOP)
    found = [_answer(engine, question, top, endpoint, args.json) for question in asked]
    return 0 if any(found) else 1


def _endpoint() -> Endpoint:
    from qa.model import settings

    found = settings.endpoint()
    if found is None:
        raise BadRequest(f"没有设置语言模型。--model 需要环境变量 {settings.URL} 与 {settings.MODEL}")
    return found


def _answer(
    engine: Engine, asked: tuple[str, str, Filters], top: int, endpoint: Endpoint | None, as_json: bool
) -> bool:
    from qa import render
    from qa.answer import ask

    question_id, question, filters = asked
    answer = ask(engine, question, top, filters)
    if TOP <= len(answer.citations) < top and not question_id:
        progress.write(f"符合条件的共 {len(answer.citations)} 段,不足 {top} 段")
    if endpoint is not None and not as_json and sys.stdout.isatty():
        _as_it_comes(endpoint, answer)
        return answer.answered
    written = _write(endpoint, answer) if endpoint is not None else None
    if as_json:
        from qa import wire

        row = wire.answer(answer, question_id) | ({"model": wire.written(written)} if written is not None else {})
        print(json.dumps(row, ensure_ascii=False), flush=True)
    else:
        print(render.answer_text(answer, written), flush=True)
    return answer.answered


def _as_it_comes(endpoint: Endpoint, answer: Answer) -> None:
    """On a terminal, each sentence once it is whole and checked. What is printed cannot be taken back, so a reply
    that breaks off is called void and the quoted answer follows."""
    from qa import render
    from qa.model.write import write

    printed, last = 0, Written(endpoint.host, endpoint.model)
    for last in write(endpoint, answer):
        if last.sentences and not printed:
            print(f"问:{answer.question}\n\n{render.author(last)}", flush=True)
        for sentence in last.sentences[printed:]:
            print(f"  {render.checked(sentence)}", flush=True)
            printed += 1
    if not last.problem:
        print("\n".join(render.passages(answer.citations)), flush=True)
        return
    if printed:
        print("  〔没有写完,以上各句不作数〕\n", flush=True)
    print(render.answer_text(answer, last), flush=True)


def _write(endpoint: Endpoint, answer: Answer) -> Written:
    """The finished text, for a file or a program: half of it would be taken for the whole."""
    from qa.model.write import write

    *_, last = write(endpoint, answer)
    return last


def read_batch(path: Path, default: Filters = Filters()) -> list[tuple[str, str, Filters]]:
    """(id, question, filters) of every line; a line's own filters replace those of the command line."""
    found = batch.rows(path, "问题文件", "question", '应为 {"id": …, "question": …}')
    return [(str(row.get("id", number)), text, _filters(path, number, row, default)) for number, row, text in found]


def _filters(path: Path, number: int, row: Json, default: Filters) -> Filters:
    given = row.get("filters")
    if given is None:
        return default
    if not isinstance(given, dict) or set(given) - {"unit", "region", "year", "status"}:
        raise BadRequest(f"{path} 第 {number} 行的 filters 只能含 unit、region、year、status")
    return Filters(**{k: str(v) for k, v in given.items()})
