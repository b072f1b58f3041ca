"""The report as one HTML file that asks nothing of any network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from eval import plots, summary
from eval.record import SHOWN_KEPT
from eval.run import Task
from eval.scoring import COMPARABLE_METRICS, QUESTION_METRICS
from eval.table import Table
from eval.types import LANGUAGES, TYPES, Judgement, Outcome, Record, SystemResult

TEMPLATE = Path(__file__).with_name("page.html")
SETUP_LABELS = {
    "command": "命令",
    "commit": "提交",
    "made": "时间",
    "encoder": "编码器",
    "encoder_hash": "编码器指纹",
    "index": "索引",
    "corpus": "语料",
    "judgements": "判断",
    "notices": "通报",
    "passages": "段落",
    "seed": "随机种子",
}


def page(record: Record, task: Task) -> str:
    """The whole page. Values are escaped; the data of the question table is inert JSON."""
    parts = {
        "SETUP": _setup(record),
        "LEGEND": _legend(record.systems),
        "HEADLINES": _table(summary.headline_table(record)),
        "BARS": _bars(record),
        "RISK": plots.risk_curve([(s.label, summary.risk_points(s)) for s in record.systems], "风险与覆盖"),
        "RANKS": plots.histogram(_ranks(record), "首个含答案段落的名次"),
        "PAIRS": _table(summary.pair_table(record)),
        "LANGUAGES": _table(summary.language_table(record)),
        "DATA": json.dumps(_data(record, task), ensure_ascii=False).replace("<", "\\u003c"),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, part in parts.items():
        text = text.replace(f"<!--{name}-->", part, 1)
    return text


def _setup(record: Record) -> str:
    rows = [(SETUP_LABELS[key], str(value)) for key, value in asdict(record.setup).items() if value != ""]
    rows.append(("用时", f"{record.seconds:.1f} 秒"))
    return "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in rows)


def _legend(systems: Sequence[SystemResult]) -> str:
    return "".join(f'<span><i class="{plots.color(i)}"></i>{escape(s.label)}</span>' for i, s in enumerate(systems))


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<h3>{escape(table.title)}</h3><div class=wide><table><thead><tr>{head}</tr></thead>{rows}</table></div>"


def _bars(record: Record) -> str:
    """One plot per metric; the page shows the chosen one."""
    plotted = []
    for metric in QUESTION_METRICS:
        groups, columns = [], []
        for group, label in TYPES.items():
            estimates = [summary.by_group(s, metric, group) for s in record.systems]
            if estimates[0].n:
                groups.append((label, f"{estimates[0].n} 题"))
                columns.append(estimates)
        series = [plots.Series(s.label, tuple(c[i] for c in columns)) for i, s in enumerate(record.systems)]
        if groups:
            plot = plots.bars(groups, series, f"{metric} 按问题类型")
            plotted.append(f'<figure data-metric="{metric}">{plot}</figure>')
    return "".join(plotted)


def _ranks(record: Record) -> list[tuple[str, list[int]]]:
    return [(s.label, [o.rank for o in s.questions if o.answerable]) for s in record.systems]


def _data(record: Record, task: Task) -> dict[str, object]:
    asked = [
        {"id": q.id, "text": q.question, "group": TYPES[q.type], "lang": LANGUAGES[q.lang], "answer": q.answer}
        | _judged(q.evidence)
        for q in task.questions
    ]
    compared = [
        {"id": c.id, "text": c.query.quote, "group": "可比措施", "lang": "", "answer": c.theme} | _judged(c.similar)
        for c in task.comparables
    ]
    results = [
        [_result(o, QUESTION_METRICS) for o in s.questions] + [_result(o, COMPARABLE_METRICS) for o in s.comparables]
        for s in record.systems
    ]
    return {
        "systems": [s.label for s in record.systems],
        "main": summary.MAIN,
        "queries": asked + compared,
        "results": results,
        "passages": dict(record.passages),
        "notices": {key: n.metadata.unit.value if n.metadata.unit else key for key, n in task.texts.notices.items()},
    }


def _judged(judged: Sequence[Judgement]) -> dict[str, object]:
    return {"judged": [asdict(j) for j in judged]}


def _result(outcome: Outcome, metrics: Sequence[str]) -> dict[str, object]:
    return {
        "values": {name: round(outcome.values[name], 4) for name in metrics if name in outcome.values},
        "rank": outcome.rank,
        "certainty": round(outcome.certainty, 4),
        "answered": outcome.answered,
        "hits": [[hit.id, round(hit.score, 4)] for hit in outcome.hits[:SHOWN_KEPT]],
    }
