"""A record as JSON and back, so that today's run can be held against an earlier one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import cast

from data.errors import BadRequest
from data.reasons import reason
from eval.types import Outcome, Record, Setup, Shown, SystemResult

FORMAT = 1
SHOWN_KEPT = 5  # passages per query in the report: enough to see why, small enough to open

Json = Mapping[str, object]


def slim(record: Record, system: str) -> Record:
    """Only one system and only its scores: what a baseline needs, and what a diff of it can show."""
    kept = [s for s in record.systems if s.name == system]
    bare = [replace(s, seconds=0.0, questions=_bare(s.questions), comparables=_bare(s.comparables)) for s in kept]
    return replace(record, systems=tuple(bare), passages={}, seconds=0.0)


def write(record: Record, path: Path) -> None:
    """Write as UTF-8 JSON with one outcome per line, so that version control shows which query changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dumps(record), encoding="utf-8")


def dumps(record: Record) -> str:
    """The record as JSON text; scores unrounded, for rounding would look like a change to the gate."""
    head = {"format": FORMAT, "setup": asdict(record.setup), "seconds": round(record.seconds, 2)}
    parts = [f'"{key}": {_json(value)}' for key, value in head.items()]
    parts.append(f'"passages": {_json(dict(record.passages))}')
    parts.append('"systems": [\n' + ",\n".join(map(_system_text, record.systems)) + "\n]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read(path: Path) -> Record:
    """A record written by `write`. Raises BadRequest where the file is missing or something else."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadRequest(f"读不到评测记录 {path}:{reason(error)}。先用 tongbao eval -o {path} 生成") from None
    except ValueError as error:
        raise BadRequest(f"{path.name} 不是评测记录({error})。请用 tongbao eval -o 重新生成") from None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BadRequest(f"{path.name} 不是第 {FORMAT} 版的评测记录。请用 tongbao eval -o 重新生成")
    try:
        return Record(
            Setup(**value["setup"]), tuple(map(_system, value["systems"])), value["seconds"], value["passages"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadRequest(f"评测记录 {path.name} 缺少内容或内容有误({error})。请用 tongbao eval -o 重新生成") from None


def _bare(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    return tuple(replace(o, hits=(), covers=()) for o in outcomes)


def _system_text(system: SystemResult) -> str:
    head = {"name": system.name, "label": system.label, "seconds": round(system.seconds, 2), "index": system.index}
    parts = [f'"{key}": {_json(value)}' for key, value in head.items()]
    for key, outcomes in (("questions", system.questions), ("comparables", system.comparables)):
        parts.append(f'"{key}": [\n' + ",\n".join(_json(_outcome_json(o)) for o in outcomes) + "\n]")
    return "{" + ",\n".join(parts) + "}"


def _outcome_json(outcome: Outcome) -> Json:
    row: dict[str, object] = {
        "id": outcome.id,
        "group": outcome.group,
        "lang": outcome.lang,
        "values": dict(outcome.values),
        "rank": outcome.rank,
        "certainty": outcome.certainty,
        "answered": outcome.answered,
    }
    if outcome.hits:
        row["hits"] = [[h.notice, h.start, h.end, h.score] for h in outcome.hits[:SHOWN_KEPT]]
        row["covers"] = [list(c) for c in outcome.covers[:SHOWN_KEPT]]
    return row


def _system(value: Json) -> SystemResult:
    questions, comparables = cast("list[Json]", value["questions"]), cast("list[Json]", value["comparables"])
    return SystemResult(
        str(value["name"]),
        str(value["label"]),
        tuple(map(_outcome, questions)),
        tuple(map(_outcome, comparables)),
        float(str(value["seconds"])),
        str(value["index"]),
    )


def _outcome(row: Json) -> Outcome:
    values = cast("Mapping[str, float]", row["values"])
    hits = cast("list[tuple[str, int, int, float]]", row.get("hits", []))
    covers = cast("list[list[int]]", row.get("covers", []))
    return Outcome(
        str(row["id"]),
        str(row["group"]),
        str(row["lang"]),
        dict(values),
        int(str(row["rank"])),
        float(str(row["certainty"])),
        cast("bool | None", row["answered"]),
        tuple(Shown(*hit) for hit in hits),
        tuple(map(tuple, covers)),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
