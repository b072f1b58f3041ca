"""What the documents say exists: files, headings, commands and their options."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa import cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ACTIONS = {"eval": ("add", "check")}  # commands with commands of their own


def headings(path: Path) -> set[str]:
    """The anchors a code host gives the headings of a document."""
    titles = re.findall(r"^#+ +(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def commands() -> Iterator[tuple[str, str]]:
    """(document, what it tells the reader to type after "tongbao")."""
    for path in DOCUMENTS:
        for typed in re.findall(r"\btongbao ([a-z]+\b[^`\n]*)", path.read_text(encoding="utf-8")):
            yield path.name, re.split(r" +#|[|>&;(]", typed)[0].strip()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    for link in links:
        if not re.match(r"[a-z]+:", link):
            file, _, anchor = link.partition("#")
            target = path.parent / file if file else path
            assert target.exists(), link
            assert not anchor or anchor in headings(target), link


@pytest.mark.parametrize(("document", "typed"), sorted(set(commands())))
def test_every_command_a_document_names_has_the_options_named(
    document: str, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *rest = shlex.split(typed)
    action = [word for word in rest[:1] if word in ACTIONS.get(name, ())]
    with pytest.raises(SystemExit) as left:
        cli.main([name, *action, "--help"])
    assert left.value.code == 0, f"{document}: tongbao {typed}"
    options = {word.split("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
    assert options <= set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", capsys.readouterr().out)), f"{document}: {typed}"


@pytest.mark.parametrize(
    ("typed", "shown"),
    re.findall(r"```\n\$ tongbao ([^\n]+)\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL),
)
def test_an_example_of_the_readme_prints_what_it_shows(
    typed: str, shown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*shlex.split(typed), "--index", str(tmp_path)]) == 0
    assert capsys.readouterr().out == shown


def test_every_commit_a_figure_was_measured_at_is_in_the_history() -> None:
    words = {w for path in DOCUMENTS for w in re.findall(r"\b[0-9a-f]{7}\b", path.read_text(encoding="utf-8"))}
    named = sorted(w for w in words if not w.isdigit())
    asked = ["git", "-C", str(ROOT), "cat-file", "--batch-check=%(objecttype)"]
    done = subprocess.run(asked, input="\n".join(named), capture_output=True, text=True, check=False)
    kinds = dict(zip(named, done.stdout.splitlines(), strict=False))
    if (ROOT / ".git" / "shallow").exists() or "commit" not in kinds.values():
        pytest.skip("the history is not here")
    assert kinds == dict.fromkeys(named, "commit")


def test_the_documents_name_most_commands() -> None:
    named = {typed.split()[0] for _, typed in commands()}
    assert len(named & set(cli.COMMANDS)) > len(cli.COMMANDS) * 3 / 4
