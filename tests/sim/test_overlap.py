"""The overlap meter: exact, blind to punctuation and width, fair to set phrases."""

import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.overlap import Band, OverlapIndex, RunKind, band, overlap
from qa.phrases import phrases
from qa.stretches import merged
from qa.verbatim import fold, plain

NOTICES = {p.stem: p.read_text(encoding="utf-8") for p in sorted(Path("data/notices").glob("*.txt"))}
ORIGINAL = (
    "一是完善资产管理制度。对固定资产逐件贴签登记,将管理责任落实到具体使用人;每半年组织一次实物盘点,"
    "盘盈盘亏情况形成书面报告,报局长办公会研究。二是规范报废核销手续,由使用部门提出申请、资产管理部门"
    "现场鉴定、财务部门复核后按程序上报,2024年共处置待报废设备136台(套),涉及原值82.5万元。"
)


def brute(text: str, other: str) -> float:
    """Mark every substring with eight Han characters that the other text holds; written independently."""

    def plain(raw: str) -> str:
        return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", raw).lower())

    a, b = plain(text), plain(other)
    hit = [False] * len(a)
    for i in range(len(a)):
        for j in range(i + 8, len(a) + 1):
            if a[i:j] not in b:
                break
            if len(re.findall(r"[〇\u3400-\u9fff]", a[i:j])) >= 8:
                hit[i:j] = [True] * (j - i)
    return sum(hit) / len(a) if a else 0.0


def random_pairs(count: int) -> list[tuple[str, str]]:
    """Slices of the notices, a third of them with stretches of the other text planted."""
    dice = random.Random(7)
    pairs = []
    for n in range(count):
        first, second = dice.sample(sorted(NOTICES), 2)
        cut = []
        for name in (first, second):
            start = dice.randrange(len(NOTICES[name]) - 400)
            cut.append(NOTICES[name][start : start + dice.randrange(60, 400)])
        a, b = cut
        if n % 3 == 0:
            size = dice.randrange(10, 60)
            at, source = dice.randrange(len(a)), dice.randrange(max(1, len(b) - size))
            a = a[:at] + b[source : source + size] + a[at:]
        pairs.append((a, b))
    return pairs


@given(st.text() | st.text(st.sampled_from("管理,ＡbＣ１2 、①㈠豈〇𠀀…。")))
def test_a_text_made_plain_is_the_folded_text(text: str) -> None:
    assert plain(text) == fold(text).text


def test_the_share_equals_brute_force_on_200_random_pairs() -> None:
    pairs = random_pairs(200)
    assert sum(brute(a, b) > 0 for a, b in pairs) > 60  # else the comparison would be empty
    for a, b in pairs:
        assert overlap(a, b).share == pytest.approx(brute(a, b), abs=0.01)


@given(st.text("甲乙丙1a,", max_size=60), st.text("甲乙丙1a,", max_size=60))
@settings(max_examples=300)
def test_the_share_equals_brute_force_on_texts_full_of_repetition(a: str, b: str) -> None:
    assert overlap(a, b).share == pytest.approx(brute(a, b))


@given(st.text("甲乙丙1,。 ", min_size=1, max_size=60), st.text("甲乙丙1,。 ", max_size=60))
@settings(max_examples=200)
def test_both_ends_of_a_run_hold_the_same_folded_text(a: str, b: str) -> None:
    for run in overlap(a, b).runs:
        mine, theirs = (re.sub(r"\W", "", t) for t in (a[run.start : run.end], b[run.other_start : run.other_end]))
        assert mine == theirs
        assert run.han >= 8


def test_a_text_overlaps_itself_wholly_and_an_empty_text_not_at_all() -> None:
    assert overlap(ORIGINAL, ORIGINAL).net == 1.0
    assert overlap("", ORIGINAL).share == 0.0
    assert overlap("。,;", ORIGINAL).characters == 0


def test_a_copy_with_other_punctuation_widths_and_two_words_is_high() -> None:
    copy = ORIGINAL.replace(",", "，").replace(";", "。").replace("、", "，").replace("2024", "２０２４")
    copy = copy.replace("书面报告", "书面材料").replace("现场鉴定", "实地鉴定").replace("(套)", "（套）")
    found = overlap(copy, ORIGINAL)
    assert found.net > 0.85
    assert found.band is Band.HIGH


def test_texts_that_share_only_set_phrases_are_not_alike() -> None:
    phrase = "以习近平新时代中国特色社会主义思想为指导,落实全面从严治党主体责任,"
    a, b = phrase + "给图书馆换了屋面防水。", phrase + "请导游上岗前参加考试。"
    found = overlap(a, b)
    assert found.share > 0.5
    assert found.net == 0.0
    assert found.band is Band.IDEA
    assert {run.kind for run in found.runs} == {RunKind.SET_PHRASE}  # shown, not hidden


def test_wording_that_three_notices_share_is_a_set_phrase_and_says_in_how_many() -> None:
    shared = "建立文化市场主体信用档案"
    library = phrases([f"{shared}{tail}" for tail in ("并公示", "后办理", "再核查")] + ["无关的内容"])
    found = overlap(f"本局{shared}。", f"他们{shared}吗", library)
    assert [(run.kind, run.notices) for run in found.runs] == [(RunKind.SET_PHRASE, 3)]
    two = phrases([f"{shared}{tail}" for tail in ("并公示", "后办理")])
    assert overlap(f"本局{shared}。", f"他们{shared}吗", two).net > 0.5


def test_a_long_paragraph_is_counted_however_many_notices_hold_it() -> None:
    assert overlap(ORIGINAL, ORIGINAL, phrases([ORIGINAL] * 5)).band is Band.HIGH


def test_naming_the_same_document_is_not_copying() -> None:
    name = "《关于进一步加强剧本娱乐场所监管工作的通知》"
    found = overlap(f"印发{name}。", f"学习{name},抓好落实")
    assert found.net == 0.0
    assert [run.kind for run in found.runs] == [RunKind.NAME]


def test_a_shared_date_is_not_a_shared_sentence() -> None:
    assert overlap("于2024年7月4日到14日开展检查", "2024年7月4日到14日闭馆").share == 0.0


def test_marks_point_at_the_same_words_in_both_originals() -> None:
    other = "序言。" + ORIGINAL
    found = overlap(ORIGINAL, other)
    assert [ORIGINAL[a:b] for a, b in found.marks()] == [other[a:b] for a, b in found.other_marks()]


def test_bands_begin_at_their_thresholds() -> None:
    assert [band(x) for x in (0.0, 0.0999, 0.10, 0.4999, 0.50, 1.0)] == [
        Band.IDEA, Band.IDEA, Band.PARTIAL, Band.PARTIAL, Band.HIGH, Band.HIGH,
    ]  # fmt: skip


def test_an_index_of_many_texts_agrees_with_comparing_one_by_one() -> None:
    texts = [b for _, b in random_pairs(40)]
    index = OverlapIndex(texts)
    for a, _ in random_pairs(40):
        found = index.all(a)
        for number, other in enumerate(texts):
            single = overlap(a, other)
            assert found.get(number, single) == single
            assert (number in found) == (single.share > 0)


def test_merged_spans_touching_become_one() -> None:
    assert merged([(5, 7), (0, 2), (2, 4), (6, 9)]) == ((0, 4), (5, 9))
