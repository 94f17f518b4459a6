"""Whom the server answers, and what it hands out: its own page on this machine, a few files, and nothing else."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection

import psutil
import pytest

from onrecord.serving.page import ASSETS
from tests.serving.conftest import PATIENCE, Server

HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
OTHER_HOSTS = [
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1:{port}.evil.example",
    "127.0.0.1:{port}@evil.example",
    "localhost.evil.example:{port}",
    "127.0.0.1.:{port}",
    "0.0.0.0:{port}",
    "[::1]:{port}",
    "",
]
OTHER_ORIGINS = [
    "null",
    "http://evil.example",
    "http://evil.example:{port}",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://localhost:{port}",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "",
]


@pytest.fixture(scope="module")
def server(serve: Callable[[], Server]) -> Server:
    return serve()


@dataclass
class Answer:
    status: int
    headers: Message
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@pytest.fixture
def ask(server: Server) -> Callable[..., Answer]:
    """Return a function that asks for a path as it stands, with these headers beside or instead of a client's."""

    def ask(path: str, method: str = "GET", **headers: str) -> Answer:
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as connection:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value.format(port=server.port))
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    return ask


def says(port: int, lines: str) -> str:
    """Return what the server says to these lines, sent as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as stream:
        stream.sendall(lines.replace("\n", "\r\n").encode())
        return b"".join(iter(lambda: stream.recv(65536), b"")).decode(errors="replace")


def test_only_the_loopback_interface_is_listened_at(server: Server) -> None:
    listening = [
        place.laddr for place in psutil.Process(server.process.pid).net_connections() if place.status == "LISTEN"
    ]
    assert listening == [("127.0.0.1", server.port)]


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}"])
def test_page_is_there_by_both_names_of_this_machine(server: Server, ask, host: str) -> None:
    answer = ask(f"/{server.secret}/", Host=host)
    assert answer.status == 200
    assert f"ws://{host.format(port=server.port)}/{server.secret}/review" in answer.text
    assert "<title>co ver&#x27;&quot;; touch" in answer.text


@pytest.mark.parametrize("host", OTHER_HOSTS)
def test_other_names_are_refused(server: Server, ask, host: str) -> None:
    for path in (f"/{server.secret}/", f"/{server.secret}/textual.js"):
        answer = ask(path, Host=host)
        assert (answer.status, "same port" in answer.text) == (403, True)


def test_no_name_or_two_are_refused(server: Server) -> None:
    own = f"Host: 127.0.0.1:{server.port}\n"
    for headers in (own + "Host: evil.example\n", "Host: evil.example\n" + own, own + own):
        said = says(server.port, f"GET /{server.secret}/ HTTP/1.1\n{headers}Connection: close\n\n")
        assert re.match(r"HTTP/1\.[01] 40[03] ", said)
    assert " 403 " in says(server.port, f"GET /{server.secret}/ HTTP/1.0\n\n").partition("\n")[0]
    absolute = f"GET http://evil.example/{server.secret}/ HTTP/1.1\n{own}Connection: close\n\n"
    assert "textual.js" not in says(server.port, absolute)


def test_what_is_no_request_is_refused_without_a_word_in_the_terminal(serve) -> None:
    server = serve()
    own = f"Host: 127.0.0.1:{server.port}\n"
    for noise in (
        f"GET /\x1b]0;pwned\x07 HTTP/1.1\n{own}\n",
        f"GET / HTTP/1.1\n{own}X\x1b[2J: \x1b[2J\n\n",
        f"POST / HTTP/1.1\n{own}Content-Length: \x1b[2J\n\n",
        "\x16\x03\x01\x02\x00\n\n",
    ):
        assert " 400 " in says(server.port, noise).partition("\n")[0]
    server.process.terminate()
    assert server.process.communicate() == ("", None)


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/textual.js", "/x/", "/x/review", "/%2F", "//", "/%C3%A9/"])
def test_without_the_secret_nothing_is_handed_out(ask, path: str) -> None:
    answer = ask(path)
    assert (answer.status, "whole address" in answer.text) == (403, True)


def test_secret_is_long_and_another_at_each_start(server: Server, serve) -> None:
    other = serve()
    assert len(server.secret) >= 22
    assert other.secret != server.secret


@pytest.mark.parametrize("origin", OTHER_ORIGINS)
def test_pages_of_others_open_no_websocket(server: Server, ask, origin: str) -> None:
    answer = ask(f"/{server.secret}/review?width=80&height=24", **HANDSHAKE, Origin=origin)
    assert (answer.status, answer.text) == (403, "Only a page of this server may open the review.")
    assert server.reviews == []


@pytest.mark.parametrize("change", [{"Host": "evil.example:{port}"}, {"path": "/x/review?width=80&height=24"}])
def test_websocket_needs_name_and_secret_too(server: Server, ask, change: dict[str, str]) -> None:
    request = {"path": f"/{server.secret}/review?width=80&height=24", **HANDSHAKE, **change}
    assert ask(**request, Origin="http://127.0.0.1:{port}").status == 403
    assert server.reviews == []


def test_websocket_needs_an_origin_and_a_size(server: Server, ask) -> None:
    assert ask(f"/{server.secret}/review?width=80&height=24", **HANDSHAKE).status == 403
    own = {**HANDSHAKE, "Origin": "http://127.0.0.1:{port}"}
    for size in ("", "?width=80", "?width=x&height=24", "?width=&height="):
        assert ask(f"/{server.secret}/review{size}", **own).status == 400
    assert server.reviews == []


@pytest.mark.parametrize(
    "path",
    [
        "..",
        "../",
        "..%2fguard.py",
        "%2e%2e/guard.py",
        "%2e%2e%2fguard.py",
        "..%5cguard.py",
        "..%252fguard.py",
        "../../../../../../../../etc/passwd",
        "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "page.js/../../guard.py",
        "page.js%00.html",
        "index.html",
        "static/",
        "download/x",
        "bridge.txt",
        "annotations/",
    ],
)
def test_nothing_but_the_page_s_own_files_is_handed_out(server: Server, ask, path: str) -> None:
    answer = ask(f"/{server.secret}/{path}")
    assert answer.status in (400, 403, 404)
    assert b"root:" not in answer.content
    assert b"import" not in answer.content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_nothing_is_taken_in_but_keys(server: Server, ask, method: str) -> None:
    assert ask(f"/{server.secret}/", method=method).status in (400, 403, 405)


@pytest.mark.parametrize("name", ["", *ASSETS])
def test_nothing_is_loaded_from_elsewhere(server: Server, ask, name: str) -> None:
    answer = ask(f"/{server.secret}/{name}")
    content = answer.content.decode("latin-1")
    assert answer.status == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if name.endswith(".ttf"):
        return
    without_comments = re.sub(r"/\*.*?\*/", "", content, flags=re.DOTALL)
    assert re.findall(r"https?://[\w.]+|[\"'(]//[\w.]+|@import", without_comments) == []
    assert set(re.findall(r"wss?://[^/]+", content)) <= {f"ws://127.0.0.1:{server.port}"}
    if not name.endswith(".js"):
        loaded = re.findall(r"url\(\"?([^\")]*)|(?:src|href)=\"([^\"]*)", content)
        assert {url or link for url, link in loaded} <= {*ASSETS, "data:,"}


def test_every_answer_tells_the_browser_to_load_and_keep_nothing(server: Server, ask) -> None:
    for path in (f"/{server.secret}/", f"/{server.secret}/page.js", f"/{server.secret}/x", "/"):
        answer = ask(path)
        rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == "'self'"
        assert rules["connect-src"] == f"'self' ws://127.0.0.1:{server.port}"
        assert rules["frame-ancestors"] == "'none'"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_server_cannot_be_reached_over_another_address(server: Server) -> None:
    addresses = {
        address.address
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family == socket.AF_INET and not address.address.startswith("127.")
    }
    for address in addresses:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((address, server.port), timeout=PATIENCE)


def test_taken_port_is_not_shared(server: Server) -> None:
    with pytest.raises(OSError, match="in use"):
        socket.create_server(("127.0.0.1", server.port))


def test_help_has_an_example() -> None:
    code = "from onrecord.cli import main; main(['serve', '--help'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Example:  onrecord serve coverage/ --coder ana" in done.stdout
