"""The evaluation as the web page shows it: stored figures, and a run on demand.

The page cannot import this room; it asks for this module by name when a reader opens the tab.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import index
from data import corpus
from data.errors import TongbaoError
from data.reasons import reason
from eval import collect, record, summary
from eval.headlines import HEADLINES, figure
from eval.judgements import COMPARABLES, OWN, QUESTIONS, check_questions, load_comparables, load_questions
from eval.plain import Texts
from eval.run import Progress, Task, run
from eval.significance import Estimate
from eval.systems import PRODUCT, build
from eval.types import LANGUAGES, TYPES, UNANSWERABLE, Record
from index.types import Engine
from qa import feedback
from qa.page.figures import Figure, Own, Report, Stored

BASELINE = Path(__file__).with_name("baseline.json")
LAST = "evaluation.json"  # of the bundled questions, in the library's folder
OWN_LAST = "evaluation-own.json"
KIND = "measure"  # of a question made from a remark: what most questions ask for; edit the file to say otherwise


def stored(engine: Engine, folder: Path) -> Stored:
    """The latest run of each kind, the shipped baseline where none was made, and what readers gave."""
    reports, notes = [], []
    last = folder / LAST
    known = [("上次运行", last) if last.exists() else ("随附基准", BASELINE), ("自己的问题", folder / OWN_LAST)]
    for name, path in known:
        if path.exists():
            try:
                reports.append(report(name, record.read(path)))
            except TongbaoError as error:
                notes.append(str(error))
    try:
        own = _own(engine, folder)
    except TongbaoError as error:
        own = Own(0, 0, 0)
        notes.append(str(error))
    return Stored(tuple(reports), own, tuple(notes))


def _own(engine: Engine, folder: Path) -> Own:
    given = feedback.remarks(folder)
    path = folder / OWN
    questions = len(check_questions(path, Texts(engine.notices()))[0]) if path.exists() else 0
    return Own(len(given), sum(r.verdict is feedback.Verdict.USEFUL for r in given), questions)


def gather(engine: Engine, folder: Path) -> tuple[int, tuple[str, ...]]:
    """Judged questions from readers' remarks, added to the user's own; how many, and a line for each left out."""
    made = collect.gather(feedback.remarks(folder), KIND, folder / OWN, Texts(engine.notices()))
    return len(made.lines), made.left


def measure(engine: Engine, folder: Path, progress: Progress) -> tuple[str, ...]:
    """Run the bundled questions on the bundled notices, and the user's own on `engine`; store both.

    Returns a line per part that could not be run.
    """
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tongbao-eval-") as fresh:
        bundled = index.open_engine(Path(fresh))
        try:
            bundled.add(corpus.bundled())
            texts = Texts(bundled.notices())
            task = Task(load_questions(QUESTIONS, texts), load_comparables(COMPARABLES, texts), texts)
            notes += _store(_run(task, bundled, progress), folder / LAST)
        finally:
            bundled.close()
    own = folder / OWN
    if own.exists():
        try:
            texts = Texts(engine.notices())
            notes += _store(_run(Task(load_questions(own, texts), (), texts), engine, progress), folder / OWN_LAST)
        except TongbaoError as error:
            notes.append(str(error))
    return tuple(notes)


def report(name: str, made: Record) -> Report:
    """A record's figures for the product."""
    system = next((s for s in made.systems if s.name == PRODUCT), made.systems[-1])
    heads = [(h, figure(h, system)) for h in HEADLINES if h.matrix(system).size]
    grouped = [
        tuple(
            _figure(key, label, summary.by_group(system, summary.MAIN, key, language))
            for key, label in known.items()
            if key != UNANSWERABLE
        )
        for known, language in ((TYPES, False), (LANGUAGES, True))
    ]
    return Report(
        name=name,
        made=made.setup.made,
        commit=made.setup.commit,
        notices=made.setup.notices,
        passages=made.setup.passages,
        questions=len(system.questions),
        comparables=len(system.comparables),
        headlines=tuple(_figure(h.key, h.label, e) for h, e in heads),
        types=tuple(f for f in grouped[0] if f.count),
        languages=tuple(f for f in grouped[1] if f.count),
    )


def _figure(key: str, label: str, e: Estimate) -> Figure:
    return Figure(key, label, e.mean, e.low, e.high, e.n)


def _run(task: Task, engine: Engine, progress: Progress) -> Record:
    return record.slim(run(task, build(engine, (PRODUCT,)), "tongbao app", progress), PRODUCT)


def _store(made: Record, path: Path) -> list[str]:
    """Write the record; a folder that cannot be written to loses the storing, not the run."""
    try:
        record.write(made, path)
    except OSError as error:
        return [f"评测结果未能保存({reason(error)});请检查资料库文件夹的权限与空间"]
    return []
