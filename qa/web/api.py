"""The REST API, the same values as `--json`: the only door to fastapi."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from data.errors import BadRequest, IndexBusy, TongbaoError
from data.types import Notice
from index.types import Engine
from qa import wire, wire_tables
from qa.answer import ask
from qa.check import check
from qa.compare import compare
from qa.facts import facts
from qa.ledger import ledger
from qa.listing import listed, listing, unknown
from qa.matrix import THRESHOLD, matrix
from qa.similar import PART_TOP, similar, similar_draft, split
from qa.themes import themes, topic
from qa.types import Filters
from qa.web import shapes
from qa.web.limits import Gate
from qa.web.metrics import KIND, Metrics

REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": shapes.Error, "description": "不能照办,原因见 error"},
    404: {"model": shapes.Error, "description": "没有这份通报"},
    413: {"model": shapes.Error, "description": "请求过大"},
    422: {"model": shapes.Error, "description": "请求的格式不对"},
    429: {"model": shapes.Error, "description": "请求过于频繁,见 Retry-After"},
    503: {"model": shapes.Error, "description": "正忙,见 Retry-After"},
}
Id = Annotated[str, Query(max_length=200, description="通报编号,见 /api/v1/notices")]
Name = Annotated[str, Query(max_length=200)]


class Json(JSONResponse):
    """Finished JSON. Lone surrogates, which a client may send and UTF-8 cannot carry, become "?"."""

    def render(self, content: object) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def make(engine: Engine, metrics: Metrics, gate: Gate) -> FastAPI:
    """The application with all routes of ours; whoever serves a page mounts it beside them."""
    api = FastAPI(
        title="通报问答",
        version="1",
        description="巡察整改通报:带出处的问答、可比措施、台账、对照。与命令行 `--json` 的内容相同。",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        default_response_class=Json,
    )
    _questions(api, engine)
    _tables(api, engine)
    _notices(api, engine)
    _operation(api, engine, metrics, gate)
    api.add_exception_handler(TongbaoError, _ours)
    api.add_exception_handler(RequestValidationError, _unfit)
    api.add_exception_handler(HTTPException, _http)
    return api


def _questions(api: FastAPI, engine: Engine) -> None:
    @api.post("/api/v1/ask", response_model=shapes.Answer, responses=REFUSALS, summary="提问")
    def ask_(body: shapes.AskIn) -> Json:
        return Json(wire.answer(ask(engine, body.question, body.top, _filters(body.filters)), body.id))

    @api.post("/api/v1/similar", response_model=shapes.Matches, responses=REFUSALS, summary="可比措施与重合")
    def similar_(body: shapes.SimilarIn) -> Json:
        if body.exclude:
            _notice(engine, body.exclude)
        chosen = _filters(body.filters)
        found = similar(engine, body.text, body.exclude, body.top, chosen)
        several = len(split(body.text)) > 1
        parts = similar_draft(engine, body.text, body.exclude, PART_TOP, chosen) if several else ()
        return Json(wire.matches(body.text, found, parts, body.id))


def _tables(api: FastAPI, engine: Engine) -> None:
    @api.get("/api/v1/ledger", response_model=list[shapes.Row], responses=REFUSALS, summary="整改台账")
    def ledger_(unit: Name = "", region: Name = "", year: Name = "", status: Name = "") -> Json:
        return Json([wire.row(row) for row in ledger(engine, Filters(unit, region, year, status))])

    @api.post("/api/v1/matrix", response_model=shapes.Matrix, responses=REFUSALS, summary="主题与通报的对照")
    def matrix_(body: shapes.MatrixIn) -> Json:
        topics = [topic(text) for text in body.topics] or themes()
        threshold = THRESHOLD if body.threshold is None else body.threshold
        return Json(wire_tables.matrix(matrix(engine, topics, _filters(body.filters), threshold)))

    @api.post("/api/v1/compare", response_model=shapes.Comparison, responses=REFUSALS, summary="并排对比条目")
    def compare_(body: shapes.CompareIn) -> Json:
        return Json(wire_tables.comparison(compare(engine, body.items)))

    @api.get("/api/v1/facts", response_model=list[shapes.Fact], responses=REFUSALS, summary="文件、承诺、数据与遮蔽")
    def facts_(notice: Id = "", only: shapes.Kind | None = None) -> Json:
        chosen = [_notice(engine, notice)] if notice else engine.notices()
        return Json([fact for fact in wire_tables.facts(facts(chosen)) if only in (None, fact["kind"])])


def _notices(api: FastAPI, engine: Engine) -> None:
    @api.get("/api/v1/check", response_model=shapes.Check, responses=REFUSALS, summary="一份通报与自身核对")
    def check_(notice: Id) -> Json:
        found = check(_notice(engine, notice))
        return Json({"notice": notice, "findings": [wire.finding(f) for f in found]})

    @api.get("/api/v1/notices", response_model=list[shapes.Notice], responses=REFUSALS, summary="已载入的通报")
    def notices_() -> Json:
        return Json(listed(engine))

    # a file's name may hold a slash, so the rest of the path is the id
    @api.get("/api/v1/notices/{notice:path}", response_model=shapes.FullNotice, responses=REFUSALS, summary="全文")
    def notice_(notice: str) -> Json:
        found = _notice(engine, notice)
        return Json(wire.full_notice(found, listing(engine, found)))


def _operation(api: FastAPI, engine: Engine, metrics: Metrics, gate: Gate) -> None:
    @api.get("/healthz", include_in_schema=False)
    def healthz() -> Json:
        return Json({"status": "ok"})

    @api.get("/metrics", include_in_schema=False)
    async def metrics_() -> Response:
        held = engine.manifest
        return Response(metrics.text(held.notices, held.passages, gate.queued), media_type=KIND)

    @api.api_route("/api/{rest:path}", methods=["GET", "POST"], include_in_schema=False)
    def nothing(rest: str) -> Json:
        return Json({"error": f"没有 /api/{rest[:100]};各接口见 /api/v1/openapi.json"}, 404)


def _filters(given: shapes.FiltersIn) -> Filters:
    return Filters(given.unit, given.region, given.year, given.status)


def _notice(engine: Engine, notice_id: str) -> Notice:
    known = engine.ids()
    if notice_id not in known:
        raise HTTPException(404, unknown([notice_id], known))
    return engine.notice(notice_id)


def _ours(_: Request, error: Exception) -> Json:
    if isinstance(error, IndexBusy):
        return Json({"error": str(error)}, 503, {"Retry-After": "5"})
    return Json({"error": str(error)}, 400 if isinstance(error, BadRequest) else 409)


def _http(request: Request, error: Exception) -> Json:
    assert isinstance(error, HTTPException)
    lines = {405: f"{request.url.path} 不接受 {request.method}", 404: error.detail, 400: "请求的内容读不懂,应为 JSON"}
    return Json({"error": lines.get(error.status_code, error.detail)}, error.status_code, error.headers)


def _unfit(_: Request, error: Exception) -> Json:
    assert isinstance(error, RequestValidationError)
    return Json({"error": ";".join(_lines(error.errors()))}, 422)


_WORDS = {
    "missing": "缺少",
    "json_invalid": "不是 JSON",
    "extra_forbidden": "没有这个参数",
    "unexpected_keyword_argument": "没有这个参数",
    "string_too_short": "不能为空",
    "string_too_long": "过长,最多 {max_length} 个字符",
    "too_long": "过多,最多 {max_length} 个",
    "too_short": "过少,至少 {min_length} 个",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "literal_error": "应为 {expected} 之一",
    "string_type": "应为文字",
    "string_unicode": "应为合法的 Unicode 文字",
    "list_type": "应为列表",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数",
    "float_parsing": "应为数",
    "dataclass_type": "应为 JSON 对象",
    "finite_number": "应为有限的数",
}


def _lines(errors: Iterable[dict[str, Any]]) -> list[str]:
    """One short line per misfit: where, and what was expected."""
    out = []
    for error in errors:
        where = ".".join(str(part) for part in error["loc"][1:] if error["type"] != "json_invalid")
        told = error.get("ctx", {})
        if error["type"] == "literal_error":  # pydantic's own list is English: 'a', 'b' or 'c'
            told = {"expected": "、".join(re.findall(r"'([^']*)'", told["expected"]))}
        words = _WORDS.get(error["type"], error["msg"]).format(**told)
        out.append(f"{where or '请求正文'}:{words}")
    return out
