"""What a text has word for word in common with notices is found by reading only those notices."""

import random

import pytest
from bureaus import EDUCATION, HEALTH, three
from memory import MemoryEngine, bundled

from qa.overlap import OverlapIndex
from qa.phrases import phrases
from qa.texts import holding, met
from qa.verbatim import plain


class Reading(MemoryEngine):
    """Remembers which notices were read, and cannot be asked for all of them."""

    read: list[str]

    def notice(self, notice_id):
        self.read.append(notice_id)
        return super().notice(notice_id)

    def notices(self):
        raise AssertionError("every notice was read")


def asked(engine: MemoryEngine, count: int) -> list[str]:
    """Slices of the notices, half of them put together from two."""
    dice = random.Random(11)
    every = engine.notices()
    out = []
    for n in range(count):
        cut = []
        for one in dice.sample(every, 1 + n % 2):
            at = dice.randrange(one.body_start, one.body_end - 120)
            cut.append(one.text[at : at + dice.randrange(20, 120)])
        out.append("".join(cut))
    return out


@pytest.fixture(scope="module")
def eight() -> MemoryEngine:
    return MemoryEngine([*bundled().notices(), *three()])


def test_the_overlaps_are_those_of_an_index_of_every_notice(eight):
    ids = eight.ids()
    texts = [n.text for n in eight.notices()]
    every = OverlapIndex(texts, phrases(texts))
    for text in asked(eight, 24):
        brute = {ids[number]: found for number, found in every.all(text).items()}
        found = met(eight, text, ids).overlaps
        assert found.keys() == brute.keys()
        for i, one in found.items():
            assert (one.share, one.net, one.characters) == (brute[i].share, brute[i].net, brute[i].characters)
            assert [(r.start, r.end, r.kind) for r in one.runs] == [(r.start, r.end, r.kind) for r in brute[i].runs]


def test_a_stretch_is_counted_in_notices_that_were_not_asked_about(eight):
    texts = [n.text for n in eight.notices()]
    counts = phrases(texts).counts
    inside = [plain(p.text) for i in eight.ids() for p in eight.passages_of(i)]
    shared = [w for w in sorted(counts) if sum(w in text for text in inside) >= counts[w]][:12]
    assert len(shared) == 12
    for window in shared:
        holder = next(n.id for n in eight.notices() if window in plain(n.text))
        assert met(eight, window, [holder]).phrases.notices_with(window) == counts[window]


def test_only_the_notices_asked_about_are_read():
    engine = Reading(three())
    engine.read = []
    found = met(engine, HEALTH[200:300], ["health", "firm"])
    assert set(engine.read) <= {"health", "firm"}
    assert found.overlaps["health"].share == 1.0


def test_the_notices_that_hold_a_text_come_with_most_of_it_first(eight):
    text = EDUCATION[150:190] + HEALTH[200:340]
    assert holding(eight, text)[:2] == ["health", "education"]
    assert holding(eight, "量子计算机与航天飞机的发射窗口") == []
