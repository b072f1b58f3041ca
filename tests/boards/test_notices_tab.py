"""Bringing notices in through the page, without a browser: progress, decisions, what goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from bureaus import EDUCATION, HEALTH
from markup import seen

from data.limits import MAX_UPLOADS
from qa.library import open_library
from qa.page.action import Call, Order
from qa.page.desk import Desk
from qa.page.registry import perform
from qa.page.session import Session


class Visitor:
    """Someone with files; remembers the session as a browser's page would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk, self.session = Desk(open_library(folder / "index", bundled=False), folder / "index"), Session()

    def does(self, do, files=(), **values):
        changes = list(perform(Call(self.desk, self.session, Order(do, values), {}, tuple(files))))
        for change in changes:
            self.session = change.session or self.session
        return changes

    def brings(self, **contents):
        paths = []
        for name, text in contents.items():
            path = self.folder / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        return self.does("receive", paths)

    def loaded(self):
        return [n.id for n in self.desk.engine.notices()]


@pytest.fixture
def visitor(tmp_path):
    return Visitor(tmp_path)


def test_files_are_read_one_after_the_other_and_their_uploaded_copies_deleted(visitor):
    changes = visitor.brings(health=HEALTH, education=EDUCATION)
    waiting = [seen(c.regions["intake"]).words.count("等待读取") for c in changes]
    assert waiting == [2, 1, 0]
    assert changes[-1].inputs == {"files": ""}
    assert not list(visitor.folder.glob("*.txt"))
    assert visitor.loaded() == []


def test_kept_notices_are_found_and_the_title_line_counts_them(visitor):
    visitor.brings(health=HEALTH, education=EDUCATION)
    (change,) = visitor.does("keep", number="1", name="教育局")
    assert visitor.loaded() == ["教育局"]
    assert "已载入 1 份通报" in seen(change.regions["masthead"]).words
    assert "health" in [i.notice.id for r in visitor.session.received for i in r.incoming]
    visitor.does("keep-all")
    assert visitor.loaded() == ["教育局", "health"]
    assert visitor.session.received == ()


def test_keeping_all_replaces_nothing(visitor):
    visitor.brings(health=HEALTH)
    visitor.does("keep-all")
    visitor.brings(health=HEALTH.replace("41处", "43处"))
    visitor.does("keep-all")
    assert "41处" in visitor.desk.engine.notice("health").text
    visitor.does("replace", number="0")
    assert "43处" in visitor.desk.engine.notice("health").text


@pytest.mark.parametrize("number", ["0", "7", "-1", "x", ""])
def test_a_stale_click_is_one_line_and_changes_nothing(visitor, number):
    (change,) = visitor.does("keep", number=number)
    assert "已经处理过" in seen(change.regions["toast"]).words
    assert visitor.loaded() == []


def test_too_many_files_are_refused_and_the_box_is_emptied(visitor):
    changes = visitor.brings(**{f"n{number}": HEALTH for number in range(MAX_UPLOADS + 1)})
    assert f"最多 {MAX_UPLOADS} 份" in seen(changes[-1].regions["toast"]).words
    assert changes[-1].inputs == {"files": ""}
    assert visitor.session.received == ()


def test_removing_what_is_gone_is_one_line(visitor):
    (change,) = visitor.does("remove", notice="nobody")
    assert "nobody" in seen(change.regions["toast"]).words


def test_a_new_version_shows_its_changes_before_it_is_kept_and_its_history_after(visitor):
    visitor.brings(health=HEALTH)
    visitor.does("keep", number="0")
    changes = visitor.brings(health=HEALTH.replace("41处", "43处"))
    before = seen(changes[-1].regions["intake"])
    assert "与已载入的版本相差 1 处" in before.words
    assert "41处" in before.words
    visitor.does("replace", number="0")
    (change,) = visitor.does("history", notice="health")
    tags = [tag for tag, _ in seen(change.regions["sheet"]).elements]
    assert (tags.count("del"), tags.count("ins")) == (1, 1)
    assert "改动 1 处" in seen(change.regions["sheet"]).words


def test_a_notice_never_changed_has_no_earlier_version(visitor):
    visitor.brings(health=HEALTH)
    visitor.does("keep-all")
    (change,) = visitor.does("history", notice="health")
    assert "没有以前的版本" in seen(change.regions["sheet"]).words


def test_a_page_opened_after_notices_were_added_counts_and_lists_them(visitor):
    visitor.session = Session()
    (before,) = visitor.does("arrive")
    assert "result" not in before.regions  # nothing is drawn over what someone already types
    visitor.brings(health=HEALTH)
    visitor.does("keep", number="0")
    visitor.session = Session()
    (after,) = visitor.does("arrive")
    assert "已载入 1 份通报" in seen(after.regions["masthead"]).words
    assert "青禾市卫健委" in seen(after.regions["result"]).words
