"""Which sections publish a problem: by labelled blocks, by wording, else by the part they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from data.labels import ANSWERS, NOTED, Part, blocks, first, heading_part
from data.numbering import Form, number_at
from data.types import Section
from data.wording import problem_like

Candidate = tuple[Section, tuple[Section, ...]]
# parts of a notice that tell of its organisation, or of what comes afterwards
_ORGANISATION = re.compile(
    r"主要做法|组织(?:领导|落实|推进|实施|开展|保障)|提高(?:政治)?(?:站位|认识)|统一(?:思想|认识)|提升政治站位|强化(?:组织|担当|责任|领导)|压实|主体责任|"
    r"履行[^,。]{0,4}(?:政治)?责任|履职|第一责任人|高度重视|加强(?:组织)?领导|总体情况|基本情况|工作开展情况|整改(?:工作)?(?:总体|基本|组织)|扛[牢起]|(?<!决策)部署"
)
_NAMED = re.compile(r"^\s*\[?“?(?:关于|针对|反馈(?=“))[^。\n]*?问题")
_LISTED = re.compile(
    r"(?:市委|县委|区委|省委|中央)?(?:巡[察视]组?)?(?:反馈|指出|发现)的?(?:主要|突出|具体)?(?:问题|意见)(?:清单|情况)?[。:]?"
)
_ASPECT = re.compile(r"^(?!.*整改).*方面[。:]?$")  # "落实全面从严治党主体责任方面" groups findings
_COUNTED = re.compile(r"\([^()]{0,30}\)[:。]?$")  # "(反馈问题4个,已完成4个)" behind an aspect
_FOUND = re.compile(r"存在的?(?:主要|突出)?问题")
_AFTERWARDS = re.compile(
    r"下一?步|今后|下一阶段|后续|长效|巩固|深化(?:拓展|运用|巩固|巡)|成果(?:运用|转化)|立足长远|着眼长远|持续(?:推进|抓好|用力|发力|巩固)[^。]{0,14}$|存在的?(?:主要|突出)?(?:问题|困难|不足|差距)(?![^,。]{0,8}(?:整改|落实))|打算|计划安排|努力方向"
)
# a part that lists what is not done yet ("需长期整改事项进展情况") is part of the ledger, worded as tasks
_STILL_OPEN = re.compile(
    r"(?:需|应|仍|尚|正在|未|持续|长期|继续)[^,。]{0,6}(?:整改|完成|坚持|推进|解决|落实)[^,。]{0,6}的?(?:问题|事项|任务|(?<=整改的)工作)(?:的?(?:整改)?[^,。]{0,6}(?:情况|措施|计划|安排))?$"
)
_ABOUT = re.compile(r"(?:巡[察视]|反馈)[\s\S]{0,200}整改")
_OPENING = 800  # characters of title and first paragraph, where a notice says what it reports on
_ANSWERING = re.compile(r"问题|反馈|整改(?:任务|事项|落实|进展|完成|措施|成效|见效|到位)|落实情况|落地见效|完成情况")


def candidates(folded: str, sections: Sequence[Section]) -> tuple[list[Candidate], bool]:
    """The sections that are items, in reading order, each with the sections above it (outermost first).

    The second value is False where no label and no wording told, only the part they stand in.
    """
    reader = _Reader(folded, any(_form(s) is Form.LABELLED for section in sections for s in section.walk()))
    parts = [s for s in sections if not reader.aside(s)] or list(sections)
    if len(parts) < len(sections) and not any(reader.labelled_below(s) for s in parts):
        parts = [s for s in sections if s in parts or reader.labelled_count(s) >= 2]
    parts = _without_list(reader, parts)
    if any(reader.labelled_below(s) for s in parts):
        return reader.by_label(parts, ()), True
    tasks = reader.by_part(parts)
    if any(reader.problem_below(s) for s in parts):
        worded = reader.by_wording(parts, ())
        apart = [t for t, _ in tasks if not any(w.start <= t.start < w.end for w, _ in worded)]
        truly = sum(problem_like(reader.title(w)) for w, _ in worded)
        if not tasks or (2 * truly >= len(worded) >= len(apart)):  # else a stray wording among tasks
            return reader.with_open(parts, worded), 2 * truly >= len(worded)
    return tasks, False


def _without_list(reader: _Reader, parts: list[Section]) -> list[Section]:
    """Parts less one that only lists what was found, where a later part goes through it again with what was done."""
    listing = next((i for i, s in enumerate(parts) if _LISTED.fullmatch(reader.title(s))), -1)
    if listing < 0 or reader.labelled_below(parts[listing]):
        return parts
    size = len(parts[listing].children)
    if any("整改" in reader.title(s) and len(s.children) >= size for s in parts[listing + 1 :]):
        return [*parts[:listing], *parts[listing + 1 :]]
    return parts


class _Reader:
    """Evidence per section, computed once each."""

    def __init__(self, folded: str, problems: bool) -> None:
        self.folded = folded
        self._named = Form.LABELLED if problems else Form.TASK  # sections numbered 问题1 are items, else those 任务1
        self._labelled: dict[int, bool] = {}
        self._labelled_below: dict[int, bool] = {}
        self._problem_below: dict[int, bool] = {}

    def title(self, section: Section) -> str:
        a = section.heading.end - len(section.title)
        return self.folded[max(a, section.heading.start) : section.heading.end]

    def aside(self, section: Section) -> bool:
        """Whether a part tells of organisation or of what comes afterwards, not of single problems."""
        title = NOTED.sub("", self.title(section)) or self.title(section)  # 【整改总体情况】 is no note
        if _ASPECT.search(_COUNTED.sub("", title)):
            return False
        if _AFTERWARDS.search(title):
            grouped = re.search(r"(?:问题|事项|任务)(?:的?(?:整改)?[^,。]{0,6}情况)?$", title)
            return not grouped or re.search(r"存在的?(?:主要)?(?:问题|困难|不足|差距)", title) is not None
        if not _ORGANISATION.search(title) or problem_like(title) or _FOUND.search(title):
            return False
        found = [b.part for b in blocks(self.folded, section.start, section.end)]
        answered = any(a is Part.PROBLEM and b in ANSWERS for a, b in pairwise(found))
        return not answered and not any(_NAMED.search(self.title(c)) for c in section.children)

    def labelled_count(self, section: Section) -> int:
        """How many sections of a subtree are labelled."""
        return sum(self.labelled(s) for s in section.walk())

    def labelled(self, section: Section) -> bool:
        """Whether the section's own text, or a child that is nothing but a label, answers a problem."""
        key = section.start
        if key not in self._labelled:
            own_end = section.children[0].start if section.children else section.end
            listed = not any(self.labelled_below(c) or self.problem_below(c) for c in section.children)
            own = any(
                b.part in ANSWERS and (b.body < b.end or listed)  # a bare label may head a list of measures
                for b in blocks(self.folded, section.heading.end, own_end)
            )
            parts = [heading_part(self.title(c)) for c in section.children]
            by_child = section.level > 1 or section.number == "" or problem_like(self.title(section))
            named = (by_child or Part.PROBLEM in parts) and any(part in ANSWERS for part in parts)
            inside = self._label_in_heading(section)
            self._labelled[key] = own or named or inside
        return self._labelled[key]

    def _label_in_heading(self, section: Section) -> bool:
        """A heading that runs on into its answer: "1.…不到位。整改情况:"."""
        found = blocks(self.folded, section.heading.start, section.heading.end)
        return any(b.part in ANSWERS and b.start > section.heading.start + len(section.number) + 2 for b in found)

    def _answer(self, section: Section) -> bool:
        """Whether a heading is nothing but an answer's label (整改措施)."""
        return heading_part(self.title(section)) not in (None, Part.PROBLEM)

    def labelled_below(self, section: Section) -> bool:
        key = section.start
        if key not in self._labelled_below:
            self._labelled_below[key] = self.labelled(section) or any(self.labelled_below(c) for c in section.children)
        return self._labelled_below[key]

    def problem_below(self, section: Section) -> bool:
        key = section.start
        if key not in self._problem_below:
            self._problem_below[key] = (
                _form(section) is self._named
                or problem_like(self.title(section))
                or any(self.problem_below(c) for c in section.children)
            )
        return self._problem_below[key]

    def by_label(self, sections: Sequence[Section], above: tuple[Section, ...]) -> list[Candidate]:
        """The outermost labelled sections; a parent only introduces its children where two of them are labelled."""
        found: list[Candidate] = []
        forms = {_form(s) for s in sections if self.labelled(s)}
        deep = any(self.labelled_below(c) for s in sections for c in s.children)
        for section in sections:
            inner = [
                c
                for c in section.children
                if self.labelled_below(c)
                and heading_part(self.title(c)) in (None, Part.PROBLEM)
                and not self._task_of(section, c)
            ]
            if not above and _STILL_OPEN.search(self.title(section)):
                found.extend(_leaves(section, above))
                continue
            if not above and deep and not inner and not problem_like(self.title(section)):
                continue  # a part with a label of its own beside parts whose sections are labelled
            answered = self._answered_in_turn(section)
            if self._lists_answer(section):
                found.append((section, above))
            elif answered:
                found.extend((child, (*above, section, answered)) for child in answered.children)
            elif (self.labelled(section) and len(inner) < 2) or self._whole(section, inner):
                found.append((section, above))
            elif inner:
                found.extend(self.by_label(section.children, (*above, section)))
            elif self.problem_below(section):
                found.extend(self.by_wording([section], above))
            elif above and (_form(section) in forms or section.children):
                found.extend(_leaves(section, above))
        return found

    def with_open(self, parts: Sequence[Section], worded: list[Candidate]) -> list[Candidate]:
        """Items told by their wording, with what stands in parts on work that still goes on, worded as tasks."""
        found = list(worded)
        for part in parts:
            opened = part.children and _STILL_OPEN.search(self.title(part))
            if opened and not any(part.start <= s.start < part.end for s, _ in worded):
                found.extend(_leaves(part, ()))
        return sorted(found, key=lambda c: c[0].start)

    def _task_of(self, section: Section, child: Section) -> bool:
        """Whether a child is a task set for the one problem its parent names, and no item of its own."""
        one = _form(section) is Form.LABELLED or (
            problem_like(self.title(section)) and "方面" not in self.title(section)
        )
        return one and _form(child) is Form.TASK

    def _lists_answer(self, section: Section) -> bool:
        """Whether a bare label heads the children of a section that names a problem: they are its measures."""
        own = blocks(self.folded, section.heading.end, section.children[0].start) if section.children else ()
        owned = any(b.part in (Part.OWNER, Part.DEADLINE) for b in own)  # who answers for it by when: a problem
        if not (owned or _form(section) is Form.LABELLED or problem_like(self.title(section))):
            return False
        if not own or own[-1].part not in ANSWERS or own[-1].body < own[-1].end:
            return False
        sure = re.search("措施|举措", own[-1].label)  # of measures, some may sound like problems
        likes = _NAMED.search if sure else problem_like
        return not any(likes(self.title(c)) for c in section.children)

    def _answered_in_turn(self, section: Section) -> Section | None:
        """The child that is nothing but an answer's label and takes up problem after problem (1.针对…的问题,…)."""
        return next(
            (
                child
                for child in section.children
                if self._answer(child) and child.children and all(_NAMED.search(self.title(c)) for c in child.children)
            ),
            None,
        )

    def _whole(self, section: Section, inner: Sequence[Section]) -> bool:
        """Whether the children of a section make up one item, of which only one bears a label.

        Either they list symptoms, and behind one of them stands the label of what was done; or they list
        measures below a heading that names the problem, and the last one is followed by the result.
        """
        if len(inner) != 1 or len(section.children) < 2:
            return False
        answered, children = inner[0], section.children
        if answered is children[-1] and _NAMED.search(self.title(section)):
            return not any(problem_like(self.title(c)) for c in children)
        label = first(blocks(self.folded, answered.heading.end, answered.end), *ANSWERS)
        if label is None or self.folded[answered.heading.end : label.start].strip():
            return False
        if answered is children[-1]:
            return all(not self.folded[c.heading.end : c.end].strip() for c in children[:-1])
        return label.body >= label.end  # a bare label heads the children that follow

    def by_wording(self, sections: Sequence[Section], above: tuple[Section, ...]) -> list[Candidate]:
        """The innermost sections worded as problems, with the siblings of a list that is mostly such."""
        found: list[Candidate] = []
        worded = [s for s in sections if self.problem_below(s)]
        # without numbers no part stands above the items, so the outermost headings are such a list, too
        mostly = len(worded) * 2 >= len(sections) and (bool(above) or not any(s.number for s in sections))
        mostly = mostly or self._one_list(sections, len(worded))
        opened = [s.children for s in sections if self._by_inner(s)]
        for section in sections:
            # a part goes by its neighbour: where one part's items are (一), (二), so are the others'
            alike = any(self._like(section.children, o) for o in opened)
            if self._by_inner(section):
                found.extend(self.by_wording(section.children, (*above, section)))
            elif alike:
                found.extend((child, (*above, section)) for child in section.children)
            elif self.problem_below(section) or mostly:
                found.append((section, above))
        return found

    def _one_list(self, sections: Sequence[Section], worded: int) -> bool:
        """Whether outermost sections are one list of items, not parts: none holds others, most word problems."""
        titles = [NOTED.sub("", self.title(s)) for s in sections]
        holds = any(self.problem_below(c) for s in sections for c in s.children)
        plain = (
            all(s.number for s in sections) and not holds and not any("整改" in t or heading_part(t) for t in titles)
        )
        return plain and 3 * worded >= 2 * len(sections)

    def _like(self, children: Sequence[Section], opened: Sequence[Section]) -> bool:
        """Whether sections are numbered like opened ones, and lie as deep or stand beside nothing but problems."""
        if not children or _form(children[0]) != _form(opened[0]):
            return False
        return bool(children[0].children) or all(self.problem_below(o) and not o.children for o in opened)

    def _by_inner(self, section: Section) -> bool:
        """Whether at least half of the sections right below are, or hold, wordings of problems.

        Below a heading that names a problem itself (关于…问题) stand measures, one of which may sound like
        a problem (清退超标准用车): there nearly all of them must be.
        """
        inner = [c for c in section.children if self.problem_below(c) and not self._task_of(section, c)]
        title = self.title(section)
        share = 0.75 if _NAMED.search(title) and "方面" not in title else 0.5
        return bool(inner) and len(inner) >= share * len(section.children)

    def by_part(self, sections: Sequence[Section]) -> list[Candidate]:
        """Without any other sign: the innermost headings under the parts that speak of what was rectified."""
        told = [s for s in sections if s.children]
        parts = [s for s in told if _ANSWERING.search(self.title(s)) or _STILL_OPEN.search(self.title(s))]
        if not parts and _ABOUT.search(self.folded[:_OPENING]):
            longest = max(sections, key=lambda s: len(_leaves(s, ())), default=None)
            parts = [longest] if longest and len(_leaves(longest, ())) > 2 else []
        return [leaf for part in parts for leaf in _leaves(part, ())]


def _leaves(section: Section, above: tuple[Section, ...]) -> list[Candidate]:
    if not section.children:
        return [(section, above)]
    return [leaf for child in section.children for leaf in _leaves(child, (*above, section))]


def _form(section: Section) -> Form | None:
    number = number_at(section.number + " ") if section.number else None
    return number.form if number else None
