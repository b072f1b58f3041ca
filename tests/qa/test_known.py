"""What is known of a library stays the same, and quick to ask, however large it is."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import corpus
from qa import known as module
from qa.answer import ask
from qa.known import known
from tests.qa.memory import MemoryEngine


@pytest.fixture
def sampled(monkeypatch) -> MemoryEngine:
    """The five notices in an engine of which only a part is kept as text."""
    monkeypatch.setattr(module, "SAMPLE", 20_000)
    return MemoryEngine(corpus.bundled())


def test_a_word_outside_the_sample_is_still_known_to_be_mentioned(sampled):
    found = known(sampled)
    outside = next(n for n in sampled.notices() if not any(t.startswith(module.fold(n.title)) for t in found.texts))
    text = module.fold("".join(p.text for p in sampled.passages_of(outside.id)))
    words = re.findall(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{4}", text)
    missing = [w for w in words if not any(w in t for t in found.texts)]
    assert len(found.texts) < 5
    assert missing
    assert all(map(found.mentions, missing))


def test_a_word_that_no_notice_has_is_not_mentioned(sampled):
    assert not known(sampled).mentions("量子计算机")


def test_the_words_of_a_large_library_are_counted_in_a_part_and_weighed_by_its_length(monkeypatch):
    monkeypatch.setattr(module, "COUNTED", 20_000)
    found = known(MemoryEngine(corpus.bundled()))
    assert len(found.texts) == 5
    assert 0 < found.count("整改") < sum(t.count("整改") for t in found.texts)
    assert found.characters < sum(map(len, found.texts))


def test_years_and_places_come_from_every_notice_even_outside_the_sample(sampled):
    whole = [module.fold(n.text) for n in sampled.notices()]
    assert len(known(sampled).named) == 5
    assert known(sampled).years == {y for text in whole for y in re.findall(r"(?:19|20)\d\d(?!\d)", text)}


def test_a_year_in_full_width_digits_is_read():
    (first, *_) = corpus.bundled()
    longer = replace(first, text=first.text + "\n２０３１年", body_end=first.body_end)
    assert "2031" in known(MemoryEngine([longer])).years


def test_what_is_known_is_kept_until_a_notice_comes_or_goes():
    first, second, *_ = corpus.bundled()
    engine = MemoryEngine([first])
    before = known(engine)
    assert known(engine) is before
    engine.add([second])
    after = known(engine)
    assert [n.notice_id for n in after.named] == [first.id, second.id]
    assert after.named[0] is before.named[0]
    engine.remove([first.id])
    assert [n.notice_id for n in known(engine).named] == [second.id]


@pytest.mark.parametrize("question", ["怎样加强文物保护", "一共有多少条措施?", "哪些单位还有问题没整改完"])
def test_a_question_reads_no_notice_but_those_it_cites(question):
    class Watched(MemoryEngine):
        listed = 0

        def notices(self):
            self.listed += 1
            return super().notices()

    engine = Watched(corpus.bundled())
    assert ask(engine, question).citations
    assert engine.listed == 0


@pytest.fixture(scope="module")
def bundled():
    return known(MemoryEngine(corpus.bundled()))


@given(st.data())
def test_a_word_is_mentioned_just_where_a_text_contains_it(bundled, data):
    text = data.draw(st.sampled_from(bundled.texts))
    at = data.draw(st.integers(0, len(text) - 1))
    word = list(text[at : at + data.draw(st.integers(1, 5))])
    if data.draw(st.booleans()):
        word[data.draw(st.integers(0, len(word) - 1))] = data.draw(st.sampled_from("整改馆a1。㐀"))
    assert bundled.mentions("".join(word)) == any("".join(word) in t for t in bundled.texts)
