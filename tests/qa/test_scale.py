"""Another encoder's cosines are read on the bundled one's scale, so that it refuses what the bundled one does."""

from collections.abc import Sequence

import numpy as np
import pytest

from data import corpus
from index.encoder import load
from index.engines.embedded import EmbeddedEngine
from index.types import Vectors
from qa import answer
from qa.scale import Scale, measured, scale

CLOSE = 0.7  # what any two texts have in common under the squeezed encoder
ASKED = [
    "追责问责了多少人？",
    "How did Kaifeng improve night tourism?",
    "夜间经济怎么发展",
    "世界杯谁是冠军？",
    "鸡蛋怎么煮才好吃？",
    "怎么学吉他？",
    "How do I boil an egg?",
    "Who painted the Mona Lisa?",
]


class Squeezed:
    """The bundled encoder with every cosine c turned into .7 + .3 c, as transformers have them."""

    name = "squeezed"
    fingerprint = "squeezed"
    max_tokens = 1_000_000

    def __init__(self) -> None:
        self._inner = load()
        self.dim = self._inner.dim + 1

    def count_tokens(self, text: str) -> int:
        return self._inner.count_tokens(text)

    def passages(self, texts: Sequence[str]) -> Vectors:
        inner = self._inner.passages(texts)
        return np.hstack([np.full((len(inner), 1), CLOSE**0.5, np.float32), inner * (1 - CLOSE) ** 0.5])

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self.passages(texts)

    def in_context(self, texts: Sequence[str], contexts: Sequence[str]) -> Vectors:
        behind = [f"{context} {text}" for context, text in zip(contexts, texts, strict=True)]
        return np.stack([self.passages(texts), self.passages(behind)])

    def within(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> Vectors:
        return self.passages([text[a:b] for text, own in zip(texts, spans, strict=True) for a, b in own])


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    made = [EmbeddedEngine(tmp_path_factory.mktemp(e.name), e) for e in (load(), Squeezed())]
    for engine in made:
        engine.add(corpus.bundled())
    yield made
    for engine in made:
        engine.close()


def test_the_bundled_encoder_is_on_its_own_scale(engines):
    assert scale(engines[0]) == Scale()
    assert measured(engines[0]).of(0.42) == pytest.approx(0.42, abs=1e-3)


def test_a_squeezed_cosine_is_read_as_the_bundled_one(engines):
    assert scale(engines[1]).of(CLOSE + (1 - CLOSE) * 0.42) == pytest.approx(0.42, abs=1e-3)


@pytest.mark.parametrize("question", ASKED)
def test_a_squeezed_encoder_answers_and_refuses_what_the_bundled_one_does(engines, question):
    bundled, squeezed = (answer.ask(engine, question) for engine in engines)
    assert squeezed.answered == bundled.answered
    assert squeezed.confidence == pytest.approx(bundled.confidence, abs=0.02)


def test_a_library_too_small_to_measure_leaves_cosines_as_they_are(tmp_path):
    assert measured(EmbeddedEngine(tmp_path, Squeezed())) == Scale()
