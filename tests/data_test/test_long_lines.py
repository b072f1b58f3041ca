"""A line of tens of thousands of equal characters is read as quickly as any other line of its length."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.corpus import parse
from data.errors import UnreadableNotice
from data.passages import passages
from qa.check import check

ROOT = Path(__file__).parent.parent.parent
LENGTH = 60_000 if os.environ.get("CI") else 20_000  # characters of each run; every text holds three
GIVE_UP = 60  # seconds of processor time for a text that takes one or two; a scan that is not linear takes minutes
UNITS = (
    "7", "１", "111,", " ", "、", "一", "(", "（", "《", "》", "*", ".", "|", "x", "某", "-", "—", "“", "”", "，",
    "。", "![", "![](", "3人", "《a》3人", "2023年8月3日", "于2024年8月前完成。", "整改措施：", "（1）", "(一)", "①。",
    "一是", "关于问题。", "问题", "5。\n", "一、\n", "a\n", "1,改.\n(一)存在的问题\n",
    "整改措施：整改结果：", "1.甲。2.乙。", "●甲\n【整改措施】\n●乙\n", "整改状态：□☑已完成\n",
)  # fmt: skip
READ = """
import sys
from data.corpus import parse
from data.passages import passages
from qa.check import check
unit, length = sys.argv[1], int(sys.argv[2])
run = (unit * (length // len(unit) + 1))[:length]
notice = parse((
    f"{run}某局党组关于巡察整改情况的通报\\n来源：{run}\\n现将整改情况通报如下。\\n"
    f"一、关于学习不够的问题\\n整改措施：{run}已完成。\\n某局党组\\n2024年5月6日\\n"
).encode(), "a.txt")
check(notice)
print(sum(len(p.text) for p in passages(notice)), notice.body_end - notice.body_start)
"""


def give_up() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (GIVE_UP, GIVE_UP))


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_run_of_one_thing_is_read_to_its_end(unit: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, unit, str(LENGTH)],
        cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=give_up,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    read, there = done.stdout.split()
    assert read == there


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 60)), min_size=1, max_size=12))
def test_runs_of_anything_are_read_or_refused_and_lose_nothing(runs: list[tuple[str, int]]) -> None:
    text = "".join(unit * times for unit, times in runs)
    try:
        notice = parse(text.encode(), "a.txt")
    except UnreadableNotice:
        return
    assert "".join(p.text for p in passages(notice)) == notice.text[notice.body_start : notice.body_end]
    assert all(notice.text[s.start : s.end] == s.text for finding in check(notice) for s in finding.spans)
