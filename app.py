"""The page: layout and events only; draws what qa returns. The only door to gradio."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

from data.errors import BadRequest
from qa.page.boards import DOWNLOADS, Boards
from qa.page.desk import Desk, Turns
from qa.page.html import Html
from qa.page.reader import closed
from qa.page.words import Lang, say
from qa.types import Filters

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # set first: gradio calls home on import otherwise
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr

FONTS = ("system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
ALL = ""  # the dropdown value that narrows nothing
LOCAL = {"127.0.0.1", "localhost", "::1"}
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}


def _asset(name: str) -> str:
    return (resources.files("qa.page") / name).read_text(encoding="utf-8")


def build(desk: Desk, boards: Boards) -> gr.Blocks:
    """The whole page on one library."""
    page = gr.Blocks(title="通报问答", analytics_enabled=False, fill_width=True)
    with page:
        turns, lang = gr.State(()), gr.State("zh")
        masthead = gr.HTML(desk.header("zh"), elem_id="masthead")
        bell = gr.HTML("", js_on_load=_asset("page.js"), elem_id="bell")  # carries clicks inside our markup to Python
        filters = _filters(desk)
        with gr.Tab("问答", id="ask"):
            question, ask = _question()
            result = gr.HTML(desk.show((), "zh"), elem_id="result")
        with gr.Tab("相似措施", id="similar"):
            _similar_tab(boards, filters, lang)
        with gr.Tab("台账", id="ledger") as tab:
            _ledger_tab(boards, filters, lang, tab)
        with gr.Tab("对照矩阵", id="matrix"):
            _matrix_tab(boards, lang)
        with gr.Tab("通报管理", id="notices") as tab:
            listed = gr.HTML()
            tab.select(boards.notices, lang, listed, **PRIVATE)
        sheet = gr.HTML(elem_id="sheet")
        language = gr.Button("English", size="sm", variant="secondary", elem_id="language")

        shown = [turns, result, question]
        _on_ask(desk, (question, ask), [turns, lang, *filters], shown)
        bell.click(_obey(desk), [turns, lang, *filters], [*shown, sheet], **PRIVATE)
        language.click(_switch(desk), [turns, lang], [lang, language, masthead, result, question, ask], **PRIVATE)
        page.load(_arrive(desk), [lang], [turns, result], **PRIVATE)
    return page


def _filters(desk: Desk) -> list[gr.Dropdown]:
    facts = desk.facts()
    with gr.Accordion("筛选", open=False, elem_id="filters"), gr.Row():
        return [
            gr.Dropdown([("全部", ALL), *((v, v) for v in values)], value=ALL, label=label, filterable=True)
            for label, values in (
                ("单位", facts.units),
                ("地区", facts.regions),
                ("年份", facts.years),
                ("整改状态", facts.statuses),
            )
        ]


def _question() -> tuple[gr.Textbox, gr.Button]:
    with gr.Row(elem_id="askrow"):
        question = gr.Textbox(
            show_label=False,
            label="问题",
            placeholder="例如:通州是怎么保护文物的?",
            lines=1,
            max_lines=4,
            max_length=500,
            elem_id="question",
            container=False,
            autofocus=True,
            scale=8,
        )
        return question, gr.Button("提问", elem_id="ask", variant="primary", scale=1)


def _similar_tab(boards: Boards, filters: list[gr.Dropdown], lang: gr.State) -> None:
    draft = gr.Textbox(
        label="整改措施或方案草稿",
        placeholder="粘贴一条或几条整改措施,看其他单位怎么做。",
        lines=4,
        max_lines=12,
        max_length=6000,
        elem_id="draft",
    )
    find = gr.Button("查找相似措施", variant="primary", elem_id="find")
    found = gr.HTML(elem_id="similar")

    def search(text: str, language: Lang, *chosen: str) -> Html:
        return boards.similar(text, Filters(*chosen), language)

    find.click(search, [draft, lang, *filters], found, **PRIVATE)


def _ledger_tab(boards: Boards, filters: list[gr.Dropdown], lang: gr.State, tab: gr.Tab) -> None:
    def draw(language: Lang, *chosen: str) -> Html:
        return boards.ledger(Filters(*chosen), language)

    def save(*chosen: str) -> list[str]:
        # written before they are clicked: a download button hands out the file it already has
        return [boards.ledger_file(Filters(*chosen), kind) for kind in DOWNLOADS]

    with gr.Row():
        buttons = [
            gr.DownloadButton(f"下载 {kind.upper()}", size="sm", min_width=80, elem_id=f"download-{kind}")
            for kind in DOWNLOADS
        ]
    table = gr.HTML(draw("zh"), elem_id="ledger")
    tab.select(save, filters, buttons, **PRIVATE)
    for chosen in filters:
        chosen.change(draw, [lang, *filters], table, **PRIVATE)
        chosen.change(save, filters, buttons, **PRIVATE)


def _matrix_tab(boards: Boards, lang: gr.State) -> None:
    topics = gr.Textbox(
        label="主题(每行一个;留空用内置主题)",
        placeholder="例如:固定资产管理",
        lines=2,
        max_lines=8,
        max_length=500,
        elem_id="topics",
    )
    draw = gr.Button("生成对照矩阵", variant="primary", elem_id="draw")
    board = gr.HTML(elem_id="board")
    draw.click(boards.matrix, [topics, lang], board, **PRIVATE)


def _on_ask(desk: Desk, typed: tuple[gr.Textbox, gr.Button], given: list[Any], shown: list[Any]) -> None:
    question, ask = typed

    def answer(text: str, turns: Turns, language: Lang, *chosen: str) -> tuple[Turns, Html, str]:
        after = desk.ask(turns, text, Filters(*chosen))
        return after, desk.show(after, language), "" if text.strip() else text

    for event in (question.submit, ask.click):
        event(answer, [question, *given], shown, **PRIVATE)


def _obey(desk: Desk) -> Any:
    """What a button inside our markup asks for; anything malformed changes nothing."""

    def obey(event: gr.EventData, turns: Turns, language: Lang, *chosen: str) -> tuple[Turns, Any, Any, Any]:
        wanted = event._data if isinstance(event._data, dict) else {}
        what = str(wanted.get("do", ""))
        if what == "close":
            return turns, gr.skip(), gr.skip(), closed()
        if what == "read":
            at = [int(n) if isinstance(n := wanted.get(k), int) else 0 for k in ("start", "end")]
            return turns, gr.skip(), gr.skip(), desk.read(str(wanted.get("notice", "")), at[0], at[1], language)
        number = wanted.get("number")
        steps: dict[str, Callable[[], Turns]] = {
            "ask": lambda: desk.ask(turns, str(wanted.get("question", "")), Filters(*chosen)),
            "undo": lambda: desk.undo(turns),
            "again": lambda: desk.again(turns, number if isinstance(number, int) else -1),
            "new": lambda: (),
        }
        after = steps.get(what, lambda: turns)()
        return after, desk.show(after, language), "", gr.skip()

    return obey


def _switch(desk: Desk) -> Any:
    """The other language: our markup is drawn again, Gradio's own labels follow where they are on screen."""

    def switch(turns: Turns, language: Lang) -> tuple[Any, ...]:
        other: Lang = "en" if language == "zh" else "zh"
        return (
            other,
            gr.update(value="中文" if other == "en" else "English"),
            desk.header(other),
            desk.show(turns, other),
            gr.update(placeholder=say(other, "例如:通州是怎么保护文物的?")),
            gr.update(value=say(other, "提问")),
        )

    return switch


def _arrive(desk: Desk) -> Any:
    """A shared link (?q=…&unit=…) shows its answer at once."""

    def arrive(language: Lang, request: gr.Request) -> tuple[Any, Any]:
        given = dict(request.query_params) if request else {}
        question = str(given.get("q", ""))
        if not question:  # nothing to show: whoever types already must not be interrupted
            return gr.skip(), gr.skip()
        filters = Filters(*(str(given.get(name, "")) for name in ("unit", "region", "year", "status")))
        turns = desk.ask((), question, filters)
        return turns, desk.show(turns, language)

    return arrive


def _free(host: str, port: int) -> None:
    """Raises BadRequest where the page could not listen."""
    if host not in LOCAL:
        raise BadRequest(f"--host 为 {host},目前只能供本机访问(127.0.0.1);对外开放需要登录保护,尚未提供")
    if not 0 < port < 65536:
        raise BadRequest(f"--port 为 {port},应在 1 到 65535 之间")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadRequest(f"端口 {port} 已被占用;请换一个:tongbao app --port {port + 1}") from error


def main(folder: Path | None = None, host: str = "127.0.0.1", port: int = 7860, encoder: str = "") -> None:
    """Serve the page until interrupted. Raises TongbaoError where it cannot start."""
    _free(host, port)
    desk = Desk.open(folder, encoder)
    page = build(desk, Boards(desk.engine))
    theme = gr.themes.Base(font=list(FONTS), font_mono=["monospace"], primary_hue="blue", radius_size="sm")
    page.queue(max_size=200, api_open=False)
    page.launch(
        server_name=host,
        server_port=port,
        quiet=True,
        prevent_thread_lock=True,
        share=False,
        run_history=False,
        footer_links=[],
        theme=theme,
        css=_asset("page.css"),
        show_error=True,
        max_file_size="20mb",
        enable_monitoring=False,
        ssr_mode=False,
    )
    print(f"通报问答已就绪:http://{host}:{port}  (Ctrl+C 退出)", flush=True)  # noqa: T201
    page.block_thread()
