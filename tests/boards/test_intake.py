"""Bringing notices in: read first, kept when told to, under a name that replaces nothing by accident."""

import zipfile

import pytest
from bureaus import EDUCATION, FIRM, HEALTH, notice, three
from memory import MemoryEngine

from data.errors import BadRequest
from data.limits import MAX_UPLOADS
from data.renaming import renamed
from qa.intake import Standing, check_count, keep, receive, remove, rename


@pytest.fixture
def engine() -> MemoryEngine:
    return MemoryEngine([notice(HEALTH, "health")])


def brought(engine, folder, name, text):
    return receive(engine, write(folder, name, text))


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


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
    check_count(MAX_UPLOADS)
    with pytest.raises(BadRequest, match=f"最多 {MAX_UPLOADS} 份"):
        check_count(MAX_UPLOADS + 1)


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
    for bad in ("", "  ", "a/b", "a b", "..", "x" * 61, "a:b", ".x"):
        with pytest.raises(BadRequest, match="应为"):
            rename(engine, "health", bad)
    assert [n.id for n in engine.notices()] == ["health", "education", "firm"]


def test_renaming_and_removing_leave_the_others_alone():
    engine = MemoryEngine(three())
    assert rename(engine, "health", "卫健委") == "卫健委"
    assert remove(engine, "firm").startswith("中共临江水务")
    assert [n.id for n in engine.notices()] == ["education", "卫健委"]


def test_two_files_of_one_name_do_not_replace_each_other(engine, tmp_path):
    first = brought(engine, tmp_path, "通报.txt", EDUCATION).incoming
    (second,) = receive(engine, write(tmp_path, "通报.txt", FIRM), first).incoming
    keep(engine, first[0])
    keep(engine, second)
    assert len({n.id for n in engine.notices()}) == 3


def test_the_same_bytes_twice_in_one_go_are_read_once(engine, tmp_path):
    first = brought(engine, tmp_path, "甲.txt", EDUCATION).incoming
    again = receive(engine, write(tmp_path, "乙.txt", EDUCATION), first)
    assert again.incoming == ()
    assert "完全相同" in again.failures[0].message


def test_a_zip_file_brings_each_of_its_notices(engine, tmp_path):
    path = tmp_path / "一批.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲/校服.txt", EDUCATION)
        archive.writestr("乙/水务.txt", FIRM)
        archive.writestr("说明.exe", "MZ")
    received = receive(engine, path)
    assert [one.notice.id for one in received.incoming] == ["水务", "校服"]
    assert [failure.file for failure in received.failures] == ["一批.zip/说明.exe"]


def test_a_file_name_with_quotation_marks_can_be_kept_under_it(engine, tmp_path):
    one = brought(engine, tmp_path, "关于“三公”的通报.txt", EDUCATION).incoming[0]
    assert keep(engine, one, one.notice.id).notice_id == "关于“三公”的通报"
