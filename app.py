"""The page: Gradio's components and their wiring; draws what qa returns. The only door to gradio."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from qa.library import Place
from qa.page.action import Call, Caller, Change, Order
from qa.page.desk import Desk
from qa.page.registry import ACTIONS, REGIONS, TABS, answer
from qa.page.session import Session
from qa.page.tab import Input, Tab, undrawn
from qa.page.words import Lang, say
from qa.web.metrics import Metrics
from qa.web.serve import Mount, application, serve
from qa.web.settings import Settings

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # set first: gradio calls home on import otherwise
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr

FONTS = ("system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
SCRIPTS = ("page.js", "picks.js", "toasts.js", "typed.js")
STYLES = ("base.css", "page.css", "reader.css", "tables.css", "boards.css")
EVENT: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# By default Gradio drops a click that comes before it has tidied up after the one before; page.js holds back questions.
ASKED: dict[str, Any] = {**EVENT, "trigger_mode": "multiple", "concurrency_limit": 8}


def _asset(name: str) -> str:
    return (resources.files("qa.page") / name).read_text(encoding="utf-8")


@dataclass
class Wiring:
    """The page's components by name. Every event reads `given` and writes `outputs`, all of them."""

    desk: Desk
    settings: Settings
    metrics: Metrics
    session: gr.State
    strip: gr.Tabs
    tabs: dict[str, gr.Tab] = field(default_factory=dict)
    boxes: dict[str, Any] = field(default_factory=dict)
    buttons: dict[str, gr.Button] = field(default_factory=dict)
    regions: dict[str, gr.HTML] = field(default_factory=dict)

    @property
    def given(self) -> list[Any]:
        return [self.session, *self.boxes.values()]

    @property
    def outputs(self) -> list[Any]:
        named = (self.tabs, self.boxes, self.buttons, self.regions)
        return [self.session, self.strip, *(part for parts in named for part in parts.values())]

    def perform(self, order: Order, request: gr.Request, session: Session, *typed: Any) -> Iterator[list[Any]]:
        """Carry out an order, as updates for `outputs`."""
        scope = request.request.scope if request.request is not None else {}
        user = str(scope.get("user", ""))  # written there by the login, and by nobody else
        by = Caller(user, self.settings.may_change(user))
        values = dict(zip(self.boxes, typed, strict=True))
        inputs = {name: value for name, value in values.items() if isinstance(value, str)}
        files = tuple(Path(f) for value in values.values() if isinstance(value, list) for f in value)
        began = time.perf_counter()
        for change in answer(Call(self.desk, session, order, inputs, files, by)):
            yield self._updates(change, session.lang)
        if order.do in ACTIONS:
            self.metrics.acted(order.do, time.perf_counter() - began)

    def _updates(self, change: Change, before: Lang) -> list[Any]:
        after = change.session
        labels = _labels(self.desk, after.lang) if after is not None and after.lang != before else {}
        boxes = {name: {"value": value or None} for name, value in change.inputs.items()}  # None empties any box
        return [
            after if after is not None else gr.skip(),
            gr.update(selected=change.tab) if change.tab else gr.skip(),
            *(_update(labels.get(f"tab-{name}", {})) for name in self.tabs),
            *(_update({**labels.get(name, {}), **boxes.get(name, {})}) for name in self.boxes),
            *(_update(labels.get(f"button-{name}", {})) for name in self.buttons),
            *(change.regions.get(name, gr.skip()) for name in self.regions),
        ]


def _update(values: dict[str, Any]) -> Any:
    return gr.update(**values) if values else gr.skip()


def _labels(desk: Desk, lang: Lang) -> dict[str, dict[str, Any]]:
    """What Gradio itself writes on the page, by component."""
    labels: dict[str, dict[str, Any]] = {}
    for tab in TABS:
        labels[f"tab-{tab.id}"] = {"label": say(lang, tab.label)}
        for box in tab.inputs:
            labels[box.name] = {"label": say(lang, box.label)}
            if box.hint:
                labels[box.name]["placeholder"] = desk.hint(lang) if box.example else say(lang, box.hint)
        if tab.button is not None:
            labels[f"button-{tab.button.do}"] = {"value": say(lang, tab.button.label)}
    return labels


def build(desk: Desk, settings: Settings, metrics: Metrics | None = None) -> gr.Blocks:
    """The whole page on one library; what it does is timed in `metrics`."""
    page = gr.Blocks(title="通报问答", analytics_enabled=False, fill_width=True)
    with page:
        session = gr.State(Session())
        masthead = gr.HTML(desk.masthead("zh"), elem_id="masthead")
        script = "\n".join(map(_asset, SCRIPTS))
        bell = gr.HTML("", js_on_load=script, elem_id="bell")  # carries clicks inside our markup to Python
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap") as strip:
            wired = Wiring(desk, settings, metrics or Metrics(), session, strip, regions={"masthead": masthead})
            for tab in TABS:
                _tab(wired, tab)
        for name in REGIONS:
            if name not in wired.regions:
                wired.regions[name] = gr.HTML(elem_id=name)
        _listen(wired, page, bell)
    return page


def _tab(wired: Wiring, tab: Tab) -> None:
    first = tab is TABS[0]
    with gr.Tab(tab.label, id=tab.id, elem_id=f"tab-{tab.id}") as made:
        wired.tabs[tab.id] = made
        with gr.Row(elem_classes="askrow", visible=bool(tab.inputs)):
            for box in tab.inputs:
                wired.boxes[box.name] = _box(box, first, _labels(wired.desk, "zh")[box.name])
            if tab.button is not None:
                label, do = tab.button.label, tab.button.do
                wired.buttons[do] = gr.Button(label, elem_id=do, elem_classes="go", variant="primary", scale=0)
        drawn = tab.draw(Call(wired.desk, Session(), Order(""))) if first else {}
        for name in tab.regions:
            wired.regions[name] = gr.HTML(drawn.get(name, undrawn()), elem_id=name, elem_classes="region")


def _box(box: Input, focus: bool, labels: dict[str, Any]) -> Any:
    if box.kind == "files":
        kinds = list(box.endings) or None
        return gr.File(label=box.label, elem_id=box.name, file_count="multiple", file_types=kinds, height=130)
    return gr.Textbox(
        **labels,
        show_label=False,
        lines=box.lines,
        max_lines=max(4, 3 * box.lines),
        max_length=box.longest,
        elem_id=box.name,
        container=False,
        autofocus=focus,
        scale=8,
    )


def _listen(wired: Wiring, page: gr.Blocks, bell: gr.HTML) -> None:
    def fixed(do: str, **values: str) -> Callable[..., Iterator[list[Any]]]:
        def run(request: gr.Request, session: Session, *typed: Any) -> Iterator[list[Any]]:
            yield from wired.perform(Order(do, values), request, session, *typed)

        return run

    def ring(event: gr.EventData, request: gr.Request, session: Session, *typed: Any) -> Iterator[list[Any]]:
        yield from wired.perform(Order.read(event._data), request, session, *typed)

    def arrive(request: gr.Request, session: Session, *typed: Any) -> Iterator[list[Any]]:
        query = {str(k): str(v) for k, v in request.query_params.items()}
        order = Order("arrive", {"lang": _language(request), **query})
        yield from wired.perform(order, request, session, *typed)

    given, outputs = wired.given, wired.outputs
    bell.click(ring, given, outputs, trigger_mode="multiple", concurrency_limit=8, **EVENT)
    page.load(arrive, given, outputs, **EVENT)
    for tab in TABS:
        wired.tabs[tab.id].select(fixed("open", tab=tab.id), given, outputs, **ASKED)
        for box in tab.inputs:
            if box.do:
                wired.boxes[box.name].upload(fixed(box.do), given, outputs, **EVENT)
        if tab.button is not None:
            wired.buttons[tab.button.do].click(fixed(tab.button.do), given, outputs, **ASKED)
            for box in tab.inputs:
                if box.kind == "text" and box.lines == 1:
                    wired.boxes[box.name].submit(fixed(tab.button.do), given, outputs, **ASKED)


def _language(request: gr.Request) -> Lang:
    """The language chosen on an earlier visit, else the browser's; Chinese unless English comes first."""
    chosen = str(request.cookies.get("lang", ""))
    if chosen in {"zh", "en"}:
        return "en" if chosen == "en" else "zh"
    preferred = str(request.headers.get("accept-language", ""))
    return "en" if preferred.lower().startswith("en") else "zh"


def mount(page: gr.Blocks, settings: Settings) -> Mount:
    """How the page is laid beside the API."""
    theme = gr.themes.Base(font=list(FONTS), font_mono=["monospace"], primary_hue="blue", radius_size="sm")

    def beside(api: Any) -> Any:
        page.state_session_capacity = settings.limits.sessions
        return gr.mount_gradio_app(
            api,
            page.queue(max_size=settings.limits.queue, api_open=False),
            path="/",
            theme=theme,
            css="\n".join(map(_asset, STYLES)),
            head=f"<style>{_asset('plain.css')}</style>",
            run_history=False,
            footer_links=[],
            show_error=False,
            max_file_size="20mb",
            allowed_paths=[],
            enable_monitoring=False,
            ssr_mode=False,
            mcp_server=False,
        )

    return beside


def main(settings: Settings, folder: Place = None, encoder: str = "") -> None:
    """Serve the page and the API until interrupted. Raises TongbaoError where it cannot start."""
    settings.reserve()
    desk = Desk.open(folder, encoder, listens=not settings.read_only)
    metrics = Metrics()
    served = application(desk.engine, settings, mount(build(desk, settings, metrics), settings), metrics)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    said = f"通报问答已就绪:http://{host}:{settings.port}  (Ctrl+C 退出)"
    serve(served, settings, lambda: print(said, flush=True))  # noqa: T201 - the one line a terminal is told
