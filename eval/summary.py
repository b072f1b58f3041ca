"""A record as tables: headlines, types, languages, pairs of systems, and single wins and losses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.headlines import HEADLINES, Change, figure
from eval.metrics.risk import Point, aurc, risk_coverage
from eval.significance import Difference, Estimate, column, compare, estimate
from eval.table import Table, signed
from eval.types import LANGUAGES, TYPES, Outcome, Record, SystemResult

MAIN = "ndcg@10"  # uses every grade and every rank, so it tells systems apart with the fewest questions
WRONG = "hit@1000"  # an answer is right for the risk curve when the reader sees it within this budget
LISTED = 8  # wins and losses listed per pair in the terminal; the page has them all


def tables(record: Record) -> list[Table]:
    """Everything that fits a terminal."""
    listed = [headline_table(record), type_table(record), language_table(record), pair_table(record)]
    return [table for table in listed if table.rows]


def headline_table(record: Record) -> Table:
    """Figures × systems, each with its 95 % interval."""
    rows = []
    for headline in HEADLINES:
        if not any(headline.matrix(system).size for system in record.systems):
            continue
        figures = [figure(headline, system) for system in record.systems]
        rows.append((headline.key, *map(_interval, figures), headline.label))
    rows.append(("aurc", *(f"{aurc(risk_points(s)):.3f}" for s in record.systems), "平均风险(越低越好)"))
    rows.append(("秒", *(f"{s.seconds:.2f}" for s in record.systems), "全部问题与措施的用时"))
    return Table("主要指标(方括号内为 95% 区间)", ("指标", *_labels(record), "说明"), tuple(rows))


def type_table(record: Record) -> Table:
    """The main metric by question type."""
    return _group_table(record, "按问题类型", TYPES, language=False)


def language_table(record: Record) -> Table:
    """The main metric by language."""
    return _group_table(record, "按语言", LANGUAGES, language=True)


def pair_table(record: Record) -> Table:
    """Every two systems on the main metric: paired randomisation test."""
    rows = []
    for first, second in pairs(record):
        d = difference(first, second, MAIN)
        verdict = ("更好" if d.estimate.mean > 0 else "更差") if d.significant else "未见差别"
        interval = f"{signed(d.estimate.mean)} [{signed(d.estimate.low)}, {signed(d.estimate.high)}]"
        counts = f"{d.wins} / {d.losses} / {d.ties}"
        rows.append((f"{second.label} 对 {first.label}", interval, counts, f"{d.p:.4f}", verdict))
    return Table(f"两两比较({MAIN},配对随机化检验)", ("方案", "差 [95% 区间]", "胜/负/平", "p", "结论"), tuple(rows))


def change_table(title: str, changes: Sequence[Change]) -> Table:
    """Headline figures before and now."""
    rows = []
    for c in changes:
        interval = f"{signed(c.difference.mean)} [{signed(c.difference.low)}, {signed(c.difference.high)}]"
        rows.append((c.headline.key, f"{c.before:.4f}", f"{c.now:.4f}", interval, "变差" if c.worse else ""))
    return Table(title, ("指标", "此前", "现在", "差 [95% 区间]", ""), tuple(rows))


def moved_table(title: str, before: SystemResult, now: SystemResult, names: Mapping[str, str]) -> Table:
    """Queries whose main metric changed, largest loss first, then largest gain."""
    old = {o.id: o for o in (*before.questions, *before.comparables)}
    moved = [(o.values[MAIN] - old[o.id].values[MAIN], old[o.id], o) for o in _scored(now) if o.id in old]
    kept = sorted((m for m in moved if abs(m[0]) > 1e-6), key=lambda m: (m[0], m[2].id))
    ends = kept if len(kept) <= 2 * LISTED else kept[:LISTED] + kept[-LISTED:]
    rows = [(o.id, signed(d), f"{_rank(b)} → {_rank(o)}", names.get(o.id, "")) for d, b, o in ends]
    return Table(f"{title}({len(kept)} 条有变)", ("编号", f"{MAIN} 之差", "名次", "问题"), tuple(rows))


def pairs(record: Record) -> list[tuple[SystemResult, SystemResult]]:
    """Every two systems, the later one second."""
    systems = record.systems
    return [(systems[i], systems[j]) for j in range(len(systems)) for i in range(j)]


def difference(first: SystemResult, second: SystemResult, metric: str) -> Difference:
    """Second minus first on the answerable questions."""
    one, two = ([o.values[metric] for o in s.questions if o.answerable] for s in (first, second))
    return compare(one, two)


def by_group(system: SystemResult, metric: str, group: str, language: bool = False) -> Estimate:
    """One metric on the answerable questions of one type, or of one language."""
    outcomes = [o for o in system.questions if o.answerable and (o.lang if language else o.group) == group]
    return estimate(column([o.values[metric] for o in outcomes]))


def risk_points(system: SystemResult) -> list[Point]:
    """The risk–coverage curve over all questions, unanswerable ones included as always wrong."""
    wrong = [not o.answerable or not o.values[WRONG] for o in system.questions]
    return risk_coverage([o.certainty for o in system.questions], wrong)


def _group_table(record: Record, title: str, known: Mapping[str, str], language: bool) -> Table:
    rows = []
    for group, label in known.items():
        figures = [by_group(system, MAIN, group, language) for system in record.systems]
        if figures and figures[0].n:
            rows.append((label, str(figures[0].n), *map(_interval, figures)))
    return Table(f"{title}({MAIN})", (title[1:], "题数", *_labels(record)), tuple(rows))


def _scored(system: SystemResult) -> list[Outcome]:
    return [o for o in (*system.questions, *system.comparables) if o.values]


def _labels(record: Record) -> tuple[str, ...]:
    return tuple(s.label for s in record.systems)


def _interval(e: Estimate) -> str:
    return f"{e.mean:.3f} [{e.low:.2f}, {e.high:.2f}]"


def _rank(outcome: Outcome) -> str:
    return str(outcome.rank) if outcome.rank else "无"
