"""Questions that the empty page offers."""

from __future__ import annotations

import pytest

from qa.answer import ask
from qa.page.desk import Desk
from qa.page.examples import examples
from qa.page.words import Lang


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_page_offers_to_ask_is_answered(desk: Desk, lang: Lang) -> None:
    offered = examples(desk.engine.notices(), lang)
    assert len(offered) == 5
    assert [q for q in offered if not ask(desk.engine, q).answered] == []
