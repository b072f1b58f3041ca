"""Bringing notices in: read first, kept when told to, under a name that replaces nothing by accident."""

import pytest
from bureaus import EDUCATION, HEALTH, notice, three
from memory import MemoryEngine

from data.errors import BadRequest
from data.renaming import renamed
from qa.intake import MOST_FILES, Standing, check_count, keep, receive, remove, rename


@pytest.fixture
def engine() -> MemoryEngine:
    return MemoryEngine([notice(HEALTH, "health")])


def brought(engine, folder, name, text):
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return receive(engine, path)


def test_a_new_notice_is_read_and_not_kept(engine, tmp_path):
    one = brought(engine, tmp_path, "校服.txt", EDUCATION).incoming[0]
    assert one.standing is Standing.NEW
    assert len(one.notice.items) == 3
    assert one.passages > 3
    assert [n.id for n in engine.notices()] == ["health"]


def test_the_same_bytes_are_known_under_any_name(engine, tmp_path):
    one = brought(engine, tmp_path, "另一个名字.txt", HEALTH).incoming[0]
    assert (one.standing, one.other) == (Standing.LOADED, "health")


def test_a_changed_text_of_the_same_name_is_said_to_replace(engine, tmp_path):
    one = brought(engine, tmp_path, "health.txt", HEALTH.replace("41处", "43处")).incoming[0]
    assert (one.standing, one.other) == (Standing.CHANGED, "health")
    keep(engine, one)
    assert [n.id for n in engine.notices()] == ["health"]
    assert "43处" in engine.notice("health").text


def test_a_changed_text_can_be_kept_beside_the_old_one(engine, tmp_path):
    one = brought(engine, tmp_path, "health.txt", HEALTH.replace("41处", "43处")).incoming[0]
    keep(engine, one, "卫健委2024")
    assert [n.id for n in engine.notices()] == ["health", "卫健委2024"]
    assert all(i.notice_id == "卫健委2024" for i in engine.notice("卫健委2024").items)


def test_the_same_notice_from_another_site_is_recognised(engine, tmp_path):
    one = brought(engine, tmp_path, "转载.txt", HEALTH.replace("2024年11月5日", "2024年11月6日")).incoming[0]
    assert (one.standing, one.other) == (Standing.MIRROR, "health")


BROKEN = [("空.txt", b""), ("程序.exe", b"MZ\x00\x01"), ("图.txt", b"\x00\xff" * 99)]


@pytest.mark.parametrize(("name", "content"), BROKEN)
def test_a_file_that_is_no_notice_fails_in_one_line_without_our_paths(engine, tmp_path, name, content):
    received = brought(engine, tmp_path, name, content)
    assert received.incoming == ()
    (failure,) = received.failures
    assert failure.file == name
    assert failure.message
    assert "\n" not in failure.message
    assert str(tmp_path) not in failure.message


def test_too_many_files_at_once_are_refused():
    check_count(MOST_FILES)
    with pytest.raises(BadRequest, match=f"最多 {MOST_FILES} 份"):
        check_count(MOST_FILES + 1)


def test_a_renamed_notice_keeps_its_text_and_items():
    before = notice(HEALTH, "health")
    after = renamed(before, "卫健委")
    assert (after.text, after.sections, after.title) == (before.text, before.sections, before.title)
    assert [i.problem for i in after.items] == [i.problem for i in before.items]


def test_renaming_equals_reading_the_file_under_the_new_name():
    untitled = EDUCATION.split("\n", 1)[1]  # its title and its item ids come from the file's name
    for text in (HEALTH, untitled):
        assert renamed(notice(text, "old"), "new").items == notice(text, "new").items
        assert renamed(notice(text, "old"), "new").title == notice(text, "new").title


def test_a_name_that_is_taken_or_none_is_refused_and_nothing_changes():
    engine = MemoryEngine(three())
    with pytest.raises(BadRequest, match="已有名为 firm"):
        rename(engine, "health", "firm")
    for bad in ("", "  ", "a/b", "a b", "..", "x" * 61, "<img>"):
        with pytest.raises(BadRequest, match="应为"):
            rename(engine, "health", bad)
    assert [n.id for n in engine.notices()] == ["health", "education", "firm"]


def test_renaming_and_removing_leave_the_others_alone():
    engine = MemoryEngine(three())
    assert rename(engine, "health", "卫健委") == "卫健委"
    assert remove(engine, "firm").startswith("中共临江水务")
    assert [n.id for n in engine.notices()] == ["education", "卫健委"]
