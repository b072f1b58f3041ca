"""The themes of the matrix: an editable table of names, meanings and keywords."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.errors import BadRequest
from data.reasons import reason
from index import words
from qa import table
from qa.fold import fold
from qa.near import office_words
from qa.synonyms import expand


@dataclass(frozen=True, slots=True)
class Theme:
    """A row of the matrix. Each of `keywords` names one thing, in one or more wordings."""

    name: str
    definition: str
    keywords: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """What is searched with."""
        return f"{self.name}。{self.definition}" if self.definition else self.name

    def named(self, text: str) -> float:
        """How much of the theme a text names, in [0, 1]: 1 from ENOUGH distinct keywords on, or all where fewer.

        Of a long list (the words of a whole definition) one in ENOUGH_OF is asked for.
        """
        folded = fold(text)
        hits = 0
        for wordings in self.keywords:  # plain loops: a matrix asks this of some passages of every notice
            for wording in wordings:
                if wording in folded:
                    hits += 1
                    break
        return min(1.0, hits / max(1, min(len(self.keywords), max(ENOUGH, len(self.keywords) // ENOUGH_OF))))


ENOUGH = 3  # keywords in one passage that leave no doubt what it is about
SAME_NAME = 0.6  # of the content words of two names in common: one or two words more or less
ENOUGH_OF = 5  # a definition of forty words shares three with anything official


def themes(file: Path | None = None) -> tuple[Theme, ...]:
    """The bundled themes, or those of a file in the same format (`qa/tables/themes.tsv`)."""
    if file is None:
        return tuple(parse(line, number) for number, line in enumerate(table.lines("themes.tsv"), 1))
    try:
        rows = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadRequest(f"无法读取主题文件 {file}:{reason(error)}") from error
    except UnicodeDecodeError as error:
        raise BadRequest(f"无法读取主题文件 {file}:应为 UTF-8 文本,每行“名称⇥含义⇥关键词|关键词”") from error
    return tuple(parse(row, number) for number, row in enumerate(rows, 1) if row.strip() and not row.startswith("#"))


OWN = "themes.tsv"  # in the folder of the library: there it is the user's, and no update overwrites it


def own(folder: Path | None) -> Path | None:
    """The user's own theme file in the library's folder, None where there is none."""
    path = folder / OWN if folder is not None else None
    return path if path is not None and path.is_file() else None


def parse(line: str, number: int) -> Theme:
    """One line of a theme file.

    Without keywords, those of the bundled theme of about the same name are taken, else the words of name
    and definition.
    """
    cells = [cell.strip() for cell in line.split("\t")]
    if not 2 <= len(cells) <= 3 or not cells[0]:
        raise BadRequest(f"主题文件第 {number} 行有 {len(cells)} 列,应为“名称、含义、关键词(用|分开)”,以制表符分列")
    given = tuple((fold(k),) for k in cells[2].split("|") if k.strip()) if len(cells) == 3 else ()
    if given:
        return Theme(cells[0], cells[1], given)
    known = _bundled(fold(cells[0]))
    return Theme(cells[0], cells[1], known.keywords if known else _keywords(fold("。".join(cells[:2]))))


def topic(text: str) -> Theme:
    """Free text as a theme: its content words, each with its synonyms, are the keywords.

    Text that names a bundled theme, in about its words, stands for that theme.
    """
    folded = fold(text.strip())
    if not folded:
        raise BadRequest("主题为空;请写出要对照的内容,如“农家书屋管理”")
    known = _bundled(folded)
    if known:
        return Theme(text.strip(), known.definition, known.keywords)
    return Theme(text.strip(), "", _keywords(folded))


def _bundled(name: str) -> Theme | None:
    """The bundled theme that a folded name means, the first of several; None for a topic of one's own."""
    lines = [line for line in table.lines("themes.tsv") if line.count("\t") == 2]  # only these have keywords
    return next((parse(line, 0) for line in lines if _alike(name, fold(line.split("\t")[0])) >= SAME_NAME), None)


def _alike(a: str, b: str) -> float:
    """Dice coefficient of the content words, in [0, 1]."""
    left, right = set(words.terms(a)), set(words.terms(b))
    return 2 * len(left & right) / max(1, len(left) + len(right))


def _keywords(folded: str) -> tuple[tuple[str, ...], ...]:
    office = office_words()
    expansions = [e for e in expand(folded) if e.found not in office]
    covered = "".join(e.found for e in expansions)
    own = [t for t in dict.fromkeys(words.terms(folded)) if len(t) > 1 and t not in covered and t not in office]
    whole = [t for t in own if not any(t != other and t in other for other in own)]
    synonyms: dict[str, tuple[str, ...]] = {}
    for e in expansions:
        synonyms[e.found] = (*synonyms.get(e.found, (e.found,)), *(fold(o) for o in e.others if len(o) > 1))
    return (*synonyms.values(), *((t,) for t in whole))
