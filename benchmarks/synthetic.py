"""Made-up notices of any number, for benchmarks: the bundled notices' sentences, shuffled, digits rolled anew.

The same seed gives the same notices everywhere; nothing of this is stored in the repository.

python benchmarks/synthetic.py 1000 > notices.txt      a look at them
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from functools import cache

from data import corpus
from data.passages import passages
from data.types import Notice

SENTENCE = re.compile(r"[^。；;\n]{12,160}[。；;]")
NUMBER = re.compile(r"^\s*[（(]?[一二三四五六七八九十\d]+[）)、.．是]+\s*")
TITLE = re.compile(r"[\u4e00-\u9fff]{6,20}")  # of a heading
LENGTH = 150  # characters of a measure, which becomes a passage
FIRST = "安白常长昌大德东丰福高广海河弘华怀惠江金景九康林灵龙宁平青清荣瑞山石顺泰天通文武西新兴阳永玉云泽"
SECOND = "安昌川都丰岗港谷海河湖化江口乐林陵岭门明宁坪泉山水台塘田屯湾溪乡阳义邑源泽州"
KINDS = ("县", "区", "市")
NUMERALS = "一二三四五六七八九十"
TASKS = 3  # of each section, and measures of each task
YEARS = (2015, 2025)


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of the bundled notices' bodies, without the list number in front."""
    found = (m.group() for n in corpus.bundled() for m in SENTENCE.finditer(n.text[n.body_start : n.body_end]))
    return tuple(dict.fromkeys(NUMBER.sub("", s) for s in found))


def text(dice: random.Random) -> str:
    """One notice as it would be published: title, opening, sections, tasks, measures, signature."""
    place = dice.choice(FIRST) + dice.choice(SECOND) + dice.choice(KINDS)
    year = dice.randint(*YEARS)
    signed = f"{year}年{dice.randint(8, 12)}月{dice.randint(1, 28)}日"
    lines = [f"中共{place}文化和旅游局党组关于巡察整改情况的通报"]
    lines.append(
        f"根据统一部署,{year}年3月1日至5月{dice.randint(1, 28)}日,第{dice.choice(NUMERALS)}巡察组对{place}文化和旅游局"
        f"党组进行了巡察。{year}年6月{dice.randint(1, 28)}日,巡察组反馈了意见。现将整改落实情况通报如下:"
    )
    for section in range(dice.randint(3, 9)):
        lines.append(f"{NUMERALS[section]}、{_title(dice)}")
        for task in range(1, TASKS + 1):
            lines.append(f"{task}.关于“{_title(dice)}”的问题")
            lines.extend(f"{NUMERALS[m]}是{_measure(dice, LENGTH)}" for m in range(TASKS))
    lines += [f"中共{place}文化和旅游局党组", signed]
    return "\n".join(lines)


def _title(dice: random.Random) -> str:
    """Words for a heading: a run of Han characters out of some sentence."""
    while True:
        if found := TITLE.search(dice.choice(sentences())):
            return found.group()


def _measure(dice: random.Random, length: int) -> str:
    """Sentences until `length` characters are reached, within half a sentence."""
    out = ""
    while len(out) < length - 30:  # a sentence has about 60
        out += re.sub(r"\d", lambda _: str(dice.randrange(10)), dice.choice(sentences()))
    return out


def notices(count: int, seed: int = 1, first: int = 0) -> Iterator[Notice]:
    """Notices number `first` to `first + count`, of about 60 passages of 150 characters each.

    A notice depends on its number and the seed alone, so worker processes can share the work.
    """
    for number in range(first, first + count):
        made = text(random.Random(f"{seed}-{number}"))
        yield corpus.parse(made.encode("utf-8"), f"s{number:07d}.txt")


def texts(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """(id, text) of `count` passages as our own cutting makes them, for programs that index passages."""
    left = count
    number = 0
    while left:
        for notice in notices(1, seed, number):
            for passage in passages(notice)[:left]:
                left -= 1
                yield passage.id, passage.text
        number += 1


def main() -> None:
    for notice in notices(int(sys.argv[1]) if len(sys.argv) > 1 else 1):
        print(notice.text, end="\n\n")


if __name__ == "__main__":
    main()
