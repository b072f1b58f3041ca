"""The product with one part left out, to see what that part is worth inside the whole.

A leg of the index is silenced below the ranker and a part of the ranker by its own switch, so what is
measured is the very code that users run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from eval import summary
from eval.headlines import HEADLINES, change
from eval.muted import FIELDS, LEGS, VIEWS, Muted, OneView, Refielded
from eval.systems import PRODUCT, Product
from eval.table import Table, signed
from eval.types import TYPES, SystemResult
from index.types import Engine
from qa.parts import ALL, Parts

LABELS = {
    "lexical": "词语",
    "bigrams": "字对",
    "dense": "向量(整段)",
    "evidence": "向量(句窗)",
    "title": "标题字段",
    "path": "章节字段",
    "alone": "段落向量",
    "context": "带单位与章节的向量",
    "typos": "错字",
    "synonyms": "同义词表",
    "glossary": "英汉词表与拼音",
    "question_words": "去提问词",
    "subject": "另比主题词",
    "places": "点名的单位",
    "figures": "年份与数字",
    "kinds": "所问种类",
    "closing": "结尾段靠后",
    "siblings": "同节相邻段",
    "lead": "每份通报先出一段",
}
SEEN = 0.005  # a smaller change of a type is left out of the table
COUNTED = ("hit@1000", "auroc", "refused_unanswerable", "refused_answerable", "similar ndcg@10")


@dataclass(frozen=True, slots=True)
class Without:
    """What the product scores without one part."""

    part: str
    result: SystemResult


def ablations(engine: Engine) -> list[tuple[str, Product]]:
    """(part, the product without it), legs of the index first."""
    muted = [
        *((part, Muted(engine, part)) for part in LEGS),
        *((part, Refielded(engine, part)) for part in FIELDS),
        *((part, OneView(engine, part)) for part in VIEWS),
    ]
    below = [(part, Product(f"{PRODUCT}-{part}", f"无{LABELS[part]}", e)) for part, e in muted]
    return [*below, *((f.name, _switched(engine, f.name)) for f in fields(Parts))]


def _switched(engine: Engine, part: str) -> Product:
    return Product(f"{PRODUCT}-{part}", f"无{LABELS[part]}", engine, replace(ALL, **{part: False}))


def table(product: SystemResult, without: Sequence[Without]) -> Table:
    """One row a part: what the product gains by it (the product minus the product without it)."""
    changed = {h.key: h for h in HEADLINES if h.key in COUNTED and h.matrix(product).size}
    rows = []
    for w in without:
        d = summary.difference(w.result, product, summary.MAIN)
        gain = f"{signed(d.estimate.mean)} [{signed(d.estimate.low)}, {signed(d.estimate.high)}]"
        cells = [_gained(w.result, product, key) for key in changed]
        won = f"{d.wins} / {d.losses} / {d.ties}"
        rows.append((LABELS[w.part], gain, won, f"{d.p:.4f}", _types(w.result, product), *cells))
    head = ("部分", f"{summary.MAIN} 的增益 [95% 区间]", "胜/负/平", "p", "各类问题", *changed)
    return Table("每一部分值多少(有它减去没有它,正数为有用;* 为 p < 0.05)", head, tuple(rows))


def _gained(without: SystemResult, product: SystemResult, key: str) -> str:
    """The change of one figure, with its interval where there is any."""
    found = change(next(h for h in HEADLINES if h.key == key), without, product).difference
    return f"{found.mean:+.3f} [{found.low:+.2f}, {found.high:+.2f}]" if round(found.mean, 4) else "0"


def _types(without: SystemResult, product: SystemResult) -> str:
    """The question types the part moves, the most moved first."""
    moved = []
    for group, label in TYPES.items():
        d = summary.difference(_only(without, group), _only(product, group), summary.MAIN)
        if abs(d.estimate.mean) >= SEEN:
            moved.append((-abs(d.estimate.mean), f"{label} {d.estimate.mean:+.3f}{'*' if d.significant else ''}"))
    return "、".join(text for _, text in sorted(moved)) or "无"


def _only(result: SystemResult, group: str) -> SystemResult:
    return replace(result, questions=tuple(o for o in result.questions if o.group == group))
