"""The house plan, checked on the source: who may import whom, one door per library, small modules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.library import open_library

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "data": {"data"},
    "index": {"data", "index"},
    "qa": {"data", "index", "qa"},
    "eval": {"data", "index", "qa", "eval"},
    "app": {"data", "qa"},  # data only for its errors
}
NEVER = {
    "data": {"numpy", "faiss", "jieba", "torch", "sentence_transformers", "gradio"},
    "index": {"gradio"},
    "qa": {"numpy", "faiss", "jieba", "torch", "sentence_transformers", "gradio", "tokenizers"},
    "eval": {"gradio", "faiss", "jieba"},
    "app": {"numpy", "faiss", "jieba", "torch", "sentence_transformers"},
}
ONE_DOOR = (
    *("faiss", "jieba", "sentence_transformers", "gradio", "openpyxl", "sqlite3", "mcp"),
    *("fastapi", "uvicorn", "pydantic"),
)
TRAINING = ROOT / "index" / "encoder" / "train"  # run by hand to make the bundled table, never imported


def sources() -> Iterator[tuple[str, Path]]:
    """(room, file) of everything a user runs."""
    yield "app", ROOT / "app.py"
    for room in ("data", "index", "qa", "eval"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if TRAINING not in path.parents:
                yield room, path


def imported(path: Path) -> set[str]:
    """The top-level names of all modules a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize(("room", "path"), sources(), ids=str)
def test_a_room_imports_only_what_lies_before_it(room: str, path: Path) -> None:
    names = imported(path)
    assert names & set(MAY_IMPORT) <= MAY_IMPORT[room]
    assert not names & NEVER[room]


def test_each_library_enters_through_one_file() -> None:
    doors = defaultdict(set)
    for _, path in sources():
        for name in imported(path) & set(ONE_DOOR):
            doors[name].add(path.relative_to(ROOT).as_posix())
    assert {name: len(files) for name, files in doors.items()} == dict.fromkeys(ONE_DOOR, 1), dict(doors)


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    long = {p.name: n for _, p in sources() if (n := len(p.read_text(encoding="utf-8").splitlines())) > 300}
    assert not long


def test_no_function_is_longer_than_forty_lines() -> None:
    functions = (
        (path.name, node.name, (node.end_lineno or 0) - node.lineno + 1)
        for _, path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert not [found for found in functions if found[2] > 40]


def test_a_check_is_only_switched_off_with_its_reason() -> None:
    for _, path in sources():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if re.search(r"# (?:noqa|type: ignore)", line):
                assert re.search(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z-]+\]) +(?:- |# )\w+", line), (path, number)


def _loads_none(heavy: set[str], code: str) -> None:
    """Whether a process of its own that runs this code, which leaves its exit code in `rc`, imports none of these."""
    code += f"loaded = sorted({heavy!r} & set(sys.modules))\nsys.exit(f'loaded {{loaded}}' if loaded else rc)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_asking_loads_neither_torch_nor_gradio_nor_what_reads_new_notices(tmp_path: Path) -> None:
    open_library(tmp_path)
    heavy = {"torch", "sentence_transformers", "transformers", "gradio", "plotly", "scipy", "pandas", "data.items"}
    code = (
        f"import sys; from qa.cli import main\nrc = main(['ask', '剧本杀怎么监管？', '--index', {str(tmp_path)!r}])\n"
    )
    _loads_none(heavy, code)


def test_a_page_starts_without_torch_and_without_what_reads_new_notices(tmp_path: Path) -> None:
    open_library(tmp_path)
    heavy = {"torch", "sentence_transformers", "transformers", "plotly", "data.items", "data.corpus"}
    code = (
        "import sys; from pathlib import Path; from app import build\n"
        "from qa.page.desk import Desk; from qa.web.settings import Settings\n"
        f"build(Desk.open(Path({str(tmp_path)!r})), Settings()); rc = 0\n"
    )
    _loads_none(heavy, code)
