"""Who may change the library, before the page is reached."""

from __future__ import annotations

import pytest

from data.errors import BadRequest
from qa.web import passwords
from qa.web.settings import Settings
from tests.web.conftest import PASSWORD, Open

UPLOAD = {"files": ("通报.txt", b"x")}
READER = "李四"


@pytest.fixture(scope="module")
def two() -> passwords.Users:
    """张三 and 李四."""
    return passwords.parse("\n".join(passwords.line(name, PASSWORD) for name in ("张三", READER)), "test")


@pytest.mark.parametrize(("name", "status"), [("张三", 404), (READER, 403)])
def test_only_an_admin_may_send_files(served: Open, two: passwords.Users, name: str, status: int) -> None:
    """404: this application has no page behind the door, so whoever passes finds nothing."""
    client = served(Settings(users=two, admins=frozenset({"张三"})))
    reply = client.post("/gradio_api/upload", files=UPLOAD, auth=(name.encode(), PASSWORD.encode()))
    assert reply.status_code == status


def test_nobody_sends_files_to_a_read_only_page(served: Open) -> None:
    reply = served(Settings(read_only=True)).post("/gradio_api/upload", files=UPLOAD)
    assert reply.status_code == 403
    assert "只供查阅" in reply.json()["detail"]


def test_without_admins_everyone_may_change_and_with_them_only_they(two: passwords.Users) -> None:
    assert Settings().may_change("")
    assert Settings(users=two).may_change(READER)
    one = Settings(users=two, admins=frozenset({"张三"}))
    assert [name for name in ("张三", READER, "") if one.may_change(name)] == ["张三"]


def test_an_admin_who_cannot_log_in_is_a_mistake_told_at_the_start(two: passwords.Users) -> None:
    with pytest.raises(BadRequest, match="王五"):
        Settings(users=two, admins=frozenset({"王五"}))
    with pytest.raises(BadRequest, match="张三"):
        Settings(admins=frozenset({"张三"}))
    with pytest.raises(BadRequest, match="--read-only"):
        Settings(users=two, admins=frozenset({"张三"}), read_only=True)
