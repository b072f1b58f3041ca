"""What each order changes on the page, without a browser."""

from __future__ import annotations

import json
from base64 import b64decode

import pytest

from qa.page.action import Order
from qa.page.filters import FIELDS
from qa.page.registry import ACTIONS, REGIONS, TABS
from qa.page.words import say
from qa.types import Filters
from tests.page_test.conftest import Visitor


def test_a_question_is_answered_and_what_is_typed_meanwhile_left_alone(visitor: Visitor) -> None:
    change = visitor.does("ask", {"question": "剧本杀怎么监管?"})
    assert "剧本娱乐" in change.regions["result"]
    assert change.inputs == {}
    assert [turn.typed for turn in visitor.session.turns] == ["剧本杀怎么监管?"]


def test_an_empty_question_changes_nothing(visitor: Visitor) -> None:
    change = visitor.does("ask", {"question": "  "})
    assert change.session is None
    assert set(change.regions) == {"toast", "delivery"}


def test_a_filter_asks_the_question_in_view_again(visitor: Visitor) -> None:
    visitor.does("ask", {"question": "怎么保护文物?"})
    visitor.does("filter", field="unit", value="武汉市文旅局")
    answer = visitor.session.turns[-1].answer
    assert answer is not None
    assert {c.unit for c in answer.citations} == {"武汉市文旅局"}
    assert len(visitor.session.turns) == 1
    visitor.does("unfilter")
    assert visitor.session.filters == Filters()


def test_opening_a_notice_leaves_the_conversation_alone(visitor: Visitor) -> None:
    visitor.does("ask", {"question": "怎么保护文物?"})
    change = visitor.does("read", notice="wuhan", start="100", end="160")
    assert change.session is None
    assert "<mark" in change.regions["sheet"]
    assert visitor.does("close").regions["sheet"] == ""


def test_a_notice_that_is_not_there_is_said_in_one_line(visitor: Visitor) -> None:
    assert "nowhere" in visitor.does("read", notice="nowhere").regions["toast"]


def test_a_pasted_notice_is_read_under_its_first_line_and_an_empty_box_is_no_error(visitor: Visitor) -> None:
    text = "中共青原县水利局党组关于巡察整改情况的通报\n一、关于河道采砂监管不力的问题\n一是查处非法采砂3起。\n"
    change = visitor.does("receive-text", {"pasted": text})
    assert change.inputs == {"pasted": ""}
    assert "河道采砂监管不力" in change.regions["intake"]
    (received,) = visitor.session.received
    assert received.file == "中共青原县水利局党组关于巡察整改情况的通报.txt"
    again = visitor.does("receive-text", {"pasted": text})
    assert "内容完全相同" in again.regions["intake"]
    assert visitor.does("receive-text", {"pasted": " \n"}).session is None
    assert visitor.does("receive-text", {"pasted": "…"}).regions["intake"]
    visitor.does("discard-all")


def test_the_language_redraws_the_tab_in_front(visitor: Visitor) -> None:
    visitor.does("open", tab="ledger")
    change = visitor.does("language", lang="en")
    assert "from the 5 notices loaded" in change.regions["ledger"]
    assert "Tongbao" in change.regions["masthead"]


def test_a_shared_link_brings_its_answer_filters_and_language(visitor: Visitor) -> None:
    change = visitor.does("arrive", q="剧本杀怎么监管?", unit="武汉市文旅局", lang="en")
    assert visitor.session.filters == Filters(unit="武汉市文旅局")
    assert "Passages" in change.regions["result"]


def test_arriving_without_a_link_does_not_disturb_who_is_typing(visitor: Visitor) -> None:
    assert visitor.does("arrive", lang="zh").inputs == {}
    assert visitor.session.turns == ()


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("json", b"["), ("md", b"|")])
def test_the_ledger_is_handed_over_as_a_file(visitor: Visitor, kind: str, start: bytes) -> None:
    carried = visitor.does("save-ledger", kind=kind).regions["delivery"]
    assert f'data-name="整改台账.{kind}"' in carried
    assert b64decode(carried.split('data-content="')[1].split('"')[0]).startswith(start)


@pytest.mark.parametrize("do", ["", "nothing of the kind", "__init__"])
def test_an_order_nobody_knows_changes_nothing(visitor: Visitor, do: str) -> None:
    assert visitor.does(do).regions == {}


@pytest.mark.parametrize("do", ["read", "again", "filter", "open", "save-ledger"])
def test_an_order_without_its_values_is_harmless(visitor: Visitor, do: str) -> None:
    visitor.does(do)
    assert visitor.session.turns == ()


def test_an_order_is_read_from_whatever_a_browser_sends() -> None:
    order = Order.read(json.loads('{"do": "read", "notice": "a", "start": 7, "end": "x", "more": [1], "n": null}'))
    assert order.do == "read"
    assert (order.text("notice"), order.number("start"), order.number("end"), order.text("more")) == ("a", 7, 0, "")
    assert Order.read("read").do == ""


def test_every_label_of_the_frame_has_an_english_wording() -> None:
    labels = [label for _, label in FIELDS]
    for tab in TABS:
        labels += [tab.label, *(box.label for box in tab.inputs), *(box.hint for box in tab.inputs if box.hint)]
        labels += [tab.button.label] if tab.button else []
    assert all(say("en", label) for label in labels)


def test_names_on_the_page_are_used_once() -> None:
    boxes = [box.name for tab in TABS for box in tab.inputs]
    buttons = [tab.button.do for tab in TABS if tab.button]
    names = [*REGIONS, *boxes, *buttons]
    assert len(names) == len(set(names))
    assert set(buttons) <= set(ACTIONS)


def test_the_tab_already_in_front_keeps_session_and_regions(visitor: Visitor) -> None:
    change = visitor.does("open", tab="ask")
    assert change.session is None
    assert set(change.regions) == {"toast", "delivery"}


def test_comparable_measures_left_out_by_the_filters_are_not_called_missing(visitor: Visitor) -> None:
    """Narrowed to its own unit a passage has nothing beside it: its own notice never counts."""
    visitor.does("ask", {"question": "怎么保护文物?"})
    visitor.does("filter", field="unit", value="武汉市文旅局")
    answer = visitor.session.turns[-1].answer
    assert answer is not None
    passage = answer.citations[0].passage
    where = {"notice": passage.notice_id, "start": str(passage.start), "end": str(passage.end)}
    alone = visitor.does("similar", **where)
    assert "当前筛选下没有可比的措施" in alone.regions["similar"]
    assert "已载入的通报中没有找到" not in alone.regions["similar"]
    wide = visitor.does("unfilter", {"draft": alone.inputs["draft"]})
    assert 'class="card' in wide.regions["similar"]


def test_not_found_within_filters_says_within_what_on_the_page_and_in_the_file(visitor: Visitor) -> None:
    visitor.does("filter", field="unit", value="武汉市文旅局")
    visitor.does("filter", field="status", value="已整改")
    shown = visitor.does("ask", {"question": "怎么保护文物?"}).regions["result"]
    assert "未找到依据" in shown
    assert "只在所选范围内查找:武汉市文旅局、已整改" in shown
    kept = visitor.does("export", kind="md").regions["delivery"]
    content = b64decode(kept.split('data-content="')[1].split('"')[0]).decode()
    assert "只在所选范围内查找:武汉市文旅局、已整改" in content
    assert "只在所选范围内" not in visitor.does("unfilter").regions["result"]
