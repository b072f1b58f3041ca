"""`tongbao eval` and its two helpers `check` and `add`: arguments in, tables and files out."""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from data.errors import BadRequest
from data.types import Notice
from eval import ablate, collect, gate, judgements, record, summary, table
from eval.plain import Texts
from eval.run import Task, measure
from eval.run import run as run_systems
from eval.systems import PRODUCT, SYSTEMS, System, Variant, build
from eval.types import LANGUAGES, TYPES, Record
from index.types import Engine

FELL = 1  # the gate's exit code; 2 is an error, as everywhere


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--questions", type=Path, metavar="文件", help="判断过的问题(默认随附的 89 题)")
    parser.add_argument("--notices", type=Path, metavar="文件夹", help="改用这个文件夹的通报(临时建立的索引)")
    parser.add_argument("--similar", type=Path, metavar="文件", help="判断过的可比措施(默认随附的 25 条)")
    parser.add_argument(
        "--systems", default=",".join(SYSTEMS), metavar="方案", help=f"检索方案,逗号分开(默认 {','.join(SYSTEMS)})"
    )
    parser.add_argument("--encoder", action="append", default=[], metavar="编码器", help="再比较一个编码器(可多次)")
    parser.add_argument(
        "--passage-chars", action="append", default=[], type=int, metavar="字数", help="再比较一种段落长度(可多次)"
    )
    parser.add_argument("--ablate", action="store_true", help="再看通报问答的每一部分值多少:各去掉一部分之后")
    parser.add_argument("--themes", action="store_true", help="再按判断过的主题检验对照矩阵")
    parser.add_argument("-o", "--output", type=Path, metavar="文件", help="写出完整记录")
    parser.add_argument("--html", type=Path, metavar="文件", help="写出单文件网页报告")
    parser.add_argument("--markdown", action="store_true", help="以 Markdown 打印表格")
    parser.add_argument("--compare", type=Path, metavar="文件", help="与旧记录比较,打印有变化的题")
    parser.add_argument("--against", type=Path, metavar="文件", help=f"门槛:任一主要指标明显变差则退出码 {FELL}")
    parser.add_argument("--save-baseline", type=Path, metavar="文件", help="写出供 --against 使用的基准")
    actions = parser.add_subparsers(dest="action", metavar="动作")
    check = actions.add_parser("check", help="检查判断文件,列出全部错误")
    check.add_argument("file", type=Path, metavar="文件", help="判断文件(一行一题)")
    add = actions.add_parser("add", help="把一个问题和标出的原文写成一行判断")
    add.add_argument("question", nargs="?", default="", metavar="问题", help="要判断的问题")
    add.add_argument("--from-feedback", action="store_true", help="由网页上标为“有用”的段落写成判断(问题不必给出)")
    add.add_argument("--mark", action="append", default=[], metavar="原文", help="含答案的原文,或 通报:起-止(可多次)")
    add.add_argument("--related", action="append", default=[], metavar="原文", help="相关但不含答案的原文(可多次)")
    add.add_argument("--type", default="measure", choices=list(TYPES), help="问题类型(无 --mark 时为 unanswerable)")
    add.add_argument("--lang", default="zh", choices=list(LANGUAGES), help="问题的语言(默认 zh)")
    add.add_argument("--answer", default="", metavar="文字", help="答案文字")
    add.add_argument("--id", default="", metavar="编号", help="编号(默认自动)")
    add.add_argument("--to", type=Path, metavar="文件", help="写入的文件(默认 questions.jsonl;取自反馈时在资料库内)")


def run(args: argparse.Namespace) -> int:
    actions = {"check": _check, "add": _add, None: _evaluate}
    with ExitStack() as stack:
        engine = _engine(args, stack)
        stack.callback(engine.close)
        return actions[args.action](args, engine)


def _engine(args: argparse.Namespace, stack: ExitStack) -> Engine:
    """The user's library for the user's questions; a fresh index of the bundled notices for the bundled ones.

    The bundled judgements only know the bundled notices, and a gate must not depend on what a user added.
    """
    import index
    from data import corpus
    from qa.library import open_library

    if not args.notices and (args.index or args.questions or args.similar or args.action):
        return open_library(args.index)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tongbao-eval-")))
    engine = index.open_engine(folder)
    engine.add(_loaded(args.notices) if args.notices else corpus.bundled())
    return engine


def _loaded(folder: Path) -> tuple[Notice, ...]:
    """The notices of a folder; one that cannot be read would make the judgements meaningless."""
    from data import corpus

    loaded = corpus.load([folder])
    if loaded.failures:
        raise BadRequest(f"{loaded.failures[0].file}:{loaded.failures[0].message}")
    return loaded.notices


def _check(args: argparse.Namespace, engine: Engine) -> int:
    texts = Texts(engine.notices())
    values, faults = judgements.check_questions(args.file, texts)
    for fault in faults:
        print(f"{args.file.name} 第 {fault.line} 行:{fault.reason}")
    print(f"{len(values)} 题可用,{len(faults)} 处错误")
    return 2 if faults else 0


def _add(args: argparse.Namespace, engine: Engine) -> int:
    if args.from_feedback:
        return _gather(args, engine)
    if not args.question:
        raise BadRequest("请给出问题,或用 --from-feedback 取自网页上的反馈")
    draft = collect.Draft(
        args.question, args.type, args.lang, tuple(args.mark), tuple(args.related), args.answer, args.id
    )
    print(collect.add(draft, args.to or Path(judgements.OWN), Texts(engine.notices())))
    return 0


def _gather(args: argparse.Namespace, engine: Engine) -> int:
    from qa import feedback
    from qa.library import default_folder

    if args.question or args.mark or args.related or args.answer or args.id:
        raise BadRequest("--from-feedback 自己取问题与段落,不与问题、--mark、--related、--answer、--id 同用")
    folder = args.index if isinstance(args.index, Path) else default_folder()
    path = args.to or folder / judgements.OWN
    made = collect.gather(feedback.remarks(folder), args.type, path, Texts(engine.notices()))
    for line in made.lines:
        print(line)
    for reason in made.left:
        print(f"未写入 {reason}", file=sys.stderr)
    print(f"写入 {len(made.lines)} 题到 {path};未写入 {len(made.left)} 题", file=sys.stderr)
    return 0 if made.lines else 1


def _evaluate(args: argparse.Namespace, engine: Engine) -> int:
    task = _task(args, engine)
    # read before anything runs: a wrong path should not cost a whole run
    past, baseline = (record.read(path) if path else None for path in (args.compare, args.against))
    with ExitStack() as stack:
        systems = _systems(args, engine, stack)
        made = run_systems(task, systems, _command(args), _progress)
    show = table.markdown if args.markdown else table.text
    if args.markdown:
        print(f"由 `{made.setup.command} --markdown` 生成。{_origin(made)}\n")
    for part in summary.tables(made):
        print(show(part), end="\n\n")
    if args.ablate:
        parts = ablate.ablations(engine)
        without = [ablate.Without(part, measure(task, system, _progress)) for part, system in parts]
        print(show(ablate.table(gate.find(made, PRODUCT), without)), end="\n\n")
    if args.themes:
        from eval import themes

        cells = themes.judge(engine, themes.load(themes.FILE, task.texts), task.texts)
        print(show(themes.table(cells)), end="\n\n")
    _write(args, task, made)
    if past:
        _compare(past, made, task)
    if not args.markdown:
        print(_origin(made))
    return _gate(baseline, made) if baseline else 0


def _task(args: argparse.Namespace, engine: Engine) -> Task:
    texts = Texts(engine.notices())
    own = args.questions or args.similar
    asked = args.questions or (None if own else judgements.QUESTIONS)
    compared = args.similar or (None if own else judgements.COMPARABLES)
    return Task(
        judgements.load_questions(asked, texts) if asked else (),
        judgements.load_comparables(compared, texts) if compared else (),
        texts,
    )


def _systems(args: argparse.Namespace, engine: Engine, stack: ExitStack) -> list[System]:
    """Variants first, the product last: the report compares everything with the last."""
    names = [name.strip() for name in args.systems.split(",") if name.strip()]
    unknown = [name for name in names if name not in SYSTEMS]
    if unknown or not names:
        raise BadRequest(f"没有检索方案 {'、'.join(unknown) or '(空)'}。可用:{','.join(SYSTEMS)}")
    wanted = [Variant(encoder=name) for name in args.encoder] + [Variant(chars=n) for n in args.passage_chars]
    variants = [system for variant in wanted for system in variant.systems(engine.notices(), stack)]
    return [*variants, *build(engine, names)]


def _write(args: argparse.Namespace, task: Task, made: Record) -> None:
    if args.output:
        record.write(made, args.output)
    if args.save_baseline:
        record.write(record.slim(made, PRODUCT), args.save_baseline)
    if args.html:
        from eval.page import page

        args.html.parent.mkdir(parents=True, exist_ok=True)
        args.html.write_text(page(made, task), encoding="utf-8")


def _compare(before: Record, now: Record, task: Task) -> None:
    names = {q.id: q.question for q in task.questions} | {c.id: c.query.quote[:40] for c in task.comparables}
    for name in gate.common(before, now):
        title = f"与旧记录({before.setup.commit or before.setup.made})相比:{gate.find(now, name).label}"
        print(table.text(summary.change_table(title, gate.changes(before, now, name))), end="\n\n")
        moved = summary.moved_table("逐题变化", gate.find(before, name), gate.find(now, name), names)
        if moved.rows:
            print(table.text(moved), end="\n\n")


def _gate(before: Record, now: Record) -> int:
    changes = gate.changes(before, now, PRODUCT)
    print(table.text(summary.change_table("门槛:与基准相比", changes)))
    fallen = [c.headline.key for c in changes if c.worse]
    print(f"未通过:{'、'.join(fallen)} 的变差超出抽样误差" if fallen else "通过:没有指标的变差超出抽样误差")
    return FELL if fallen else 0


def _command(args: argparse.Namespace) -> str:
    """The options that decide the figures, as one would type them."""
    parts = ["tongbao", "eval"]
    for option in ("notices", "questions", "similar"):
        given = getattr(args, option)
        parts += [f"--{option}", given.name] if given else []
    parts += ["--systems", args.systems] if args.systems != ",".join(SYSTEMS) else []
    for encoder in args.encoder:
        parts += ["--encoder", Path(encoder).name]
    for chars in args.passage_chars:
        parts += ["--passage-chars", str(chars)]
    parts += [f"--{flag}" for flag in ("ablate", "themes") if getattr(args, flag)]
    return shlex.join(parts)


def _origin(made: Record) -> str:
    setup = made.setup
    parts = {"编码器": setup.encoder, "索引": setup.index, "语料": setup.corpus, "判断": setup.judgements}
    known = [f"{name} {value}" for name, value in {**parts, "提交": setup.commit}.items() if value]
    return f"用时 {made.seconds:.1f} 秒;{setup.notices} 份通报,{setup.passages} 段;{';'.join(known)}。"


def _progress(label: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{label} {done}/{total}" + ("\n" if done == total else ""))
