"""Every part of the ranker can be switched off alone, and then the ranking is another."""

from dataclasses import fields, replace

import pytest
from memory import MemoryEngine, bundled

from qa import answer
from qa.parts import ALL, Parts

TOUCHED = {
    "typos": "农家书物管理圆补帖",
    "synonyms": "机关里磨洋工怎么治",
    "glossary": "How is the Shuntianmen museum displayed?",
    "question_words": "请问一下你们那边到底都有哪些文物保护的措施呢",
    "subject": "请问一下你们那边到底都有哪些文物保护的措施呢",
    "places": "通州怎么保护文物",
    "figures": "2023年2月建成的景区",
    "kinds": "一共发放了多少元补贴",
    "closing": "意见建议怎么反馈",
    "siblings": "文物保护",
    "lead": "各地的固定资产分别怎么清理?",
}


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return bundled()


@pytest.mark.parametrize("part", [f.name for f in fields(Parts)])
def test_a_part_switched_off_changes_the_ranking_of_a_question_it_is_made_for(engine, part):
    with_it, without = (answer.ask(engine, TOUCHED[part], 20, parts=p) for p in (ALL, replace(ALL, **{part: False})))
    assert [(c.passage.id, c.score) for c in with_it.citations] != [(c.passage.id, c.score) for c in without.citations]
