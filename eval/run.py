"""Run systems over judged questions and measures, and note what was run on what."""

from __future__ import annotations

import hashlib
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from eval.plain import Texts
from eval.record import SHOWN_KEPT
from eval.scoring import score_comparables, score_questions
from eval.significance import SEED
from eval.systems import System
from eval.types import Comparable, Judgement, Question, Record, Setup, SystemResult
from index.types import Engine

Progress = Callable[[str, int, int], None]  # (system label, queries done, queries in all)
HASH_CHARS = 16  # enough to tell two states apart, short enough to read out


@dataclass(frozen=True, slots=True)
class Task:
    """What was judged: the same for every system of a run."""

    questions: tuple[Question, ...]
    comparables: tuple[Comparable, ...]
    texts: Texts


def run(task: Task, systems: Sequence[System], command: str, progress: Progress | None = None) -> Record:
    """All systems on all queries; the last system is the product that the report compares others with."""
    started = time.perf_counter()
    results = tuple(measure(task, system, progress) for system in systems)
    engine = systems[-1].engine
    setup = Setup(
        command=command,
        commit=_commit(),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=engine.manifest.encoder,
        encoder_hash=engine.manifest.encoder_hash[:HASH_CHARS],
        index=index_hash(engine),
        corpus=corpus_hash(task.texts),
        judgements=judgements_hash(task),
        notices=engine.manifest.notices,
        passages=engine.manifest.passages,
        seed=SEED,
    )
    return Record(setup, results, time.perf_counter() - started, _shown(results, task.texts))


def measure(task: Task, system: System, progress: Progress | None = None) -> SystemResult:
    """One system on all queries."""
    started, total = time.perf_counter(), len(task.questions) + len(task.comparables)
    asked, compared = {}, {}
    for question in task.questions:
        asked[question.id] = system.ask(question)
        if progress:
            progress(system.label, len(asked), total)
    for comparable in task.comparables:
        compared[comparable.id] = system.similar(comparable)
        if progress:
            progress(system.label, len(asked) + len(compared), total)
    return SystemResult(
        system.name,
        system.label,
        score_questions(task.questions, asked, task.texts),
        score_comparables(task.comparables, compared, task.texts),
        time.perf_counter() - started,
        index_hash(system.engine),
    )


def corpus_hash(texts: Texts) -> str:
    """Of ids and clean texts, so that a change in cleaning shows."""
    return _hash(part for notice_id in texts.ids() for part in (notice_id, texts.notices[notice_id].text))


def judgements_hash(task: Task) -> str:
    """Of everything judged, but not of where the quotes lie: better cleaning must stay comparable."""
    still = [replace(q, evidence=tuple(map(_unplaced, q.evidence))) for q in task.questions]
    compared = [
        replace(c, query=_unplaced(c.query), similar=tuple(map(_unplaced, c.similar))) for c in task.comparables
    ]
    return _hash(repr(value) for value in (*still, *compared))


def _unplaced(judgement: Judgement) -> Judgement:
    return replace(judgement, start=0, end=0)


def index_hash(engine: Engine) -> str:
    """Of the manifest and of where the passages are cut."""
    ids = (p.id for n in sorted(engine.notices(), key=lambda n: n.id) for p in engine.passages_of(n.id))
    return _hash([repr(engine.manifest), *ids])


def _hash(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:HASH_CHARS]


def _commit() -> str:
    """The commit of a checkout, "+" where files differ from it; "" for an installed package."""
    root = Path(__file__).parents[1]
    try:
        head, state = (
            subprocess.run(["git", "-C", str(root), *args], capture_output=True, text=True, check=True).stdout.strip()
            for args in (["rev-parse", "--short=12", "HEAD"], ["status", "--porcelain", "--untracked-files=no"])
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return head + ("+" if state else "")


def _shown(results: Sequence[SystemResult], texts: Texts) -> dict[str, str]:
    shown = {h for r in results for o in (*r.questions, *r.comparables) for h in o.hits[:SHOWN_KEPT]}
    places = sorted((h.notice, h.start, h.end) for h in shown if h.notice in texts)
    return {f"{notice}:{start}-{end}": texts.slice(notice, start, end) for notice, start, end in places}
