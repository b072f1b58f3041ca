"""Who may come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import BadRequest
from qa.cli import main
from qa.web import passwords
from qa.web.auth import FROM_ONE_PLACE
from qa.web.settings import Settings
from tests.web.conftest import PASSWORD, Open

NAME = "张三"


def test_without_a_login_a_person_is_taken_to_the_door_and_a_program_is_told(
    served: Open, users: passwords.Users
) -> None:
    client = served(Settings(users=users))
    page = client.get("/?q=甲", follow_redirects=False)
    assert page.status_code == 303
    assert page.headers["location"].startswith("/login?next=")
    api = client.get("/api/v1/notices")
    assert api.status_code == 401
    assert api.headers["www-authenticate"].startswith("Basic")
    assert client.get("/metrics").status_code == 401
    assert client.get("/healthz").status_code == 200


def test_the_right_password_opens_and_logging_out_closes(served: Open, users: passwords.Users) -> None:
    client = served(Settings(users=users))
    reply = client.post("/login", data={"name": NAME, "password": PASSWORD}, follow_redirects=False)
    assert reply.status_code == 303
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.get("/api/v1/notices").status_code == 200
    client.get("/logout", follow_redirects=False)
    assert client.get("/api/v1/notices").status_code == 401


def test_a_program_logs_in_with_each_request(served: Open, users: passwords.Users) -> None:
    client = served(Settings(users=users))
    assert client.get("/api/v1/notices", auth=(NAME.encode(), PASSWORD.encode())).status_code == 200
    assert client.get("/api/v1/notices", auth=(NAME.encode(), b"wrong-password")).status_code == 401
    assert client.get("/api/v1/notices", headers={"authorization": "Basic ???"}).status_code == 401


def test_guessing_is_stopped(served: Open, users: passwords.Users) -> None:
    client = served(Settings(users=users))
    tries = [client.post("/login", data={"name": NAME, "password": f"x{i}"}) for i in range(FROM_ONE_PLACE + 1)]
    assert [t.status_code for t in tries] == [401] * FROM_ONE_PLACE + [429]
    right = client.post("/login", data={"name": NAME, "password": PASSWORD}, follow_redirects=False)
    assert right.status_code == 429


@pytest.mark.parametrize("after", ["//evil.example", "https://evil.example", "/\\evil.example", "/login", "data:1"])
def test_nobody_is_sent_elsewhere_after_the_login(served: Open, users: passwords.Users, after: str) -> None:
    form = {"name": NAME, "password": PASSWORD, "next": after}
    reply = served(Settings(users=users)).post("/login", data=form, follow_redirects=False)
    assert reply.headers["location"] == "/"


def test_a_name_typed_at_the_door_is_shown_as_text(served: Open, users: passwords.Users) -> None:
    page = served(Settings(users=users)).get("/login", params={"next": '/?q="><script>1</script>'}).text
    assert "<script>1" not in page


def test_other_machines_are_not_served_without_a_login(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(passwords.VARIABLE, raising=False)
    assert main(["app", "--host", "0.0.0.0"]) == 2
    assert "--auth" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有用户"),
        ("张三:geheim-geheim", "第 1 行"),
        ("张三:scrypt$AAAA$AAAA", "第 1 行"),
        (passwords.line("甲", PASSWORD) + "\n" + passwords.line("甲", PASSWORD), "两次"),
    ],
)
def test_a_bad_password_file_gets_one_line_that_quotes_no_password(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "users"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadRequest, match=said) as caught:
        passwords.users(file)
    assert "geheim" not in str(caught.value)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(BadRequest, match="至少"):
        passwords.line("张三", "1234567")


def test_equal_passwords_have_different_lines_and_both_fit() -> None:
    first, second = passwords.line("甲", PASSWORD), passwords.line("甲", PASSWORD)
    assert first != second
    assert all(passwords.parse(row, "x").right("甲", PASSWORD) for row in (first, second))
    assert not passwords.parse(first, "x").right("乙", PASSWORD)
