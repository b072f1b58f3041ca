"""Addresses are fetched from a server of the test's own; what leads inside, breaks a limit or is forbidden is refused."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from data import fetch
from data.corpus import stream
from data.documents import Document, Failure
from data.errors import UnreadableNotice
from data.fetch import Fetcher, addresses, robots
from data.fetch.gate import Gate, is_public
from data.fetch.http import get
from data.limits import MAX_FILE
from data.types import Notice
from tests.formats import pages, words
from tests.formats.notice import TITLE

PAGE = pages.trs().encode()
HOST = "tyj.example.gov.cn"  # leads nowhere; the test's resolver sends it to the test's server


class Site(BaseHTTPRequestHandler):
    """A small government site with every habit a fetcher meets."""

    asked: list[str] = []  # noqa: RUF012 - one server, one list
    robots = b"User-agent: *\nDisallow: /nei/\nCrawl-delay: 2\n"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        path = self.path.partition("?")[0]
        plain: dict[str, tuple[str, bytes]] = {
            "/robots.txt": ("text/plain", Site.robots),
            "/art/2024/t1.html": ("text/html; charset=gb2312", PAGE),
            "/nei/t1.html": ("text/html", PAGE),
            "/down.jsp": ("application/octet-stream", b"\x00"),
            "/a.docx": ("application/octet-stream", words.plain()),
            "/a.zip": ("application/zip", words.zipped({"x.html": PAGE, "y.exe": b"MZ"})),
            "/通报.html": ("text/html", PAGE),
        }
        from urllib.parse import unquote

        moved = {
            "/moved": "/art/2024/t1.html",
            "/loop": "/loop",
            "/inside": "http://127.0.0.1:1/secret",
            "/metadata": "http://169.254.169.254/latest/meta-data",
            "/file": "file:///etc/passwd",
            "/to-forbidden": "/nei/t1.html",
        }
        if unquote(path) in plain:
            self._send(200, *plain[unquote(path)])
        elif path in moved:
            self._send(302, "text/html", b"", Location=moved[path])
        elif path == "/gzip":
            self._send(200, "text/html", gzip.compress(PAGE), **{"Content-Encoding": "gzip"})
        elif path == "/gzip-bomb":
            self._send(200, "text/html", gzip.compress(bytes(MAX_FILE + 10)), **{"Content-Encoding": "gzip"})
        elif path == "/huge":
            self._endless()
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "99999")
            self.end_headers()
            self.wfile.write(PAGE[:100])
            self.close_connection = True
        elif path == "/slow":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            for _ in range(100):
                self.wfile.write(b"a")
                time.sleep(0.1)
        else:
            self._send(404, "text/html", b"no")

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(MAX_FILE // 1_000_000 + 2):
            self.wfile.write(b"a" * 1_000_000)
        self.close_connection = True

    def _send(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:  # the fetcher hung up, as it should on some of these
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.2", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def paused() -> list[float]:
    Site.asked.clear()
    return []


def fetcher(paused: list[float]) -> Fetcher:
    """Public names lead to the test's server, which alone is trusted; other IPs are what they are."""

    def look_up(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.2"] if host == HOST else [host]

    return Fetcher(Gate(look_up, frozenset({"127.0.0.2"})), paused.append)


def fetched(port: int, paused: list[float], *paths: str) -> list[Document | Failure]:
    return list(fetcher(paused).documents([f"http://{HOST}:{port}{path}" for path in paths]))


def refusal(port: int, paused: list[float], path: str) -> str:
    (failure,) = fetched(port, paused, path)
    assert isinstance(failure, Failure)
    return failure.message


def test_a_page_becomes_a_notice_with_its_address_and_the_day_it_was_fetched(port: int, paused: list[float]) -> None:
    (notice,) = stream(fetched(port, paused, "/art/2024/t1.html#top"))
    assert isinstance(notice, Notice)
    assert notice.title == TITLE
    assert notice.source.url == f"http://{HOST}:{port}/art/2024/t1.html"
    assert notice.source.note.endswith("取自网上")
    assert notice.id == f"{HOST}-art-2024-t1"


@pytest.mark.parametrize(
    ("path", "count"), [("/moved", 1), ("/gzip", 1), ("/a.docx", 1), ("/通报.html?id=3", 1), ("/a.zip", 1)]
)
def test_redirects_packed_replies_word_and_zip_files_are_read(
    port: int, paused: list[float], path: str, count: int
) -> None:
    notices = [n for n in stream(fetched(port, paused, path)) if isinstance(n, Notice)]
    assert [n.title for n in notices] == [TITLE] * count


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nei/t1.html", "robots.txt 不允许"),
        ("/to-forbidden", "robots.txt 不允许"),
        ("/loop", "转向超过 5 次"),
        ("/inside", "本机或内部网络"),
        ("/metadata", "本机或内部网络"),
        ("/file", "不是网页地址"),
        ("/nowhere", "网站回答 404"),
        ("/down.jsp", "application/octet-stream"),
        ("/huge", "网页超过 20 MB"),
        ("/gzip-bomb", "网页超过 20 MB"),
        ("/cut", "连接中断"),
    ],
)
def test_what_may_not_or_cannot_be_fetched_says_so(port: int, paused: list[float], path: str, message: str) -> None:
    assert message in refusal(port, paused, path)


def test_a_forbidden_page_is_not_even_asked_for(port: int, paused: list[float]) -> None:
    refusal(port, paused, "/nei/t1.html")
    assert Site.asked == ["/robots.txt"]


def test_pages_of_one_site_are_asked_for_with_the_pause_it_wishes(port: int, paused: list[float]) -> None:
    fetched(port, paused, "/art/2024/t1.html", "/gzip", "/a.docx")
    assert paused == [2.0, 2.0]
    assert Site.asked.count("/robots.txt") == 1


def test_a_site_that_does_not_answer_for_its_rules_is_left_alone(paused: list[float]) -> None:
    assert "robots.txt" in refusal(9, paused, "/a.html")  # nothing listens on the discard port


def test_a_server_that_drips_is_hung_up_on(port: int, paused: list[float]) -> None:
    target = fetcher(paused).gate.admit(f"http://{HOST}:{port}/slow")
    with pytest.raises(UnreadableNotice, match="网站太慢"):
        get(target, 1000, 0.5)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://[::1]/",
     "http://[::ffff:127.0.0.1]/", "http://10.1.2.3/", "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/",
     "http://100.64.0.1/", "http://0.0.0.0/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/",
     "http://[2002:7f00:1::]/", "http://224.0.0.1/", "http://255.255.255.255/"],
)  # fmt: skip
def test_an_address_inside_is_refused_however_it_is_written(address: str) -> None:
    with pytest.raises(UnreadableNotice, match=r"本机或内部网络|找不到主机"):
        Gate().admit(address)


def test_a_name_that_leads_both_outside_and_inside_is_refused_and_the_checked_ip_is_the_one_used() -> None:
    both = Gate(lambda host, port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(UnreadableNotice, match="内部网络"):
        both.admit("http://a.example/")
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    target = Gate(lambda host, port: next(answers)).admit("https://a.example/x?y=1#z")
    assert (target.ips, target.url) == (("93.184.216.34",), "https://a.example/x?y=1")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://",
        "https://[",
        "http://a:b@a.example/",
        "http://a.example/\nx",
        "a.html",
    ],
)
def test_what_is_no_plain_web_address_is_refused(address: str) -> None:
    with pytest.raises(UnreadableNotice):
        Gate(lambda host, port: ["93.184.216.34"]).admit(address)


def test_public_addresses_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert is_public("64:ff9b::5db8:d822")  # the first one, through a NAT64 gateway


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?v=1", True),
        ("User-agent: *\nDisallow: /*/nei/*x", "/a/nei/bx", False),
        ("User-agent: tongbao\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: other\nUser-agent: Tongbao\nDisallow: /x # remark", "/x", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /%E5%86%85", "/内/a", False),
        ("", "/a", True),
    ],
)
def test_robots_rules_are_read_as_the_standard_says(rules: str, path: str, allowed: bool) -> None:
    assert robots.parse(rules).allow(path) is allowed


def test_a_list_of_addresses_gives_each_once_and_names_what_is_none(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        "# 通报\nhttp://a.example/1#top 备注\n\nhttp://a.example/2 # 二\nhttp://a.example/2\n", "utf-8"
    )
    found = addresses([str(tmp_path / "list.txt"), "http://a.example/2", "nowhere.txt"])
    assert found[:2] == ["http://a.example/1#top", "http://a.example/2"]
    assert isinstance(found[2], Failure)
    many = tmp_path / "many.txt"
    many.write_text("\n".join(f"http://a.example/{n}" for n in range(fetch.MAX_ADDRESSES + 1)), "utf-8")
    with pytest.raises(UnreadableNotice, match="一次最多抓取 500 个地址"):
        addresses([str(many)])


def test_adding_files_loads_nothing_that_could_reach_the_network(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(pages.TITLE, "utf-8")
    code = (
        "import sys; from qa.cli import main\n"
        f"main(['add', {str(tmp_path / 'a.txt')!r}, '--index', {str(tmp_path / 'index')!r}, '--quiet'])\n"
        "sys.exit(sorted({'data.fetch', 'http.client', 'httpx', 'lxml', 'docx', 'pypdfium2', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    assert (done.stderr.strip(), done.returncode) == ("[]", 1)
