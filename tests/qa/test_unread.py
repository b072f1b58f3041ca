"""What can be said without reading every notice is said without."""

import pytest

from data import corpus
from qa.answer import ask
from qa.page.examples import examples
from qa.reading import Reading
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


class Counting(Unreadable):
    """Counts the notices it is asked for."""

    asked = 0

    def notice(self, notice_id):
        self.asked += 1
        return super().notice(notice_id)


def test_of_a_library_only_what_is_looked_at_is_read():
    engine = Counting(corpus.bundled())
    found = Reading(engine)
    assert (len(found), engine.asked) == (5, 0)
    assert [n.id for n in found[1:3]] == engine.ids()[1:3]
    assert (found[-1].id, engine.asked) == (engine.ids()[-1], 3)
    assert [n.id for n in found] == engine.ids()


def test_examples_are_the_same_however_the_notices_are_read():
    notices = corpus.bundled()
    assert examples(Reading(Counting(notices))) == examples(notices)
