"""A library of invented notices and judged questions about them, made from the training items held out.

Asked with: tongbao eval --notices OUT/notices --questions OUT/questions.jsonl --ablate

DATA holds `items.jsonl` (see docs/encoder.md). Every passage stands in a notice of its sector, except those
of every second held-out item, whose questions so have no answer. The others are asked in everyday words,
formally, in English, by its two rarest words, and by a word and a figure of the passage; the formal question and
the two words also with one input slip: a character replaced by one that sounds alike.
Nothing of it was seen in training as a question with its passage. The weights of the refusal and the list of idle
words were set with it beside the other two sets, so it is no test of those.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from index import words
from index.encoder.train import sources
from qa import pinyin

Item = dict[str, str]
STYLES = {"everyday": ("colloquial", "zh"), "formal": ("measure", "zh"), "english": ("english", "en")}
PER_NOTICE = 60  # items a notice publishes, about as many as the longest real ones
PLACES = [  # invented
    "云岭", "青禾", "沙浦", "临泽", "松溪", "柳河", "白塘", "石桥", "南渡", "东屏",
    "北洛", "金坪", "梅川", "竹山", "兰亭", "桂岭", "荷塘", "枫林", "杏园", "桃源",
]  # fmt: skip
FIGURE = re.compile(r"\d[\d.]*(?:小时|公里|平方米|万元|亿元|[\u4e00-\u9fff])")
COMMON = 20  # times a character must stand in the passages to be typed by mistake


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to write to")
    args = parser.parse_args()
    data, out = args.data, args.out
    items = sources.json_rows(data / "items.jsonl")
    held = items[:: sources.HELD_OUT]
    asked, absent = held[::2], held[1::2]
    left_out = {item["id"] for item in absent}
    rows = list(questions(asked, absent, [i["passage"] for i in items], placed(items, left_out, out / "notices")))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (out / "questions.jsonl").write_text(text, encoding="utf-8")


def placed(items: list[Item], left_out: set[str], folder: Path) -> dict[str, str]:
    """Write the notices; in which of them each passage stands."""
    folder.mkdir(parents=True, exist_ok=True)
    sectors: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for n, item in enumerate(items):
        if item["id"] not in left_out:
            sectors[item["sector"]].append((item["id"], item["passage"]))
        if n % sources.HELD_OUT == 0:
            sectors[item["sector"]].append(("", item["hard_negative"]))
    where: dict[str, str] = {}
    places = iter(f"{p}{level}" for level in ("市", "县", "区") for p in PLACES)
    for sector, found in sectors.items():
        for start in range(0, len(found), PER_NOTICE):
            name = f"notice{len(set(where.values())) + 1:02d}"
            part = found[start : start + PER_NOTICE]
            where.update({i: name for i, _ in part})
            lines = [f"中共{next(places)}{sector}局党组关于巡察整改进展情况的通报", "一、整改落实情况"]
            lines += [f"{n}.{text}" for n, (_, text) in enumerate(part, 1)]
            (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return where


def questions(
    asked: list[Item], absent: list[Item], passages: list[str], where: dict[str, str]
) -> Iterator[dict[str, object]]:
    """The judged lines, in the format of docs/evaluation.md."""
    often = Counter("".join(passages))
    for item in asked:
        evidence = [{"doc": where[item["id"]], "quote": item["passage"], "grade": 2}]
        for style, (kind, lang) in STYLES.items():
            yield row(f"{item['id']}-{style}", item[style], kind, lang, evidence)
        short = keywords(item, passages)
        figure = FIGURE.search(item["passage"])
        yield row(f"{item['id']}-short", short, "short", "zh", evidence)
        if figure:
            yield row(f"{item['id']}-figure", f"{short.split()[0]} {figure.group()}", "number", "zh", evidence)
        for style, text in (("slip", item["formal"]), ("shortslip", short)):
            slipped = slip(text, often)
            if slipped != text:
                yield row(f"{item['id']}-{style}", slipped, "typo", "zh", evidence)
    for item in absent:
        yield row(f"{item['id']}-absent", item["formal"], "unanswerable", "zh", [])


def row(name: str, question: str, kind: str, lang: str, evidence: list[dict[str, object]]) -> dict[str, object]:
    return {"id": name, "question": question, "type": kind, "lang": lang, "evidence": evidence}


def keywords(item: Item, passages: list[str]) -> str:
    """The two words of the formal question that stand in its passage and in the fewest others."""
    there = [t for t in dict.fromkeys(words.terms(item["formal"])) if len(t) > 1 and t in item["passage"]]
    there = there or [t for t in dict.fromkeys(words.terms(item["passage"])) if len(t) > 1]
    rare = sorted(there, key=lambda t: (sum(t in p for p in passages), t))
    return " ".join(rare[:2])


def slip(question: str, often: Counter[str]) -> str:
    """One character of a word of two or more replaced by a common one that sounds alike; the same every time."""
    places = [t.start + k for t in words.tokens(question) if t.end - t.start > 1 for k in range(t.end - t.start)]
    seed = zlib.crc32(question.encode())
    for turn in range(len(places)):
        at = places[(seed + turn) % len(places)]
        right = question[at]
        alike = sorted(
            c for c, n in often.items() if n >= COMMON and c != right and pinyin.sound(c) == pinyin.sound(right)
        )
        if alike:
            return question[:at] + alike[seed % len(alike)] + question[at + 1 :]
    return question


if __name__ == "__main__":
    main()
