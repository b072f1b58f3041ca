"""What can be said without reading every notice is said without."""

import pytest

from data import corpus
from qa.answer import ask
from tests.qa.memory import MemoryEngine


class Unreadable(MemoryEngine):
    """Cannot be asked for all its notices."""

    def notices(self):
        raise AssertionError("every notice was read")


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return Unreadable(corpus.bundled())


def test_a_question_for_a_figure_in_the_text_is_answered_from_the_notices_found(engine):
    assert ask(engine, "追责问责了多少人？").counting is None
